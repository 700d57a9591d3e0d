"""Reads everybody's way through upper secondary from the records in force, as sets, and the roster's ends of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from tettpaa.identify.records.reading import connect, records_query
from tettpaa.look_back.completion.cohorts import Pupil
from tettpaa.look_back.completion.rules import Apprenticeship, Completion, Enrolled, Path, PupilYear
from tettpaa.schools.people.models import Enrolment, Person
from tettpaa.schools.places.models import Owner
from tettpaa.trust.wall.asking import counting

YEARS = """
SELECT pupil, school_year, "on", school, year_level, coalesce(programme_code, ''), is_first_start, pupil_status,
       has_adult_subject
FROM ({rows}) ORDER BY pupil, "on", school
"""
APPRENTICESHIPS = """
SELECT pupil, begins, ends, coalesce(is_cancelled, false) FROM ({rows}) ORDER BY pupil, begins
"""
COMPLETIONS = 'SELECT pupil, "on", step, code FROM ({rows}) ORDER BY pupil, "on", step, code'
SEX = "SELECT pupil, min(sex) FROM ({rows}) WHERE sex IS NOT NULL GROUP BY pupil ORDER BY pupil"
POINTS = """
SELECT pupil, arg_min(grunnskolepoeng, (school_year, grunnskolepoeng)) FROM ({rows}) WHERE grunnskolepoeng IS NOT NULL
GROUP BY pupil ORDER BY pupil
"""

Rows = Mapping[int, list[tuple[Any, ...]]]


def pupils_of(owner: Owner, hidden: frozenset[int]) -> tuple[Pupil, ...]:
    """Everybody who has been in upper secondary, by key, without the `hidden` pupils.

    Four sets from the records, two from the roster: as many reads for a county as for a school.
    """
    with connect() as con:
        years = _by_pupil(con, owner, "pupil_years", YEARS)
        apprenticeships = _by_pupil(con, owner, "apprenticeships", APPRENTICESHIPS)
        completions = _by_pupil(con, owner, "completions", COMPLETIONS)
        points = _values(con, owner, "admissions", POINTS) | _values(con, owner, "pupil_years", POINTS)
        sex = _values(con, owner, "pupil_years", SEX)
    with counting():
        enrolments, people = _enrolments(owner), _people(owner)
    found = []
    for key in sorted({*years, *enrolments} - hidden):
        path = _path(years[key], apprenticeships[key], completions[key], enrolments[key])
        roster_sex, born = people.get(key, ("", None))
        found.append(Pupil(key, path, sex.get(key, roster_sex), born, points.get(key)))
    return tuple(found)


def _path(years: Iterable, apprenticeships: Iterable, completions: Iterable, enrolments: Iterable) -> Path:
    return Path(
        tuple(PupilYear(*row) for row in years), tuple(Apprenticeship(*row) for row in apprenticeships),
        tuple(Completion(*row) for row in completions), tuple(Enrolled(*row) for row in enrolments),
    )  # fmt: skip


def _by_pupil(con: duckdb.DuckDBPyConnection, owner: Owner, table: str, query: str) -> Rows:
    rows = con.execute(query.format(rows=records_query(owner, table))).fetchall()
    return _grouped(rows)


def _values(con: duckdb.DuckDBPyConnection, owner: Owner, table: str, query: str) -> dict[int, Any]:
    return dict(con.execute(query.format(rows=records_query(owner, table))).fetchall())


def _grouped(rows: Iterable[tuple]) -> Rows:
    found: dict[int, list[tuple]] = defaultdict(list)
    for pupil, *rest in rows:
        found[pupil].append(tuple(rest))
    return found


def _enrolments(owner: Owner) -> Rows:
    """Pupil → enrolments in upper secondary."""
    rows = Enrolment.objects.filter(school__owner=owner, year_level__startswith="Vg")
    ordered = rows.order_by("pupil_id", "valid_from", "key")
    return _grouped(
        ordered.values_list("pupil_id", "school_year", "school_id", "valid_from", "valid_to", "leaving_code")
    )


def _people(owner: Owner) -> dict[int, tuple[str, dt.date | None]]:
    """Person key → sex and birth date, of those the roster still holds."""
    return {key: (sex, born) for key, sex, born in Person.objects.filter(owner=owner)
            .exclude(sex="", birth_date=None).values_list("key", "sex", "birth_date")}  # fmt: skip
