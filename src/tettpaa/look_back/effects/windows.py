"""Absence before and after something began, in windows of equally many school days. Pure.

It tells what happened, not why: measures begin and talks are held when absence is at its highest, and it then often falls
by itself. For many pupils at once the same rule stands in `spans.py`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tettpaa.look_back.effects.limits import limit_on


class Verdict(StrEnum):
    """Whether anything can be told."""

    TOO_EARLY = "too_early"
    TOO_LITTLE = "too_little"
    TOLD = "told"


@dataclass(frozen=True)
class SchoolDay:
    """One school day. Whole days and single hours are never converted into each other (§ 9-44)."""

    on: dt.date
    is_reported: bool
    is_away: bool
    hours: float


@dataclass(frozen=True)
class Window:
    """Some school days side by side: how many are registered, and the absence in those."""

    first: dt.date
    last: dt.date
    school_days: int
    reported: int
    days_away: int
    hours_away: float


@dataclass(frozen=True)
class Compared:
    """Two windows of `school_days` each; none where nothing can be told."""

    verdict: Verdict
    before: Window | None = None
    after: Window | None = None


def compare(days: Sequence[SchoolDay], starts_on: dt.date, ended_on: dt.date | None = None) -> Compared:
    """The school days up to the start against as many from it on; `days` are those of one school year, through today.

    Too early: fewer than the least number since the start, and more may come. Too little: fewer before it, or until the end
    of what is over; too few registered; or no calendar, so that nobody knows how many there have been.
    """
    limit = limit_on("window", starts_on)
    before = [day for day in days if day.on < starts_on]
    after = [day for day in days if starts_on <= day.on and (ended_on is None or day.on <= ended_on)]
    if days and len(after) < limit["least"] and (ended_on is None or ended_on > days[-1].on):
        return Compared(Verdict.TOO_EARLY)
    length = min(len(before), len(after), limit["longest"])
    if length < limit["least"]:
        return Compared(Verdict.TOO_LITTLE)
    windows = _window(before[-length:]), _window(after[:length])
    is_enough = all(100 * window.reported >= limit["reported_percent"] * length for window in windows)
    return Compared(Verdict.TOLD if is_enough else Verdict.TOO_LITTLE, *windows)


def compare_around(days: Sequence[SchoolDay], spoke_on: dt.date) -> Compared:
    """The same around a contact. Its own day is in neither window: whoever is spoken with at school is there that day."""
    return compare([day for day in days if day.on != spoke_on], spoke_on)


def _window(days: Sequence[SchoolDay]) -> Window:
    told = [day for day in days if day.is_reported]
    return Window(
        days[0].on, days[-1].on, len(days), len(told), sum(day.is_away for day in told),
        sum(day.hours for day in told if not day.is_away),
    )  # fmt: skip
