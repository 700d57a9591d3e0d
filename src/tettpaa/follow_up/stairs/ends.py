"""The acts that take a pupil off the stairs: name → the last day it happened, for each pupil. One read each."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping

from django.db.models import Max, Q

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import CLOSED, LIVE
from tettpaa.assess.talks.models import Contact, ExplanationRequest
from tettpaa.kit.clock import OSLO

LastDays = Mapping[int, dt.date]


def _reached(pupils: Collection[int], on: dt.date) -> LastDays:
    """Somebody spoke with the pupil."""
    spoken = Contact.objects.filter(pupil__in=pupils, was_reached=True, on__lte=on)
    return dict(spoken.values("pupil").annotate(last=Max("on")).values_list("pupil", "last"))


def _explained(pupils: Collection[int], _on: dt.date) -> LastDays:
    """The contact teacher has answered a leader's question about the absence."""
    answered = ExplanationRequest.objects.filter(pupil__in=pupils, answered_at__isnull=False)
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


# A plan and a letter join here when they are to end or count.
ENDS: Mapping[str, Callable[[Collection[int], dt.date], LastDays]] = {
    "reached": _reached, "explained": _explained, "case": _in_case,
}  # fmt: skip
