"""Small builders of ways through upper secondary. The first autumn is 2019; June is the end of a school year."""

import datetime as dt

from tettpaa.look_back.completion.cohorts import Pupil
from tettpaa.look_back.completion.rules import Apprenticeship, Completion, Enrolled, Path, PupilYear

SCHOOL = 1


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def a_year(school_year: int, level: str = "Vg1", programme: str = "STUSP1----", first: bool | None = None, **told):
    """Counted on 1 October of the school year; a Vg1 of 2019 is a first start unless told otherwise."""
    if first is None and "is_first_start" not in told:
        first = level == "Vg1" and school_year == 2019
    return PupilYear(school_year, dt.date(school_year, 10, 1), SCHOOL, level, programme,
                     told.pop("is_first_start", first), told.pop("status", "E"), **told)  # fmt: skip


def through(*levels: str, programme: str = "STUSP1----", start: int = 2019) -> tuple[PupilYear, ...]:
    """A year at each level, one after the other; '' is a year away."""
    return tuple(a_year(start + n, level, programme) for n, level in enumerate(levels) if level)


def ended(on: str, step: str, code: str = "B") -> Completion:
    return Completion(day(on), step, code)


def contract(begins: str, ends: str | None, cancelled: bool = False) -> Apprenticeship:
    return Apprenticeship(day(begins), ends and day(ends), cancelled)


def enrolled(school_year: int, ends: str | None, reason: str = "", begins: str = "") -> Enrolled:
    return Enrolled(
        school_year, SCHOOL, day(begins) if begins else dt.date(school_year, 8, 18), ends and day(ends), reason
    )


def a_pupil(key: int, years=(), *, contracts=(), completions=(), enrolments=(), **told) -> Pupil:
    return Pupil(key, Path(tuple(years), tuple(contracts), tuple(completions), tuple(enrolments)), **told)
