"""The sets of stairs that come with the system, read from the files beside. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from tettpaa.follow_up.stairs.steps import FLAG, Stair, Stairs

LANGUAGES = ("nb", "nn", "en")
ORDER = ("glemmen", "week_40", "askim", "borg", "fredrik_ii", "plan_due")


@cache
def shipped_stairs() -> Mapping[str, Stairs]:
    """Key → stairs, in the order they are offered."""
    return {key: _read(key) for key in ORDER}


def with_days(stairs: Stairs, days: list[int]) -> Stairs:
    """The same stairs with an owner's or a school's own number of school days on each."""
    own = zip(stairs.stairs, days, strict=True)
    return replace(stairs, stairs=tuple(replace(stair, school_days=number) for stair, number in own))


def _read(key: str) -> Stairs:
    told = tomllib.loads(files(__package__).joinpath(f"{key}.toml").read_text("utf-8"))
    return Stairs(
        told["key"], _words(told), told["source"], frozenset(told["ends"]),
        tuple(_stair(row) for row in told["stair"]), told["valid_from"], told.get("begins", FLAG),
    )  # fmt: skip


def _stair(row: dict) -> Stair:
    return Stair(
        who=row["who"], school_days=row["school_days"], told_before=row["told_before"], words=_words(row),
        by_week=row.get("by_week"), attempts=row.get("attempts", 0), channels=row.get("channels", 0),
        by=tuple(row.get("by", ())),
    )  # fmt: skip


def _words(row: dict) -> dict[str, str]:
    return {language: row[language] for language in LANGUAGES}
