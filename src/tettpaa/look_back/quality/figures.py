"""The quality measures: what each counts, in words and numbers, and how what it counts adds up. Pure."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import median


@dataclass(frozen=True)
class Figure:
    """`title` and `counts` by language; `thing` is the permission that shows whom it counts."""

    key: str
    recommendation: str
    thing: str
    has_days: bool
    title: Mapping[str, str]
    counts: Mapping[str, str]


@dataclass(frozen=True)
class Counted:
    """One thing that a figure counts, about a pupil at a school, of a day.

    `is_met` None: too early to say, or not noted. `days`: school days it took, None where it is not met or unknown.
    """

    pupil: int
    school: int
    on: dt.date
    is_met: bool | None
    days: int | None = None


@dataclass(frozen=True)
class Sum:
    """What some counted things come to. `unknown` is never part of a share; the median is of those met in days known."""

    met: int
    unmet: int
    unknown: int
    median_days: float | None

    @property
    def known(self) -> int:
        return self.met + self.unmet


def summed(counted: Iterable[Counted]) -> Sum:
    """A number is the sum of what it opens to."""
    listed = list(counted)
    days = [each.days for each in listed if each.days is not None]
    return Sum(
        met=sum(each.is_met is True for each in listed),
        unmet=sum(each.is_met is False for each in listed),
        unknown=sum(each.is_met is None for each in listed),
        median_days=median(days) if days else None,
    )


def in_time(days: int | None, passed: int | None, limit: int) -> bool | None:
    """Whether it happened within `limit` school days; `days` is when it did, None not yet; `passed` how long ago it began.

    Unknown where no calendar says which days were school days, and while there is still time.
    """
    if days is not None:
        return days <= limit
    if passed is None or passed <= limit:
        return None
    return False


@cache
def figures() -> tuple[Figure, ...]:
    """In the order they are shown."""
    text = files(__package__).joinpath("figures.toml").read_text("utf-8")
    return tuple(Figure(**row) for row in tomllib.loads(text)["figure"])


def figure_named(key: str) -> Figure:
    """KeyError where there is none."""
    return {figure.key: figure for figure in figures()}[key]


def in_time_limit(key: str, on: dt.date) -> int:
    """School days that are called in time, by the row in force."""
    return _in_force("in_time", on)[key]


def least_spell(on: dt.date) -> int:
    """School days in a row wholly away that are called a spell, by the row in force."""
    return _in_force("spell", on)["least_days"]


def _in_force(table: str, on: dt.date) -> dict:
    rows = tomllib.loads(files(__package__).joinpath("limits.toml").read_text("utf-8"))[table]
    return max((row for row in rows if row["from"] <= on), key=lambda row: row["from"])
