"""Since when a pupil has been on the stairs. Pure; days are handed in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """One flag of a pupil: raised, and cleared on (None while it stands)."""

    raised_on: dt.date
    cleared_on: dt.date | None = None


def since_of(spans: Iterable[Span], ended_on: dt.date | None) -> dt.date | None:
    """The day the pupil came to the stairs: from then until now some flag has stood, and no act has ended it.

    `ended_on` is the last day such an act happened: what was raised by then is dealt with.
    """
    live = [span for span in spans if ended_on is None or span.raised_on > ended_on]
    standing = [span.raised_on for span in live if span.cleared_on is None]
    if not standing:
        return None
    since = min(standing)
    while earlier := [each.raised_on for each in live if each.raised_on < since <= (each.cleared_on or since)]:
        since = min(earlier)
    return since
