"""Leaving during a school year, as the Directorate count it, and when in the year. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tettpaa.look_back.completion.cohorts import Pupil
from tettpaa.look_back.completion.definitions import LeavingDefinition
from tettpaa.look_back.completion.rules import Enrolled, PupilYear, Stay, is_counted, leaving_part, stay
from tettpaa.trust.disclosure import Released, Table, release

NOT_COUNTED, OPEN = "not_counted", "open"


@dataclass(frozen=True)
class YearOfPupil:
    """A pupil's school year: whether the definition counts it (None is open), how it went, and when somebody left.

    `is_assumed`: counted or not without a status or without word of adult subjects, as the definition says.
    """

    school_year: int
    school: int
    is_counted: bool | None
    is_assumed: bool
    stay: Stay
    part: str


def years_of_pupils(pupils: Iterable[Pupil], school_year: int, definition: LeavingDefinition) -> list[YearOfPupil]:
    """Everybody enrolled or counted in the school year, once: at the school of the last row.

    Whoever left before anybody counted has an enrolment and no pupil year: counted as one without a status.
    """
    found = []
    for pupil in pupils:
        told = [year for year in pupil.path.years if year.school_year == school_year]
        enrolled = [one for one in pupil.path.enrolments if one.school_year == school_year]
        if told or enrolled:
            year = told[-1] if told else _uncounted(enrolled[-1])
            found.append(_year(pupil, year, definition))
    return found


def _uncounted(enrolled: Enrolled) -> PupilYear:
    return PupilYear(enrolled.school_year, enrolled.begins, enrolled.school, "", "")


def _year(pupil: Pupil, row: PupilYear, definition: LeavingDefinition) -> YearOfPupil:
    how, day = stay(pupil.path, row.school_year)
    part = leaving_part(day, row.school_year) if how is Stay.LEFT else ""
    assumed = row.status is None or row.has_adult_subject is None
    return YearOfPupil(row.school_year, row.school, is_counted(row, pupil.born, definition), assumed, how, part)


def outside(found: Iterable[YearOfPupil]) -> Counter[str]:
    """How many the definition leaves out, and of how many nobody can tell whether it counts them."""
    return Counter(OPEN if year.is_counted is None else NOT_COUNTED for year in found if not year.is_counted)


def tell_leaving(found: Iterable[YearOfPupil]) -> Released:
    """Of those the definition counts: school, how the year went, and in which part of it they left, released together."""
    counts = Counter((str(year.school), year.stay.value, year.part) for year in found if year.is_counted)
    table = Table(("school", "stay", "part"), dict(sorted(counts.items())))
    return release(table, views=[("school", "stay"), ("school", "part")])
