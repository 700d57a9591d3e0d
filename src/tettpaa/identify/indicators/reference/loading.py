"""Cases from the stores, row by row: written apart from the fold's columns, so that a fault in loading shows too."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Any

import duckdb

from tettpaa.identify.indicators.reference.case import (
    AbsenceRow,
    Case,
    Code,
    Conduct,
    Enrolment,
    Grade,
    Group,
    Lesson,
    Membership,
    School,
    Subject,
)  # fmt: skip
from tettpaa.identify.records.reading import connect, records
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.schools.people.models import Enrolment as EnrolmentRow
from tettpaa.schools.people.models import Membership as MembershipRow
from tettpaa.schools.places.models import Group as GroupRow
from tettpaa.schools.places.models import Owner

TERMS = {"h1": 1, "h2": 2, "final": 3}
EXAMS = {"written_exam": 4, "oral_exam": 5}
ADMISSION = {
    "choice": "admission_choice", "grunnskolepoeng": "grunnskolepoeng",
    "earlier_absence_days": "earlier_absence_days", "earlier_absence_hours": "earlier_absence_hours",
}  # fmt: skip
Row = dict[str, Any]


def cases(owner: Owner, school_year: int, pupils: Collection[int]) -> Iterator[tuple[int, Case]]:
    """(pupil key, case) for each pupil enrolled in the year, in the order of keys."""
    with connect() as con:
        shared = _Shared(con, owner, school_year, pupils)
        for pupil in sorted(shared.enrolments):
            yield pupil, shared.case(pupil)


class _Shared:
    """What the pupils' cases have in common, and their own rows by pupil."""

    def __init__(self, con: duckdb.DuckDBPyConnection, owner: Owner, year: int, pupils: Collection[int]) -> None:
        self.con, self.owner, self.year, self.wanted = con, owner, year, list(pupils)
        self.enrolments = _enrolments(owner, year, self.wanted)
        self.before = _enrolments(owner, year - 1, self.wanted)
        keys = {int(one.school) for own in self.enrolments.values() for one in own}
        rows = GroupRow.objects.filter(school_year=year, school__in=keys).values_list("key", "school", "subject_code")
        self.groups = {str(key): Group(str(school), code) for key, school, code in rows}
        self.memberships = _memberships(year, self.wanted, keys)
        self.grades = self._by_pupil("grades", year)
        self.earlier_grades = self._by_pupil("grades", year - 1)
        self.absences = self._by_pupil("absences", year)
        self.conduct, self.notices = self._by_pupil("conduct", year), self._by_pupil("notices", year)
        self.admissions = self._by_pupil("admissions", year)
        self.lessons = self._rows("lessons", year)
        self.by_number = {(row["group"], row["on"], row["lesson"]): row for row in self.lessons}
        self.by_clock = {(row["group"], row["on"], row["starts"]): row for row in reversed(self.lessons)}
        self.schools = {str(key): self._school(key) for key in keys}
        self.subjects = {
            (str(row["school"]), row["subject_code"]): _subject(row) for row in self._rows("subjects", year)
        }
        self.codes = [
            Code(code.code, code.valid_from, code.cause, code.documentation, code.counts_as_absence)
            for code in AbsenceCode.objects.filter(owner=owner).order_by("valid_from")
        ]

    def case(self, pupil: int) -> Case:
        """Everything about one pupil."""
        before = sorted(self.before.get(pupil, []), key=lambda one: one.since)
        return Case(
            self.year, self.schools, self.enrolments[pupil], self.groups, self.subjects,
            self.memberships.get(pupil, []), self._lessons_of(pupil), [self._absence(row) for row in self.absences[pupil]],
            self.codes, self._grades(pupil), self._conduct(pupil),
            [(row["sent_on"], row["subject_code"] or "") for row in self.notices[pupil] if row["kind"] == "basis"],
            self._admission(pupil), _low_subjects(self.earlier_grades[pupil]), before[-1].programme if before else "",
        )  # fmt: skip

    def _rows(self, table: str, year: int) -> list[Row]:
        held = records(self.con, self.owner, table, school_year=year)
        order = [name for name in ("on", "lesson", "starts", "row_key") if name in held.columns]
        found = held.order(", ".join(f'"{name}"' for name in order))
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

    def _by_pupil(self, table: str, year: int) -> dict[int, list[Row]]:
        wanted, found = set(self.wanted), defaultdict(list)
        for row in self._rows(table, year):
            if row["pupil"] in wanted:
                found[row["pupil"]].append(row)
        return found

    def _school(self, key: int) -> School:
        days = [row for row in self._rows("calendar", self.year) if row["school"] == key]
        return School(
            {row["on"] for row in days if row["is_school_day"]} if days else None,
            any(row["school"] == key for row in self.lessons),
            self._first("grades", key, lambda row: (row["scale"] or "grade") == "grade" and row["term"] in TERMS),
            self._first("conduct", key, lambda row: True),
        )

    def _first(self, table: str, school: int, is_one) -> dt.date | None:
        rows = [row for row in self._rows(table, self.year) if row["school"] == school and is_one(row)]
        return min((self._set_on(row) for row in rows), default=None)

    def _set_on(self, row: Row) -> dt.date:
        """A grade without a date counts from the end of its half-year."""
        ends = dt.date(self.year + 1, 1, 31) if row["term"] == "h1" else dt.date(self.year + 1, 6, 30)
        return max(row["set_on"] or ends, dt.date(self.year, 8, 1))

    def _lessons_of(self, pupil: int) -> list[Lesson]:
        own = {one.group for one in self.memberships.get(pupil, [])}
        return [
            Lesson(str(row["group"]), row["on"], row["lesson"], row["minutes"], row["registered_on"])
            for row in self.lessons
            if str(row["group"]) in own and row["is_held"] is not False
        ]

    def _absence(self, row: Row) -> AbsenceRow:
        """The row; one of a lesson that lacks minutes or number has them from the lesson of its group."""
        lesson, minutes = row["lesson"], row["minutes"]
        if row["unit"] == "lesson" and row["group"] is not None:
            if lesson is None and row["starts"] is not None:
                found = self.by_clock.get((row["group"], row["on"], row["starts"]))
                lesson = found["lesson"] if found else None
            if minutes is None:
                found = self.by_number.get((row["group"], row["on"], lesson))
                minutes = found["minutes"] if found else None
        days = None if row["days"] is None else Fraction(round(row["days"] * 100), 100)
        group = None if row["group"] is None else str(row["group"])
        return AbsenceRow(
            row["on"], row["unit"], row["until"], lesson, row["starts"], minutes, days, group, row["subject_code"] or None,
            row["code"] or None, row["cause"] or None, row["documentation"] or None, bool(row["is_late"]),
        )  # fmt: skip

    def _grades(self, pupil: int) -> list[Grade]:
        kinds = TERMS | EXAMS
        rows = [row for row in self.grades[pupil] if (row["scale"] or "grade") == "grade" and row["term"] in kinds]
        rows.sort(key=lambda row: (self._set_on(row), kinds[row["term"]], row["number"] or 0, row["row_key"]))
        return [
            Grade(self._set_on(row), row["subject_code"], row["value"], "exam" if row["term"] in EXAMS else "term")
            for row in rows
        ]

    def _conduct(self, pupil: int) -> list[Conduct]:
        found = []
        for row in sorted(self.conduct[pupil], key=lambda row: (self._set_on(row), TERMS[row["term"]])):
            told = [number for number in (row["order_remarks"], row["conduct_remarks"]) if number is not None]
            remarks = sum(told) if told and row["term"] != "final" else None
            found.append(Conduct(self._set_on(row), row["order_grade"], row["conduct_grade"], remarks))
        return found

    def _admission(self, pupil: int) -> dict[str, float]:
        rows = self.admissions[pupil][-1:]
        told = {name: row[column] for row in rows for column, name in ADMISSION.items()}
        found = {name: float(value) for name, value in told.items() if value is not None}
        weakest = (rows[0]["lowest_core_grade"] if rows else None) or ""
        if weakest == "IV" or weakest.isdigit():
            found["entry_core_grade"] = 0.0 if weakest == "IV" else float(weakest)
        return found


