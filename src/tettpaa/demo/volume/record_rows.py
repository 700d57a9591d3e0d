"""Rows of the smaller record files for one school, as far as they were known on a day."""

import datetime as dt
from collections.abc import Iterator

from tettpaa.demo.volume import ids
from tettpaa.demo.volume.calendar import calendar_year
from tettpaa.demo.volume.facts import LESSON_MINUTES, subjects
from tettpaa.demo.volume.plan import Plan
from tettpaa.demo.volume.year import SchoolYear

Row = tuple[object, ...]


def calendar_rows(plan: Plan, year: SchoolYear) -> Iterator[Row]:
    """Every day of the school year."""
    for day, taught, name in calendar_year(plan.school_year, plan.county.autumn, plan.county.winter):
        yield year.school.key, day, "true" if taught else "false", name or None


def subject_rows(year: SchoolYear) -> Iterator[Row]:
    """The subjects taught at the school, in the order of their codes."""
    for code in sorted({group.subject for group in year.table.groups}):
        subject = subjects()[code]
        yield year.school.key, code, subject.name, subject.hours, LESSON_MINUTES, subject.core or None


def grade_rows(plan: Plan, year: SchoolYear, until: dt.date) -> Iterator[Row]:
    """Half-year and final grades set by `until`."""
    for pupil, group, term, value, day in year.grades:
        if year.days[day] <= until:
            met = year.table.groups[group]
            yield (_pupil(year, pupil), met.subject, term, value, "grade", year.days[day], None, None,
                   ids.group_id(year.school, plan.school_year, met.name))  # fmt: skip


def conduct_rows(year: SchoolYear, until: dt.date) -> Iterator[Row]:
    """Order and conduct set by `until`."""
    for pupil, term, order, conduct, order_remarks, conduct_remarks, day in year.conduct:
        if year.days[day] <= until:
            yield _pupil(year, pupil), term, order, conduct, order_remarks, conduct_remarks, year.days[day]


def notice_rows(year: SchoolYear, until: dt.date) -> Iterator[Row]:
    """Absence notices sent by `until`."""
    for pupil, group, day, percent in year.notices:
        if year.days[day] <= until:
            yield _pupil(year, pupil), "absence", year.days[day], year.table.groups[group].subject, percent


def admission_rows(year: SchoolYear) -> Iterator[Row]:
    """Admission of every pupil; grunnskolepoeng only where the pupil came from lower secondary this year."""
    for pupil, choice, points, days, hours, weakest in year.admissions:
        is_new = year.school.classes[year.school.class_of[pupil]].course.year_level == "Vg1"
        yield _pupil(year, pupil), choice, f"{points:.2f}" if is_new else None, days, hours, weakest


def _pupil(year: SchoolYear, row: int) -> str:
    return ids.pupil_id(int(year.school.pupils[row]))
