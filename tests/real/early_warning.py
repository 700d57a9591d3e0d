"""The input tables of Ed-Fi's early-warning cases (Apache-2.0) as a package of the own profile, and what is excluded.

Each school's own register becomes a class, each section a teaching group; a section that is a pupil's homeroom
becomes a contact teacher's group. An event at school is a day of absence, one in a section a lesson.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from tests.packages import Tables

FOLDER = Path("edfi-early-warning")
SCHOOL_YEAR = 2011
SOURCE_YEAR = "2012"  # the source names a school year by the spring
FIRST, LAST = "2011-08-01", "2012-07-31"
MEANINGS: dict[str, dict[str, object]] = {
    "Excused Absence": {"documentation": "other"},
    "Unexcused Absence": {"documentation": "none"},
    "Tardy": {"is_late": "ja"},
}  # "In Attendance" is no row: presence is a registered lesson without absence.
DAY_OFF = "on a day off: the row is held, and counts nowhere"
EXCLUDED_CASES = {
    "193964_867530011_20120520_should_have_IsAbsentFromSchoolExcused_1.xml": DAY_OFF,
    "193964_867530011_20120520_should_have_IsAbsentFromAnyClassExcused_1.xml": DAY_OFF,
}
EXCLUDED_FIELDS = {
    "CountByDayOfStateOffenses": "offences are not kept here",
    "CountByDayOfConductOffenses": "offences are not kept here",
    "IsPresentSchool": "presence is no event here: it follows from a registered lesson without absence",
    "IsPresentHomeroom": "presence is no event here: it follows from a registered lesson without absence",
    "IsPresentAnyClass": "presence is no event here: it follows from a registered lesson without absence",
}
Row = dict[str, str]


def reason_to_exclude(case: dict) -> str | None:
    """Why a case has no counterpart here; None where it has."""
    (field,) = case["expected"]
    return EXCLUDED_CASES.get(case["case"]) or EXCLUDED_FIELDS.get(field)


class Source:
    """The tables of the folder."""

    def __init__(self, real_data: Path) -> None:
        self.folder = real_data / FOLDER / "inputs"
        self.pupils = {row["StudentUSI"]: row for row in self.read("student")}
        self.words = {row["DescriptorId"]: row["CodeValue"] for row in self.read("descriptor")}
        self.enrolments = [row for row in self.read("studentschoolassociation") if _is_of_the_year(row)]
        self.sections = [row for row in self.read("studentsectionassociation") if _is_ours(row)]
        self.homerooms = {
            (row["StudentUSI"], _section(row)) for row in self.sections if row["HomeroomIndicator"] == "1"
        }

    def read(self, name: str) -> list[Row]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as opened:
            return list(csv.DictReader(opened))

    def tables(self) -> Tables:
        """The school year: rows that the source gives to another, whatever their day, are not in it."""
        schools = {
            row["SchoolId"] for name in ("studentschoolassociation", "section", "session") for row in self.read(name)
        }
        schools |= {row["SchoolId"] for row in self.read("calendardatecalendarevent")}
        groups, memberships = self._registers(schools)
        for row in self._section_rows():
            groups[self._group(row)] = {"school_id": row["SchoolId"], "kind": self._kind(row)}
        memberships += [
            self._membership(row, self._group(row), row["BeginDate"], row["EndDate"]) for row in self.sections
        ]
        return {
            "schools": [{"school_id": school, "name": school} for school in sorted(schools)],
            "people": [self._person(row) for row in self.pupils.values()],
            "enrolments": [self._enrolment(row) for row in self.enrolments],
            "groups": [{"group_id": group, "name": group, **row} for group, row in groups.items()],
            "memberships": memberships,
            "calendar": list(self._calendar()),
            "absences": [*self._at_school(), *self._in_sections()],
        }

    def _person(self, row: Row) -> dict[str, object]:
        return {"person_id": row["StudentUniqueId"], "given_name": row["FirstName"], "family_name": row["LastSurname"],
                "birth_date": row["BirthDate"]}  # fmt: skip

    def _enrolment(self, row: Row) -> dict[str, object]:
        return {"pupil_id": self._pupil(row), "school_id": row["SchoolId"], "valid_from": row["EntryDate"],
                "valid_to": row["ExitWithdrawDate"]}  # fmt: skip

    def _registers(self, schools: set[str]) -> tuple[dict[str, dict], list[dict]]:
        """A school's own register, whose members are its pupils while they are enrolled."""
        groups = {school: {"school_id": school, "kind": "class"} for school in sorted(schools)}
        rows = self.enrolments
        return groups, [
            self._membership(row, row["SchoolId"], row["EntryDate"], row["ExitWithdrawDate"]) for row in rows
        ]

    def _membership(self, row: Row, group: str, since: str, until: str) -> dict[str, object]:
        return {
            "group_id": group,
            "person_id": self._pupil(row),
            "role": "pupil",
            "valid_from": since,
            "valid_to": until,
        }

    def _calendar(self) -> Iterator[dict[str, object]]:
        for row in self.read("calendardatecalendarevent"):
            if FIRST <= row["Date"] <= LAST:
                is_school_day = self.words[row["CalendarEventDescriptorId"]].lower() in (
                    "instructional day",
                    "make-up day",
                )
                yield {
                    "school_id": row["SchoolId"],
                    "on": row["Date"],
                    "is_school_day": "ja" if is_school_day else "nei",
                }

    def _at_school(self) -> Iterator[dict[str, object]]:
        """Events of whole days, in the school's own register."""
        for row in self.read("studentschoolattendanceevent"):
            if _is_ours(row):
                yield from self._absence(row, row["SchoolId"], "day")

    def _in_sections(self) -> Iterator[dict[str, object]]:
        for row in self.read("studentsectionattendanceevent"):
            if _is_ours(row) and row["EventDate"] <= LAST:
                yield from self._absence(row, self._group(row), "lesson")

    def _absence(self, row: Row, group: str, unit: str) -> Iterator[dict[str, object]]:
        meaning = MEANINGS.get(self.words[row["AttendanceEventCategoryDescriptorId"]])
        if meaning:
            yield {"pupil_id": self._pupil(row), "on": row["EventDate"], "unit": unit, "group_id": group, **meaning}

    def _section_rows(self) -> list[Row]:
        return [*self.sections, *(row for row in self.read("studentsectionattendanceevent") if _is_ours(row))]

    def _group(self, row: Row) -> str:
        return f"{_section(row)}{' homeroom' if self._kind(row) == 'contact' else ''}"

    def _kind(self, row: Row) -> str:
        return "contact" if (row["StudentUSI"], _section(row)) in self.homerooms else "teaching"

    def _pupil(self, row: Row) -> str:
        return self.pupils[row["StudentUSI"]]["StudentUniqueId"]


def _section(row: Row) -> str:
    return " ".join(row[name] for name in ("SchoolId", "LocalCourseCode", "SectionIdentifier", "SessionName"))


def _is_ours(row: Row) -> bool:
    return row["SchoolYear"] == SOURCE_YEAR


def _is_of_the_year(row: Row) -> bool:
    return row["EntryDate"] <= LAST and (row["ExitWithdrawDate"] or LAST) >= FIRST


def day_of(case: dict) -> dt.date:
    """The day a case asks about; one asks about nobody in particular, and tells the day in its query only."""
    if case["where"]:
        return dt.date.fromisoformat(case["where"]["date"])
    return dt.datetime.strptime(re.findall(r"DateKey='(\d{8})'", case["query"])[0], "%Y%m%d").date()
