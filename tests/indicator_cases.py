"""Cases of the reference as the fold's columns, so that both answer the same questions."""

import datetime as dt
from collections.abc import Iterable

import numpy as np

from tettpaa.identify.indicators.columns import Columns, columns_from
from tettpaa.identify.indicators.columns.law import CAUSES, DOCUMENTATION
from tettpaa.identify.indicators.columns.raw import TABLES, Raw
from tettpaa.identify.indicators.fold import codes
from tettpaa.identify.indicators.programs import levels_as_bits
from tettpaa.identify.indicators.reference.case import Case

OPEN_END = 999
FAR = 30000
UNITS = ("lesson", "day", "interval")
PARTS = {"choice": "admission_choice", "points": "grunnskolepoeng", "days": "earlier_absence_days",
         "hours": "earlier_absence_hours", "core": "entry_core_grade"}  # fmt: skip


def columns_of(cases: list[Case]) -> Columns:
    """Columns of pupils 1, 2, … who share schools, groups, subjects, lessons and codes with the first."""
    return columns_from(_Numbered(cases).raw())


class _Numbered:
    def __init__(self, cases: list[Case]) -> None:
        self.cases, self.case = cases, cases[0]
        self.year = self.case.school_year
        self.schools = sorted(self.case.schools)
        self.groups = {group: number for number, group in enumerate(sorted(self.case.groups), 100)}
        told = {group.subject for group in self.case.groups.values()} | {code for _, code in self.case.subjects}
        for case in cases:
            told |= {row.subject for row in case.absences if row.subject} | {grade.subject for grade in case.grades}
            told |= {subject for _, subject in case.basis_notices}
        self.subjects = sorted(told - {""})
        self.codes = sorted({row.code for case in cases for row in case.absences if row.code})

    def day(self, on: dt.date | None, missing: int = codes.NONE) -> int:
        return missing if on is None else (on - dt.date(self.year, 8, 1)).days

    def subject(self, code: str | None, missing: int = -1) -> int:
        return self.subjects.index(code) if code else missing

    def raw(self) -> Raw:
        delivering = {number for number, name in enumerate(self.schools) if self.case.schools[name].delivers_lessons}
        raw = Raw(self.year, list(range(len(self.schools))), self.subjects, self.codes, delivering)
        for name in TABLES:
            rows = list(getattr(self, f"_{name}")())
            raw.tables[name] = {
                column: np.array([row[place] for row in rows], kind)
                for place, (column, kind) in enumerate(TABLES[name].items())
            }
        return raw

    def _pupils(self) -> Iterable[tuple[int, Case]]:
        return enumerate(self.cases, 1)

    def _enrolments(self) -> Iterable[tuple]:
        for pupil, case in self._pupils():
            for one in case.enrolments:
                yield (pupil, self.schools.index(one.school), self.day(one.since), self.day(one.until, OPEN_END),
                       levels_as_bits([one.year_level]), one.programme[:2])  # fmt: skip

    def _earlier_areas(self) -> Iterable[tuple]:
        return [(pupil, case.earlier_programme[:2]) for pupil, case in self._pupils() if case.earlier_programme]

    def _memberships(self) -> Iterable[tuple]:
        for pupil, case in self._pupils():
            for one in case.memberships:
                yield pupil, self.groups[one.group], self.day(one.since, 0), self.day(one.until, OPEN_END)

    def _groups(self) -> Iterable[tuple]:
        for name, number in self.groups.items():
            group = self.case.groups[name]
            yield number, self.schools.index(group.school), self.subject(group.subject)

    def _subjects(self) -> Iterable[tuple]:
        for (school, code), one in self.case.subjects.items():
            yield (self.schools.index(school), self.subject(code), one.planned_minutes or 0, one.lesson_minutes or 0,
                   one.is_core)  # fmt: skip

    def _calendar(self) -> Iterable[tuple]:
        for number, name in enumerate(self.schools):
            for day in sorted(self.case.schools[name].school_days or ()):
                yield number, self.day(day), True

    def _lessons(self) -> Iterable[tuple]:
        for one in self.case.lessons:
            yield self.groups[one.group], self.day(one.on), one.number, one.minutes, self.day(one.registered_on, FAR)

    def _absences(self) -> Iterable[tuple]:
        for pupil, case in self._pupils():
            for row in case.absences:
                yield (
                    pupil, -1 if row.group is None else self.groups.get(row.group, 1), self.day(row.on),
                    self.day(row.until), UNITS.index(row.unit), _or_none(row.lesson), _or_none(row.starts),
                    _or_none(row.minutes), codes.NONE if row.days is None else int(row.days * 100),
                    self.subject(row.subject, codes.NONE), self.codes.index(row.code) if row.code else codes.NONE,
                    CAUSES.index(row.cause) if row.cause else codes.NONE,
                    DOCUMENTATION.index(row.documentation) if row.documentation else codes.NONE, row.is_late,
                )  # fmt: skip

    def _codes(self) -> Iterable[tuple]:
        for code in self.case.codes:
            if code.code in self.codes:
                yield (self.codes.index(code.code), self.day(code.since, -OPEN_END), CAUSES.index(code.cause or " "),
                       DOCUMENTATION.index(code.documentation), code.counts)  # fmt: skip

    def _grades(self) -> Iterable[tuple]:
        steps = {"G": 0, "Ng": 1, "Lg": 2}
        for pupil, case in self._pupils():
            for grade in case.grades:
                value = 0 if grade.value == "IV" else int(grade.value) if grade.value in "123456" else -1
                kind = codes.TERM_GRADE if grade.kind == "term" else codes.EXAM
                yield pupil, self.day(grade.on), kind, self.subject(grade.subject), value
            for day, subject in case.basis_notices:
                yield pupil, self.day(day), codes.BASIS_NOTICE, self.subject(subject), 1
            for row in case.conduct:
                given = {codes.ORDER_GRADE: steps.get(row.order or ""), codes.CONDUCT_GRADE: steps.get(row.conduct or ""),
                         codes.REMARK_COUNT: row.remarks}  # fmt: skip
                yield from (
                    (pupil, self.day(row.on), kind, -1, value) for kind, value in given.items() if value is not None
                )

    def _first_grades(self) -> Iterable[tuple]:
        for number, name in enumerate(self.schools):
            school = self.case.schools[name]
            yield number, self.day(school.first_grade_on, FAR), self.day(school.first_conduct_on, FAR)

    def _admissions(self) -> Iterable[tuple]:
        for pupil, case in self._pupils():
            yield (pupil, *(case.admission.get(name, np.nan) for name in PARTS.values()))

    def _earlier_grades(self) -> Iterable[tuple]:
        for pupil, case in self._pupils():
            if case.earlier_low_subjects is not None:
                yield pupil, case.earlier_low_subjects


def _or_none(number: int | None) -> int:
    return codes.NONE if number is None else number
