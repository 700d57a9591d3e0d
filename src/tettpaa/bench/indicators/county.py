"""A county-year drawn from a seed, written straight into the stores: 80 absence rows a pupil, skewed as real ones are."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from django.db import connection, transaction

from tettpaa.bench.indicators.draw import (
    CODES,
    LESSON_MINUTES,
    PLANNED_HOURS,
    PUPILS_A_CLASS,
    PUPILS_A_SCHOOL,
    SCHOOL_YEAR,
    SUBJECTS,
    draw_absences,
    draw_lessons,
    school_days,
    timetable,
)  # fmt: skip
from tettpaa.identify.records.models import TableVersion
from tettpaa.identify.records.reading import apart, version_in_force
from tettpaa.identify.records.store import replace
from tettpaa.identify.records.stored import stored_columns
from tettpaa.kit import clock
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.schema import SOURCE_TABLES
from tettpaa.schools.people.models import Enrolment, Membership, Person
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.schools.places.school_year import first_day

SLUG = "fylket"
SCHOOL_KEY, GROUP_KEY, PUPIL_KEY, TEACHER_KEY = 10**9, 2 * 10**12, 3 * 10**12, 4 * 10**12
GROUPS_A_CLASS = len(SUBJECTS)
FIRST_DAY = first_day(SCHOOL_YEAR)
AS_OF = dt.date(SCHOOL_YEAR + 1, 5, 29)


def write_county(pupils: int, seed: int, told: Callable[[str], None], years: Sequence[int] = (SCHOOL_YEAR,)) -> Owner:
    """Write the owner, its roster and its records for about `pupils` pupils a school year; `told` hears how far it is."""
    owner = Owner.objects.create(slug=SLUG, name="Fylket", salt="salt")
    schools = max(1, round(pupils / PUPILS_A_SCHOOL))
    sizes = [pupils // schools + (number < pupils % schools) for number in range(schools)]
    with transaction.atomic():
        _write_places(owner, schools)
    for place, year in enumerate(years):
        with transaction.atomic():
            _write_roster(owner, sizes, year, place)
        told(f"{year}: {pupils} elever ved {schools} skoler er skrevet")
        _write_records(owner, sizes, year, place, seed, told)
    return owner


def _write_records(
    owner: Owner, sizes: list[int], year: int, place: int, seed: int, told: Callable[[str], None]
) -> None:
    rows: dict[str, list[dict[str, np.ndarray]]] = {"lessons": [], "absences": []}
    for number, size in enumerate(sizes):
        rng = np.random.default_rng([seed, number, year] if year != SCHOOL_YEAR else [seed, number])
        cells = timetable(rng, _classes(size), year)
        rows["lessons"].append(_keyed(draw_lessons(rng, cells, year), number, sizes, place))
        rows["absences"].append(_keyed(draw_absences(rng, cells, size, year), number, sizes, place))
    for table, listed in rows.items():
        columns = {name: np.concatenate([each[name] for each in listed]) for name in listed[0]}
        _write_table(owner, table, columns, len(sizes), year)
        told(f"{table}: {len(columns['on'])} rader er skrevet")
    _write_table(owner, "calendar", _calendar(len(sizes), year), len(sizes), year)
    _write_table(owner, "subjects", _subjects(len(sizes)), len(sizes), year)


def _classes(size: int) -> int:
    return -(-size // PUPILS_A_CLASS)


def _write_places(owner: Owner, schools: int) -> None:
    School.objects.bulk_create(
        School(key=SCHOOL_KEY + number, owner=owner, source_id=f"S{number}", name=f"Skole {number}")
        for number in range(schools)
    )
    AbsenceCode.objects.bulk_create(
        AbsenceCode(owner=owner, code=code, cause=cause, documentation=documentation, counts_as_absence=True)
        for code, (_, cause, documentation) in CODES.items()
    )


def _write_roster(owner: Owner, sizes: list[int], year: int, years_before: int) -> None:
    """Other pupils each year, so that each is one pupil-year; in years that are over one in twenty breaks off."""
    people, enrolments, groups, memberships = [], [], [], []
    starts = dt.date(year, 8, 18)
    leaves = dt.date(year + 1, 1, 15)
    for school, size in enumerate(sizes):
        first_pupil, first_group = _first_pupil(school, sizes, years_before), _first_group(school, sizes, years_before)
        for place in range(size):
            pupil = first_pupil + place
            people.append((pupil, owner.pk, f"E{pupil}", "Elev", str(pupil)))
            left = (leaves, "FV") if year < SCHOOL_YEAR and place % 20 == 7 else (None, "")
            enrolments.append((pupil, pupil, SCHOOL_KEY + school, year, "STUSP1----", "Vg1", starts, *left))
            begins = first_group + place // PUPILS_A_CLASS * GROUPS_A_CLASS
            memberships += [(begins + subject, pupil) for subject in range(GROUPS_A_CLASS)]
        for group in range(_classes(size) * GROUPS_A_CLASS):
            key, code = first_group + group, SUBJECTS[group % GROUPS_A_CLASS]
            groups.append((key, SCHOOL_KEY + school, year, f"G{key}", f"G{key}", "teaching", code))
    _insert(Person, ("key", "owner_id", "source_id", "given_name", "family_name"), people)
    _insert(
        Enrolment,
        (
            "key",
            "pupil_id",
            "school_id",
            "school_year",
            "programme_code",
            "year_level",
            "valid_from",
            "valid_to",
            "leaving_code",
        ),
        enrolments,
    )
    _insert(Group, ("key", "school_id", "school_year", "source_id", "name", "kind", "subject_code"), groups)
    first_key = years_before * len(memberships)
    numbered = ((key, group, pupil, "pupil", starts) for key, (group, pupil) in enumerate(memberships, first_key))
    _insert(Membership, ("key", "group_id", "person_id", "role", "valid_from"), numbered)


def _insert(model: type, columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    """Insert without a model object for each row; columns left out are empty."""
    empty = [
        field for field in model._meta.concrete_fields
        if field.attname not in columns and not field.null and not field.has_default() and field.empty_strings_allowed
    ]  # fmt: skip
    defaults = [field for field in model._meta.concrete_fields if field.attname not in columns and field.has_default()]
    given = [field.get_default() for field in defaults]
    names = [*columns, *(field.column for field in (*empty, *defaults))]
    listed = ", ".join(connection.ops.quote_name(name) for name in names)
    sql = f"INSERT INTO {model._meta.db_table} ({listed}) VALUES ({', '.join(['%s'] * len(names))})"  # noqa: S608
    more = ("",) * len(empty) + tuple(given)
    with connection.cursor() as cursor:
        cursor.executemany(sql, [row + more for row in rows])


def _first_pupil(school: int, sizes: list[int], years_before: int) -> int:
    return PUPIL_KEY + years_before * sum(sizes) + sum(sizes[:school])


def _first_group(school: int, sizes: list[int], years_before: int) -> int:
    classes = years_before * sum(map(_classes, sizes)) + sum(map(_classes, sizes[:school]))
    return GROUP_KEY + classes * GROUPS_A_CLASS


def _keyed(columns: dict[str, np.ndarray], school: int, sizes: list[int], years_before: int) -> dict[str, np.ndarray]:
    """Numbers within the school made keys."""
    keyed = columns | {"group": columns["group"] + _first_group(school, sizes, years_before)}
    if "pupil" in columns:
        keyed["pupil"] = columns["pupil"] + _first_pupil(school, sizes, years_before)
    if "teacher" in columns:
        keyed["teacher"] = columns["teacher"] + TEACHER_KEY + school * 1000
    return keyed | {"school": np.full(len(columns["group"]), SCHOOL_KEY + school, np.int64)}


def _calendar(schools: int, year: int) -> dict[str, np.ndarray]:
    days = school_days(year)
    return {
        "on": np.tile(days, schools), "is_school_day": np.ones(len(days) * schools, bool),
        "school": np.repeat(np.arange(schools) + SCHOOL_KEY, len(days)),
    }  # fmt: skip


def _subjects(schools: int) -> dict[str, np.ndarray]:
    count = len(SUBJECTS)
    return {
        "subject": np.tile(np.arange(count), schools), "planned_hours": np.full(count * schools, PLANNED_HOURS),
        "lesson_minutes": np.full(count * schools, LESSON_MINUTES),
        "school": np.repeat(np.arange(schools) + SCHOOL_KEY, count),
    }  # fmt: skip


# Columns that are drawn as numbers, in SQL over the drawn columns.
_FIRST = "$first"
_NAMES = f"{list(SUBJECTS)}"
_CODES = f"{list(CODES)}"
_WRITTEN = {
    "lessons": {"on": f'{_FIRST} + "on"::INTEGER', "minutes": str(LESSON_MINUTES), "is_held": "true",
                "registered_on": f"CASE WHEN registered >= 0 THEN {_FIRST} + registered::INTEGER END"},
    "absences": {"on": f'{_FIRST} + "on"::INTEGER', "unit": "'lesson'", "minutes": str(LESSON_MINUTES),
                 "code": f"{_CODES}[code + 1]", "subject_code": f"{_NAMES}[subject + 1]"},
    "calendar": {"on": f'{_FIRST} + "on"::INTEGER'},
    "subjects": {"subject_code": f"{_NAMES}[subject + 1]", "name": f"{_NAMES}[subject + 1]"},
}  # fmt: skip


def _write_table(owner: Owner, table: str, columns: dict[str, np.ndarray], schools: int, year: int) -> None:
    first = f"DATE '{first_day(year)}'"
    made = {name: sql.replace(_FIRST, first) for name, sql in _WRITTEN[table].items()}
    made |= {"school_year": str(year), "row_key": "row_number() OVER ()"}
    listed = ", ".join(
        f'{made.get(name, _quoted(name) if name in columns else "NULL")} AS "{name}"'
        for name in stored_columns(SOURCE_TABLES[table])
    )
    with apart() as con:
        con.execute("CREATE TABLE drawn AS SELECT * FROM columns")
        version = replace(
            con, owner_slug=owner.slug, table=table, rows=f"SELECT {listed} FROM drawn",  # noqa: S608
            parts=[(year, SCHOOL_KEY + number) for number in range(schools)], import_id=f"bench-{table}-{year}",
            in_force=version_in_force(owner, table),
        )  # fmt: skip
    told = {"version": version, "import_id": "bench", "moved_at": clock.now()}
    TableVersion.objects.update_or_create(owner=owner, table=table, defaults=told)


def _quoted(name: str) -> str:
    return f'"{name}"'
