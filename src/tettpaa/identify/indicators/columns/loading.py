"""Fills the columns from the stores: facts from the Delta tables in force, ties from the roster."""

from collections.abc import Collection

from tettpaa.identify.indicators.columns import Columns, columns_from, fact_queries, grade_queries
from tettpaa.identify.indicators.columns.absence_codes import codes_of
from tettpaa.identify.indicators.columns.fact_queries import Source
from tettpaa.identify.indicators.columns.raw import Raw
from tettpaa.identify.indicators.columns.roster import Roster, group_columns, roster_of
from tettpaa.identify.records.reading import connect
from tettpaa.schools.places.models import Owner


def load(
    owner: Owner, school_year: int, *, schools: Collection[int] | None = None, pupils: Collection[int] | None = None,
    without: Collection[int] = (), with_row_keys: bool = False,
) -> Columns:  # fmt: skip
    """Columns of an owner's school year: all pupils, those enrolled at `schools`, or those named by key; never `without`.

    A pupil who changed school is whole: the other school's rows are read too. What rests on a table that has
    not come is unknown.
    """
    return columns_from(read(roster_of(owner, school_year, schools, pupils, without), with_row_keys=with_row_keys))


def read(roster: Roster, *, with_row_keys: bool = False) -> Raw:
    """The rows behind the columns."""
    with connect() as con:
        source = Source(con, roster)
        views = {table: source.view(table) for table in ("subjects", "absences", "grades", "notices", "lessons")}
        told = source.texts("subject_code", *(views[table] for table in ("subjects", "absences", "grades", "notices")))
        raw = Raw(
            roster.school_year, roster.schools, source.know("subjects", told | roster.subject_codes),
            source.know("codes", source.texts("code", views["absences"])), fact_queries.schools_with_lessons(source),
        )  # fmt: skip
        absences, raw.row_keys = fact_queries.absences(source, with_row_keys=with_row_keys)
        raw.tables = {
            "enrolments": roster.enrolments,
            "earlier_areas": roster.earlier_areas,
            "memberships": roster.memberships,
            "groups": group_columns(roster, raw.subject_codes),
            "calendar": fact_queries.calendar(source),
            "subjects": fact_queries.subjects(source),
            "lessons": fact_queries.lessons(source, _groups_of(roster)),
            "absences": absences,
            "codes": codes_of(roster.owner, raw.absence_codes, roster.school_year),
            "grades": grade_queries.grades(source),
            "first_grades": grade_queries.first_grades(source),
            "admissions": grade_queries.admissions(source),
            "earlier_grades": grade_queries.earlier_grades(source),
        }
    return raw


def _groups_of(roster: Roster) -> set[int] | None:
    """The groups of the pupils asked for; None where all are."""
    return None if roster.pupils is None else set(roster.memberships["group"].tolist())
