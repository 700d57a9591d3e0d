"""Stairs as data: who has which step, also where a role is empty, and how choices differ. Pure."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

# What brings a pupil to the first stair.
FLAG, PLAN = "flag", "plan"


@dataclass(frozen=True)
class Stair:
    """One step: who has it, for how many school days (or through an ISO week, if later), and what is asked.

    `attempts` without reaching the pupil, in `channels` different ways, and each of `by` at least once.
    """

    who: str
    school_days: int
    told_before: int
    words: Mapping[str, str]
    by_week: int | None = None
    attempts: int = 0
    channels: int = 0
    by: tuple[str, ...] = ()


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


def heir_of(stairs: Stairs, step: int, present: Collection[str]) -> str:
    """Who has a stair where not all roles are filled: its own, else the next above that is, else the nearest below; ''
    where nobody is. Nobody is left on a stair that no person stands on.
    """
    above = [stair.who for stair in stairs.stairs[step:]]
    below = [stair.who for stair in reversed(stairs.stairs[:step])]
    return next((who for who in above + below if who in present), "")


def change_of(before: Stairs | None, after: Stairs | None) -> str:
    """How a choice changes what held: 'tightened' where people act sooner, 'loosened' later, 'kept' or 'mixed'."""
    if before is None or after is None:
        return "kept" if before is after else ("tightened" if before is None else "loosened")
    pairs = zip(before.stairs, after.stairs, strict=True)
    signs = {_sign(new.school_days - old.school_days) for old, new in pairs} - {0}
    return {frozenset(): "kept", frozenset({1}): "loosened", frozenset({-1}): "tightened"}.get(
        frozenset(signs), "mixed"
    )


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
