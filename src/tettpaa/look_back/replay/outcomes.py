"""What became of a pupil in a school year. Pure; what the codes mean is dated data: `outcomes.toml`, and
`knowledge/leaving` for how an enrolment ended.

One outcome each: broke off; did not pass a subject; neither; or unknown, where the reason or the grades have not come.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tettpaa.knowledge.leaving.reasons import Ending, ending_of
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
    """By the enrolment of the year that ended last, as completion counts; `marks` None: no grades have come.

    A break is told before grades, since who breaks off seldom gets any.
    """
    last = max(stays, key=lambda stay: (stay.until or dt.date.max, stay.since))
    ending = ending_of(last.until, last.leaving_code, school_year)
    failed = marks.failed_subjects if marks else 0
    if ending is Ending.LEFT:
        return Outcome(BREAK, last.until, failed)
    if marks and failed:
        return Outcome(FAILED, marks.failed_on or last_day(school_year), failed)
    return Outcome(UNKNOWN if ending is Ending.UNKNOWN or marks is None else NEITHER)


def grades_told(school_year: int) -> dict:
    """Which grades are not passed, and in which terms they are looked for; empty before the first version."""
    on = first_day(school_year)
    return max((row for row in _text()["grades"] if row["from"] <= on), key=lambda row: row["from"], default={})


@cache
def _text() -> dict:
    return tomllib.loads(files(__package__).joinpath("outcomes.toml").read_text("utf-8"))
