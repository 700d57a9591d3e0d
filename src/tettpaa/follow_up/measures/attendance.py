"""A return schedule held against what is registered: was the pupil there? Pure.

What nobody has registered is unknown, and never taken for presence.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tettpaa.follow_up.measures.limits import limit_on

WHOLE_DAY = (0, 24 * 60)


class Was(StrEnum):
    """What can be said of one planned day."""

    AHEAD = "ahead"
    THERE = "there"
    PARTLY = "partly"
    AWAY = "away"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Planned:
    """A day the pupil is to come, from and to in minutes of the day."""

    on: dt.date
    begins: int
    ends: int


@dataclass(frozen=True)
class Lesson:
    """A lesson the pupil had: when it begins in minutes of the day (None: not told), how many minutes it lasts and how
    many the pupil was away, and whether somebody has registered it.
    """

    begins: int | None
    minutes: int
    away: int
    is_registered: bool

    def is_within(self, planned: Planned) -> bool:
        """Some of it lies in the planned time; a lesson without a clock lies in a whole day only."""
        if self.begins is None:
            return (planned.begins, planned.ends) == WHOLE_DAY
        return self.begins < planned.ends and planned.begins < self.begins + self.minutes


@dataclass(frozen=True)
class Told:
    """What the records say of a school day. `has_untimed`: some absence of the day cannot be placed in a lesson."""

    is_whole_day_away: bool
    has_untimed: bool
    lessons: tuple[Lesson, ...]


def spanned(part: str, on: dt.date, begins: dt.time | None = None, ends: dt.time | None = None) -> tuple[int, int]:
    """Part of a day → minutes of the day. Where the day divides is data."""
    divides = _minutes(dt.time.fromisoformat(limit_on("day_divides", on)["at"]))
    if part == "hours" and begins is not None and ends is not None:
        return _minutes(begins), _minutes(ends)
    return {"morning": (0, divides), "afternoon": (divides, WHOLE_DAY[1])}.get(part, WHOLE_DAY)


def held_against(
    schedule: Sequence[Planned], told: Mapping[dt.date, Told], today: dt.date
) -> list[tuple[Planned, Was]]:
    """Each planned day, in order, with what can be said of it."""
    return [(day, was_there(day, told.get(day.on), today)) for day in sorted(schedule, key=lambda each: each.on)]


def was_there(planned: Planned, told: Told | None, today: dt.date) -> Was:
    """Only lessons within the planned time count; absence that cannot be placed leaves the day unknown."""
    if planned.on > today:
        return Was.AHEAD
    if told is None:
        return Was.UNKNOWN
    if told.is_whole_day_away:
        return Was.AWAY
    within = [each for each in told.lessons if each.is_within(planned)]
    if any(each.away for each in within):
        return Was.AWAY if all(each.away >= each.minutes for each in within) else Was.PARTLY
    has_untimed = told.has_untimed or any(each.away for each in told.lessons if each.begins is None)
    is_told = bool(within) and not has_untimed and all(each.is_registered for each in within)
    return Was.THERE if is_told else Was.UNKNOWN


def _minutes(at: dt.time) -> int:
    return at.hour * 60 + at.minute
