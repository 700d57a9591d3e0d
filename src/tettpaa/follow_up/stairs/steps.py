"""Stairs as data: who has which step, also where a role is empty, and how choices differ. Pure."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

# What brings a pupil to the first stair.
FLAG, PLAN = "flag", "plan"
# Whoever is responsible is the one who has a plan's case, so only stairs that a plan begins know who that is.
CONTACT_TEACHER, RESPONSIBLE = "contact_teacher", "responsible"
_STAFF = (CONTACT_TEACHER, "counsellor", "department_head", "leader")
ROLES: Mapping[str, tuple[str, ...]] = {FLAG: _STAFF, PLAN: (RESPONSIBLE, *_STAFF)}


@dataclass(frozen=True)
class Stair:
    """One step: who has it, for how many school days (or through an ISO week, if later), and what is asked.

    `attempts` without reaching the pupil, in `channels` different ways, and each of `by` at least once. `told` are the
    roles that hear that the next takes over soon, beside whoever has the step and whoever takes over.
    """

    who: str
    school_days: int
    told_before: int
    words: Mapping[str, str]
    by_week: int | None = None
    attempts: int = 0
    channels: int = 0
    by: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stairs:
    """A set of stairs as data; `ends` are the acts that take a pupil off them.

    `begins`: with a flag that is raised, or on the day a plan was to be evaluated.
    """

    key: str
    words: Mapping[str, str]
    source: str
    ends: frozenset[str]
    stairs: tuple[Stair, ...]
    valid_from: dt.date
    begins: str = FLAG


@dataclass(frozen=True)
class Holding:
    """Stairs that hold at a school: how they have read since they last began to, each with its first day, the oldest first.

    `ended_on`: a trial was over that day, and nothing took its place. Nobody comes to them any more; whoever is on them,
    stays until something ends it.
    """

    wordings: tuple[tuple[dt.date, Stairs], ...]
    ended_on: dt.date | None = None

    @property
    def now(self) -> Stairs:
        return self.wordings[-1][1]

    def since(self, day: dt.date) -> Stairs:
        """As they read for a pupil who came to them on the day, and keeps that. Who came before they held, has the first."""
        begun = [stairs for first, stairs in self.wordings if first <= day]
        return begun[-1] if begun else self.wordings[0][1]

    def open_to(self, day: dt.date) -> Stairs | None:
        """The same; None for a day on which nobody comes to them any more."""
        return None if self.ended_on and day >= self.ended_on else self.since(day)

    def met(self, came: Callable[[Stairs], dt.date | None]) -> tuple[dt.date, Stairs] | None:
        """The day a pupil came to the stairs, and how they read for her; None: she is not on them.

        `came` is the day by what ends the stairs in one wording. A newer one decides only for who came after it began.
        """
        for first, stairs in reversed(self.wordings):
            day = came(stairs)
            if day is not None and (day >= first or first == self.wordings[0][0]):
                read = self.open_to(day)
                return (day, read) if read else None
        return None


def with_days(stairs: Stairs, days: list[int]) -> Stairs:
    """The same stairs with an owner's or a school's own number of school days on each."""
    own = zip(stairs.stairs, days, strict=True)
    return replace(stairs, stairs=tuple(replace(stair, school_days=number) for stair, number in own))


def heir_of(stairs: Stairs, step: int, present: Collection[str]) -> str:
    """Who has a stair where not all roles are filled: its own, else the next above that is, else the nearest below; ''
    where nobody is. Nobody is left on a stair that no person stands on.
    """
    above = [stair.who for stair in stairs.stairs[step:]]
    below = [stair.who for stair in reversed(stairs.stairs[:step])]
    return next((who for who in above + below if who in present), "")


def change_of(before: Stairs | None, after: Stairs | None) -> str:
    """How a choice changes what held: 'tightened' where people act sooner, 'loosened' later, 'kept' or 'mixed'.

    Steps that differ in more than their days cannot be called either.
    """
    if before is None or after is None:
        return "kept" if before is after else ("tightened" if before is None else "loosened")
    days = [stair.school_days for stair in before.stairs]
    if len(days) != len(after.stairs) or with_days(after, days) != before:
        return "mixed"
    pairs = zip(before.stairs, after.stairs, strict=True)
    signs = {_sign(new.school_days - old.school_days) for old, new in pairs} - {0}
    return {frozenset(): "kept", frozenset({1}): "loosened", frozenset({-1}): "tightened"}.get(
        frozenset(signs), "mixed"
    )


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
