"""What waits for whoever is responsible for measures: derived from the measures, never stored."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.observing import due_looks
from tettpaa.follow_up.measures.queries import asked_of, facts_at_gates, whereabouts_of
from tettpaa.follow_up.measures.states import LATE, LEFT, OVERDUE, RUNNING
from tettpaa.knowledge.measures.gates import gates_for, missing_proofs
from tettpaa.pages.measure.rows import stands
from tettpaa.pages.measure.words import name_of
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User


def tasks_for(rights: Rights) -> list[Task]:
    """Measures past their day, with a pupil who has left, without what they lean on, or to be looked after.

    Of the reader's own, among pupils the reader may still do something for. At most four reads.
    """
    if not isinstance(rights.user, User) or not rights.may("measure_change"):
        return []
    measures = list(asked_of(rights.user, rights.pupils("measure_change")))
    places, looks = whereabouts_of(measures, rights.on), due_looks(measures, rights.on)
    gated = [each for each in measures if each.state == RUNNING and gates_for(each.kind, rights.on)]
    proofs = facts_at_gates(gated, rights.on) if gated else {}
    tasks = []
    for measure in measures:
        key = stands(rights, measure, places[measure.pk]).key
        if (words := _words(measure, key)) is not None:
            tasks.append(_task(measure, words, measure.starts_on if key == LATE else measure.planned_end))
        elif measure.pk in proofs and missing_proofs(
            measure.kind, proofs[measure.pk], rights.on, last_day=measure.planned_end
        ):
            tasks.append(_task(measure, _("%(name)s: et vilkår for «%(what)s» står ikke lenger"), None))
        tasks += [_task(measure, _("%(name)s: se etter om det holder"), look.due_on) for look in looks[measure.pk]]
    return tasks


def _words(measure: Measure, key: str) -> str | None:
    """What the state asks for; None where it asks for nothing."""
    return {
        LATE: _("%(name)s: «%(what)s» skulle ha begynt"),
        OVERDUE: _("%(name)s: «%(what)s» skulle vært avsluttet. Hjalp det?"),
        LEFT: _("%(name)s har sluttet: avslutt «%(what)s»"),
    }.get(key)


def _task(measure: Measure, words: str, due_on: dt.date | None) -> Task:
    told = words % {"name": measure.pupil, "what": name_of(measure)}
    return Task(told, reverse("measure", kwargs={"measure_id": measure.pk}), measure.pupil_id, due_on)
