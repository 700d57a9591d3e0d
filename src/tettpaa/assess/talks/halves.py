"""The half-years of a school year, and whether the talk that each demands has been held (§ 9-6). Pure."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tettpaa.kit.text import marked
from tettpaa.schools.places.school_year import first_day, last_day

WORDS = {"autumn": marked("Høsthalvåret"), "spring": marked("Vårhalvåret")}
HELD, NOT_HELD, MISSING, COMING = "held", "not_held", "missing", "coming"


@dataclass(frozen=True)
class Half:
    """One half-year, first and last day included. From `late_from` on, the one who has the pupil is reminded."""

    key: str
    first: dt.date
    last: dt.date
    late_from: dt.date
    kinds: frozenset[str]
    source: str

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


def halves_of(school_year: int) -> tuple[Half, ...]:
    """The half-years in order, by the rule in force when the year began. LookupError where nothing is said."""
    begun = [row for row in _years() if row["from"] <= first_day(school_year)]
    if not begun:
        raise LookupError(f"no half-years are written down for {school_year}")
    year = max(begun, key=lambda row: row["from"])
    firsts = [_day(half["begins"], school_year) for half in year["half"]]
    lasts = [first - dt.timedelta(days=1) for first in firsts[1:]] + [last_day(school_year)]
    late = dt.timedelta(days=year["late_days"])
    return tuple(
        Half(half["key"], first, last, last - late, frozenset(year["kinds"]), year["source"])
        for half, first, last in zip(year["half"], firsts, lasts, strict=True)
    )


def standing_in(half: Half, talks: Iterable[tuple[dt.date, bool]], on: dt.date) -> str:
    """`talks`: (day, held) of one pupil's talks of the kinds that count. One held is enough; a refused one is told."""
    within = [is_held for day, is_held in talks if half.holds(day)]
    if any(within):
        return HELD
    if within:
        return NOT_HELD
    return COMING if on < half.first else MISSING


def _day(month_day: str, school_year: int) -> dt.date:
    """'01-16' in the school year that begins in 2025 is 16 January 2026."""
    month, day = map(int, month_day.split("-"))
    this_year = dt.date(school_year, month, day)
    return this_year if this_year >= first_day(school_year) else dt.date(school_year + 1, month, day)


@cache
def _years() -> list[dict]:
    return tomllib.loads(files(__package__).joinpath("halves.toml").read_text("utf-8"))["year"]
