"""What waits for somebody about mappings: input to give, and rounds whose day is past."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE
from tettpaa.assess.mappings.queries import rounds_over
from tettpaa.pages.mapping.own import requests_for
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User


def tasks_for(rights: Rights) -> list[Task]:
    """Input the reader is asked for, and rounds of the reader's own cases that nobody has closed. Two reads."""
    asked = requests_for(rights).filter(answered_at=None)
    tasks = [
        Task(
            _("Gi innspill om %(name)s") % {"name": request.pupil}, reverse("input_answer", args=[request.pk]),
            request.pupil_id, request.round.due_on,
        )
        for request in asked
    ]  # fmt: skip
    return tasks + _rounds_over(rights)


def _rounds_over(rights: Rights) -> list[Task]:
    if not isinstance(rights.user, User) or not rights.may("input_ask"):
        return []
    own = Case.objects.filter(responsible=rights.user, state__in=LIVE, pupil__in=rights.pupils("input_ask"))
    return [
        Task(
            _("Les innspillene om %(name)s, og avslutt runden") % {"name": held.pupil},
            reverse("input_round", args=[held.pk]), held.pupil_id, held.due_on,
        )
        for held in rounds_over(own, rights.on)
    ]  # fmt: skip
