"""What numbers of many pupils are rounded to at an owner. Pure; rounding.toml has what may be chosen."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Before anybody has chosen.
AS_COUNTED = 1


@dataclass(frozen=True)
class Choice:
    """What is rounded to from a day on."""

    rounded_to: int
    valid_from: dt.date


@dataclass(frozen=True)
class Steps:
    """What may be chosen from a day on, the finest first."""

    valid_from: dt.date
    steps: tuple[int, ...]
    source: str


class StepsUnknown(LookupError):
    """No version of what may be chosen is written down for a day."""


def in_force(choices: Iterable[Choice], on: dt.date) -> int:
    """What holds on a day: the choice with the latest day, of several the one made last. `choices` in the order made."""
    begun = [choice for choice in choices if choice.valid_from <= on]
    return max(reversed(begun), key=lambda choice: choice.valid_from).rounded_to if begun else AS_COUNTED


def is_finer(one: int, other: int) -> bool:
    """Whether rounding to `one` tells more than rounding to `other`."""
    return one < other


def fault_in_choice(*, rounded_to: int, valid_from: dt.date, reason: str, on: dt.date) -> dict[str, str]:
    """Field → what is wrong with it: nothing where the choice can be made."""
    found = {}
    if rounded_to not in steps_on(on).steps:
        found["rounded_to"] = "no_step"
    if valid_from < on:
        found["valid_from"] = "in_the_past"
    if not reason.strip():
        found["reason"] = "no_reason"
    return found


@cache
def versions() -> tuple[Steps, ...]:
    """All versions written down, oldest first."""
    told = tomllib.loads(files(__package__).joinpath("rounding.toml").read_text("utf-8"))["version"]
    made = [Steps(row["valid_from"], tuple(sorted(row["steps"])), row["source"]) for row in told]
    return tuple(sorted(made, key=lambda version: version.valid_from))


def steps_on(day: dt.date) -> Steps:
    """What may be chosen on a day; StepsUnknown before the first."""
    for version in reversed(versions()):
        if version.valid_from <= day:
            return version
    raise StepsUnknown(day)
