"""Grand Bend's pupil-days (Apache-2.0) as packages of the own profile, and the plain count that judges them.

Each row of the source is one pupil on one day, with 0 or 1 for excused and unexcused and a word for the event.
"""

import csv
import datetime as dt
import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.packages import Tables

FILE = Path("grandbend", "daily_attendance.csv.gz")
SCHOOL_YEAR = 2010
A_DAY_MINUTES = 360  # the source tells no length; a register for the whole day needs one, and it moves no number
GRADES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
UPPER = {"Eleventh": "Vg1", "Twelfth": "Vg2"}
PARTIAL = "Partial"

Row = dict[str, str]
Month = tuple[str, str]


def pupil_days(real_data: Path) -> list[Row]:
    """The source's rows as they are."""
    with gzip.open(real_data / FILE, "rt", encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def tables(rows: list[Row], *, is_school_day: Callable[[dt.date], bool] = lambda _: True) -> Tables:
    """The whole school year as the profile's tables. A register for the whole day stands for each class and day."""
    days = {(row["school_id"], row["date"]) for row in rows}
    registers = {(group_of(row), row["date"]) for row in rows}
    return {
        "schools": unique({"school_id": row["school_id"], "name": row["school"]} for row in rows),
        "people": unique(_person(row) for row in rows),
        "enrolments": _enrolments(rows),
        "groups": unique(_group(row) for row in rows),
        "memberships": unique({"group_id": group_of(row), "person_id": row["student"], "role": "pupil"} for row in rows),
        "calendar": [
            {"school_id": school, "on": day, "is_school_day": "ja" if is_school_day(dt.date.fromisoformat(day)) else "nei"}
            for school, day in sorted(days)
        ],
        "lessons": [
            {"group_id": group, "on": day, "lesson": 0, "minutes": A_DAY_MINUTES, "registered_on": day}
            for group, day in sorted(registers)
        ],
        "absences": [absence for row in rows if (absence := _absence(row))],
    }  # fmt: skip


def unique(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Each different row once, in the order they come."""
    return [dict(row) for row in dict.fromkeys(tuple(row.items()) for row in rows)]


def group_of(row: Row) -> str:
    """The class: everybody of a grade at a school."""
    return f"{row['school_id']} {row['grade']}"


def _person(row: Row) -> dict[str, object]:
    sex = {"Female": "k", "Male": "m"}[row["sex"]]
    return {"person_id": row["student"], "given_name": row["first"], "family_name": row["last"], "sex": sex}


def _group(row: Row) -> dict[str, object]:
    return {"group_id": group_of(row), "school_id": row["school_id"], "name": row["grade"], "kind": "class",
            "year_level": _year_level(row)}  # fmt: skip


def _year_level(row: Row) -> str:
    """The eleventh year of school is Vg1 here."""
    ordinal = row["grade"].removesuffix(" grade")
    return UPPER.get(ordinal) or str(GRADES.index(ordinal) + 1)


def _enrolments(rows: list[Row]) -> list[dict[str, object]]:
    """From the first to the last day on which the source calls the pupil enrolled."""
    days: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row["enrolled"] == "1":
            days[row["student"], row["school_id"], _year_level(row)].append(row["date"])
    return [
        {"pupil_id": pupil, "school_id": school, "year_level": level, "valid_from": min(on), "valid_to": max(on)}
        for (pupil, school, level), on in days.items()
    ]


def _absence(row: Row) -> dict[str, object] | None:
    """A day away, a late arrival, or an event the source calls presence and only its code tells apart."""
    kept: dict[str, object] = {"pupil_id": row["student"], "on": row["date"], "unit": "day"}
    if row["excused"] == "1" or row["unexcused"] == "1":
        return kept | {"documentation": "other" if row["excused"] == "1" else "none"}
    if row["code"] == "Tardy":
        return kept | {"is_late": "ja"}
    return kept | {"code": row["code"]} if row["code"] else None


def counted(rows: list[Row], *, is_counted: Callable[[dt.date], bool] = lambda _: True) -> dict[Month, tuple[int, ...]]:
    """(school, month) → pupil-days enrolled, away, away without excuse, late arrivals. A pupil-day is one however
    many rows it has.
    """
    months: dict[Month, list[set]] = defaultdict(lambda: [set(), set(), set(), set()])
    for row in rows:
        if not is_counted(dt.date.fromisoformat(row["date"])):
            continue
        enrolled, away, unexcused, late = months[row["school_id"], row["date"][:7]]
        pupil_day = (row["student"], row["date"])
        enrolled.add(pupil_day)
        if row["excused"] == "1" or row["unexcused"] == "1":
            away.add(pupil_day)
        if row["unexcused"] == "1":
            unexcused.add(pupil_day)
        if row["code"] == "Tardy":
            late.add(pupil_day)
    return {month: tuple(len(found) for found in sets) for month, sets in months.items()}
