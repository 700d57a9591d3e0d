"""Grades, order and conduct as they stood on a day."""

import datetime as dt
import math

from tettpaa.identify.indicators.reference.case import Case, Conduct, Grade

GRADED = (
    "iv_or_1_count", "iv_count", "core_low_count", "grade_fall_max", "missing_basis", "order_low", "conduct_low", "remarks",
)  # fmt: skip
STEPS = {"G": 0, "Ng": 1, "Lg": 2}


def graded(case: Case, name: str, on: dt.date) -> float:
    """The number, NaN where something should have been set by then."""
    if name in ("order_low", "conduct_low", "remarks"):
        return _conduct(case, name, on)
    grades = [grade for grade in sorted(case.grades, key=lambda grade: grade.on) if grade.on <= on]
    if not grades and on >= _due(case, "first_grade_on"):
        return math.nan
    noticed = {subject for day, subject in case.basis_notices if day <= on}
    subjects = {grade.subject for grade in grades} | noticed
    return _counts(case, name, grades, sorted(subjects), noticed)


def _counts(case: Case, name: str, grades: list[Grade], subjects: list[str], noticed: set[str]) -> float:
    terms = {subject: _values(grades, subject, "term") for subject in subjects}
    latest = {subject: values[-1] if values else "" for subject, values in terms.items()}
    if name == "iv_or_1_count":
        exams = {subject: _values(grades, subject, "exam") for subject in subjects}
        return sum(bool({"1", "IV"} & {latest[subject], *exams[subject]}) for subject in subjects)
    if name == "iv_count":
        return sum(value == "IV" for value in latest.values())
    if name == "core_low_count":
        return sum(_is_core(case, subject) and latest[subject] in ("1", "2", "IV") for subject in subjects)
    if name == "missing_basis":
        return sum(subject in noticed or latest[subject] == "IV" for subject in subjects)
    return max((_fall(values) for values in terms.values()), default=0)


def _values(grades: list[Grade], subject: str, kind: str) -> list[str]:
    return [grade.value for grade in grades if grade.subject == subject and grade.kind == kind]


def _fall(values: list[str]) -> int:
    """Down from the grade before to the latest, where the latest is a number."""
    numbers = [int(value) for value in values if value in "123456" and value]
    if len(numbers) < 2 or values[-1] not in "123456":
        return 0
    return max(0, numbers[-2] - numbers[-1])


def _is_core(case: Case, subject: str) -> bool:
    school = max(case.enrolments, key=lambda enrolment: (enrolment.since, enrolment.school)).school
    found = case.subjects.get((school, subject))
    return bool(found and found.is_core)


def _due(case: Case, first: str) -> dt.date:
    """The school's first of the kind, or 1 February, when the first half-year is assessed."""
    school = max(case.enrolments, key=lambda enrolment: (enrolment.since, enrolment.school)).school
    usual = dt.date(case.school_year + 1, 2, 1)
    return min(getattr(case.schools[school], first) or usual, usual)


def _conduct(case: Case, name: str, on: dt.date) -> float:
    rows: list[Conduct] = [row for row in sorted(case.conduct, key=lambda row: row.on) if row.on <= on]
    rows = [row for row in rows if (row.order, row.conduct, row.remarks) != (None, None, None)]
    if not rows and on >= _due(case, "first_conduct_on"):
        return math.nan
    if name == "remarks":
        return sum(row.remarks or 0 for row in rows)
    told = [row.order if name == "order_low" else row.conduct for row in rows]
    given = [value for value in told if value]
    return STEPS[given[-1]] if given else 0
