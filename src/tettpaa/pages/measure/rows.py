"""The measures of a pupil as the case's page and the chronology list them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE as LIVE_CASES
from tettpaa.follow_up.measures.models import Measure, MeasureStep, Observation
from tettpaa.follow_up.measures.queries import (
    live_measures,
    measures_about,
    observations_ever_of,
    steps_of,
    whereabouts_of,
)
from tettpaa.follow_up.measures.states import LIVE, VOIDED, State, state_of
from tettpaa.kit.clock import OSLO
from tettpaa.pages.measure.words import name_of, step_words
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class Listed:
    """One measure in a list, and where it stands today."""

    measure: Measure
    name: str
    state: State


@dataclass(frozen=True)
class Measures:
    """The part of a case's page about measures: those that go on, and those that are over."""

    case: Case
    live: list[Listed]
    over: list[Listed]
    can_start: bool


def measures_in(rights: Rights, case: Case, *, is_there: bool) -> Measures | None:
    """What the reader may see of them; None where that is nothing. Two reads, none where nothing is there."""
    if not rights.may_about("measure_read", case.pupil_id):
        return None
    listed = listed_of(rights, list(measures_about([case.pupil_id]))) if is_there else []
    can_start = case.state in LIVE_CASES and rights.may_about("measure_start", case.pupil_id)
    live = [each for each in listed if each.measure.state in LIVE]
    return Measures(case, live, [each for each in listed if each.measure.state not in LIVE], can_start)


def going_on(rights: Rights, pupils: list[int]) -> list[Listed]:
    """The measures of these pupils that are planned or running, for a reader who may read them. Two reads."""
    return listed_of(rights, list(live_measures(pupils)))


def listed_of(rights: Rights, measures: list[Measure]) -> list[Listed]:
    """Each with where it stands today. One read."""
    places = whereabouts_of(measures, rights.on)
    return [Listed(each, name_of(each), stands(rights, each, places[each.pk])) for each in measures]


def stands(rights: Rights, measure: Measure, place: str) -> State:
    """Where it stands today."""
    return state_of(measure.state, measure.starts_on, measure.planned_end, rights.on, place)


def entries_of(pupil: Person) -> list[dict]:
    """Every step of the pupil's measures, and what was seen after them, for the chronology of a reader who may.

    Planned and begun the same day is told once. One read where there are none, else three.
    """
    measures = {measure.pk: measure for measure in measures_about([pupil.pk])}
    steps = list(reversed(steps_of(measures.values())))
    begun = {(step.measure_id, step.at.date()) for step in steps if step.act == "start_measure"}
    entries = [
        _step_entry(measures[step.measure_id], step) for step in steps
        if step.act != "plan_measure" or (step.measure_id, step.at.date()) not in begun
    ]  # fmt: skip
    return entries + [_seen_entry(measures[seen.measure_id], seen) for seen in observations_ever_of(measures.values())]


def _step_entry(measure: Measure, step: MeasureStep) -> dict:
    entry = {
        "on": step.at.astimezone(OSLO).date(),
        "title": _("%(what)s: %(act)s") % {"what": name_of(measure), "act": step_words(step.act).lower()},
        "text": step.reason or measure.line,
        "url": reverse("measure", kwargs={"measure_id": measure.pk}),
    }
    if measure.state == VOIDED:
        return {**entry, "is_withdrawn": True, "word": _("Feilført"), "look": "ended"}
    return entry


def _seen_entry(measure: Measure, seen: Observation) -> dict:
    entry = {
        "on": seen.answered_at.astimezone(OSLO).date(),
        "title": _("%(what)s, sett etter: %(answer)s")
        % {"what": name_of(measure), "answer": seen.get_answer_display().lower()},
        "text": seen.line,
        "url": reverse("measure", kwargs={"measure_id": measure.pk}),
    }
    wrong = {"is_withdrawn": True, "word": _("Feilført"), "look": "ended", "why": seen.voided_why}
    return entry if seen.voided_at is None else {**entry, **wrong}
