"""Small builders of record rows, put straight into the record tables at a version in force."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from itertools import count

from tests.builders import AT, SCHOOL_YEAR
from tettpaa.identify.imports.work import add_rows
from tettpaa.identify.records.models import TableVersion
from tettpaa.identify.records.reading import connect, version_in_force
from tettpaa.identify.records.store import replace
from tettpaa.identify.records.stored import stored_columns
from tettpaa.schema import SOURCE_TABLES
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group, Owner, School

_numbers = count(1)


def put(school: School, table: str, rows: Sequence[Mapping], school_year: int = SCHOOL_YEAR) -> None:
    """Let these be all the school's rows of the table that year. Columns that are left out are empty."""
    placed = [{"school_year": school_year, "school": school.key, **row} for row in rows]
    put_all(school.owner, table, placed, [(school_year, school.key)])


def put_all(
    owner: Owner, table: str, rows: Sequence[Mapping], parts: Collection[tuple[int, int]] | None = None
) -> None:
    """The same for rows of several schools' years, each with its `school_year` and `school`."""
    columns = stored_columns(SOURCE_TABLES[table])
    parts = parts or {(row["school_year"], row["school"]) for row in rows}
    with connect() as con:
        filled = [{"row_key": next(_numbers), **row} for row in rows]
        for row in filled:
            assert set(row) <= set(columns), f"{table} has no {set(row) - set(columns)}"
        con.execute(f"CREATE TEMP TABLE laid ({', '.join(f'{name} {kind}' for name, kind in _quoted(columns))})")
        add_rows(con, "laid", [[row.get(name) for name in columns] for row in filled])
        import_id = f"test-{next(_numbers)}"
        version = replace(
            con, owner_slug=owner.slug, table=table, rows="SELECT * FROM laid", parts=parts, import_id=import_id,
            in_force=version_in_force(owner, table),
        )  # fmt: skip
    TableVersion.objects.update_or_create(
        owner=owner, table=table, defaults={"version": version, "import_id": import_id, "moved_at": AT}
    )


def _quoted(columns: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(f'"{name}"', kind) for name, kind in columns.items()]


def a_lesson(group: Group, on: dt.date, lesson: int = 1, registered: bool = True, teacher: Person | None = None,
             **given: object) -> dict:  # fmt: skip
    """A lesson of 45 minutes from 08:15 on, registered the same day or not at all."""
    return {
        "group": group.key, "on": on, "lesson": lesson, "starts": 495 + 50 * (lesson - 1), "minutes": 45,
        "registered_on": on if registered else None, "teacher": teacher.key if teacher else None, **given,
    }  # fmt: skip


def an_absence(pupil: Person, group: Group, on: dt.date, lesson: int = 1, code: str = "X", **given: object) -> dict:
    """A whole lesson of 45 minutes away."""
    return {
        "pupil": pupil.key, "group": group.key, "subject_code": group.subject_code, "on": on, "unit": "lesson",
        "lesson": lesson, "starts": 495 + 50 * (lesson - 1), "minutes": 45, "code": code, "is_late": False, **given,
    }  # fmt: skip


def school_days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """Monday to Friday, without holidays: tests choose their own days."""
    days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]


def a_calendar(first: dt.date = dt.date(2025, 8, 18), last: dt.date = dt.date(2026, 6, 19)) -> list[dict]:
    return [{"on": day, "is_school_day": True} for day in school_days_between(first, last)]