def _enrolments(owner: Owner, year: int, pupils: list[int]) -> dict[int, list[Enrolment]]:
    rows = EnrolmentRow.objects.filter(school__owner=owner, school_year=year, pupil__in=pupils).order_by("valid_from")
    found: dict[int, list[Enrolment]] = {}
    for row in rows:
        one = Enrolment(str(row.school_id), row.valid_from, row.valid_to, row.year_level, row.programme_code)
        found.setdefault(row.pupil_id, []).append(one)
    return found


def _memberships(year: int, pupils: list[int], schools: set[int]) -> dict[int, list[Membership]]:
    rows = MembershipRow.objects.filter(
        role="pupil", group__school_year=year, person__in=pupils, group__school__in=schools
    )
    found: dict[int, list[Membership]] = {}
    for row in rows.order_by("key"):
        found.setdefault(row.person_id, []).append(Membership(str(row.group_id), row.valid_from, row.valid_to))
    return found


def _subject(row: Row) -> Subject:
    planned = round(row["planned_hours"] * 60) if row["planned_hours"] else None
    return Subject(planned, row["lesson_minutes"], row["core"] is not None)


def _low_subjects(rows: list[Row]) -> int | None:
    told = [
        row for row in rows if (row["scale"] or "grade") == "grade" and row["term"] in ("h2", "final", *EXAMS)
    ]  # fmt: skip
    return len({row["subject_code"] for row in told if row["value"] in ("1", "IV")}) if told else None
