"""The acts that take a pupil off the stairs: name → the last day it happened, for each pupil. One read each."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping

from django.db.models import Max, Q

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import CLOSED, LIVE
from tettpaa.assess.talks.models import Contact, ExplanationRequest
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.states import ENDED as ENDED_MEASURE
from tettpaa.follow_up.measures.states import LIVE as LIVE_MEASURES
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.states import IN_FORCE
from tettpaa.kit.clock import OSLO

LastDays = Mapping[int, dt.date]


def _reached(pupils: Collection[int], on: dt.date) -> LastDays:
    """Somebody spoke with the pupil."""
    spoken = Contact.standing.filter(pupil__in=pupils, was_reached=True, on__lte=on)
    return dict(spoken.values("pupil").annotate(last=Max("on")).values_list("pupil", "last"))


def _explained(pupils: Collection[int], _on: dt.date) -> LastDays:
    """The contact teacher has answered a leader's question about the absence."""
    answered = ExplanationRequest.objects.filter(pupil__in=pupils, answered_at__isnull=False, voided_at=None)
    rows = answered.values("pupil").annotate(last=Max("answered_at")).values_list("pupil", "last")
    return {pupil: at.astimezone(OSLO).date() for pupil, at in rows}


def _in_case(pupils: Collection[int], on: dt.date) -> LastDays:
    """A case follows the pupil up: through today while it lasts, else through the day it was closed."""
    closed_at = Max("steps__at", filter=Q(steps__state=CLOSED))
    cases = Case.objects.filter(pupil__in=pupils, state__in=(*LIVE, CLOSED)).annotate(closed_at=closed_at)
    found: dict[int, dt.date] = {}
    for pupil, state, at in cases.values_list("pupil", "state", "closed_at"):
        last = on if state in LIVE or at is None else at.astimezone(OSLO).date()
        found[pupil] = max(last, found.get(pupil, last))
    return found


def _with_measure(pupils: Collection[int], on: dt.date) -> LastDays:
    """Something is done, or about to be: through today while it lasts, else through the day it ended."""
    measures = Measure.objects.filter(pupil__in=pupils, state__in=(*LIVE_MEASURES, ENDED_MEASURE))
    found: dict[int, dt.date] = {}
    for pupil, state, ended_on in measures.values_list("pupil", "state", "ended_on"):
        last = on if state in LIVE_MEASURES or ended_on is None else ended_on
        found[pupil] = max(last, found.get(pupil, last))
    return found


def _with_plan(pupils: Collection[int], on: dt.date) -> LastDays:
    """A written plan is in force."""
    in_force = Plan.objects.filter(pupil__in=pupils, state=IN_FORCE)
    return dict.fromkeys(in_force.values_list("pupil", flat=True), on)


ENDS: Mapping[str, Callable[[Collection[int], dt.date], LastDays]] = {
    "reached": _reached, "explained": _explained, "case": _in_case, "measure": _with_measure, "plan": _with_plan,
}  # fmt: skip
