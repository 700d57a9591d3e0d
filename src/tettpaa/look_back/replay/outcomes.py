"""What became of a pupil in a school year. Pure; the codes are dated data in `outcomes.toml`.

One outcome each: broke off; did not pass a subject; neither; or unknown, where the reason or the grades have not come.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tettpaa.schools.places.school_year import first_day, last_day

NEITHER, BREAK, FAILED, UNKNOWN = 0, 1, 2, 3
NEVER = -1


@dataclass(frozen=True)
class Stay:
    """An enrolment: its days, and the code it ended with."""

    since: dt.date
    until: dt.date | None
    leaving_code: str


@dataclass(frozen=True)
class Marks:
    """A pupil's last grades of the year: how many subjects were not passed, and the first day one was set."""

    failed_subjects: int
    failed_on: dt.date | None


@dataclass(frozen=True)
class Outcome:
    """`on` is the day of the break, or the day the first grade that was not passed was set."""

    kind: int
    on: dt.date | None = None
    failed_subjects: int = 0


def outcome_of(stays: Iterable[Stay], marks: Marks | None, school_year: int) -> Outcome:
    """By the pupil's last enrolment of the year; `marks` None: no grades have come.

    A break is told before grades, since who breaks off seldom gets any.
    """
    last = max(stays, key=lambda stay: (stay.since, stay.until or last_day(school_year)))
    left = _left(last, school_year)
    failed = marks.failed_subjects if marks else 0
    if left == BREAK:
        return Outcome(BREAK, last.until, failed)
    if marks and failed:
        return Outcome(FAILED, marks.failed_on or last_day(school_year), failed)
    return Outcome(UNKNOWN if left == UNKNOWN or marks is None else NEITHER)


def _left(stay: Stay, school_year: int) -> int:
    """Whether the enrolment was broken off before the year ended."""
    if stay.until is None or stay.until >= year_ends(school_year):
        return NEITHER
    codes = _in_force("leaving", stay.until)
    if stay.leaving_code in codes.get("break", ()):
        return BREAK
    return NEITHER if stay.leaving_code in codes.get("goes_on", ()) else UNKNOWN


def year_ends(school_year: int) -> dt.date:
    """From this day on an enrolment ends because the year does."""
    told = _text()["year_ends"]
    return dt.date(school_year + 1, told["month"], told["day"])


def grades_told(school_year: int) -> dict:
    """Which grades are not passed, and in which terms they are looked for; empty before the first version."""
    return _in_force("grades", first_day(school_year))


def _in_force(table: str, on: dt.date) -> dict:
    return max((row for row in _text()[table] if row["from"] <= on), key=lambda row: row["from"], default={})


@cache
def _text() -> dict:
    return tomllib.loads(files(__package__).joinpath("outcomes.toml").read_text("utf-8"))
