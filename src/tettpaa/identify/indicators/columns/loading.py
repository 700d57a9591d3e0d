"""Fills the columns from the stores: facts from the Delta tables in force, ties from the roster."""

from collections.abc import Collection

from tettpaa.identify.indicators.columns import Columns, columns_from, fact_queries, grade_queries, roster
from tettpaa.identify.indicators.columns.absence_codes import codes_of
from tettpaa.identify.indicators.columns.fact_queries import Source
from tettpaa.identify.indicators.columns.raw import Raw
from tettpaa.identify.records.reading import connect
from tettpaa.schools.places.models import Owner

FEW_GROUPS = 2000


def load(
    owner: Owner, school_year: int, *, schools: Collection[int] | None = None, pupils: Collection[int] | None = None,
    with_row_keys: bool = False,
) -> Columns:  # fmt: skip
    """Columns of an owner's school year: all pupils, those enrolled at `schools`, or those named by key.

    A pupil who changed school is whole: the other school's rows are read too. What rests on a table that has
    not come is unknown.
    """
    return columns_from(read(owner, school_year, schools=schools, pupils=pupils, with_row_keys=with_row_keys))


def read(
    owner: Owner, school_year: int, *, schools: Collection[int] | None = None, pupils: Collection[int] | None = None,
    with_row_keys: bool = False,
) -> Raw:  # fmt: skip
    """The rows behind the columns. Schools are in the order their files lie, and pupils within them."""
    enrolments = roster.enrolments_of(owner, school_year, schools, pupils)
    keys = sorted({row[1] for row in enrolments}, key=str)
    numbers = {key: number for number, key in enumerate(keys)}
    groups = roster.groups_of(owner, school_year, keys)
    with connect() as con:
        source = Source(con, owner, school_year, keys, pupils)
        named = {"subjects", "absences", "grades", "notices"}
        told = {text for table in sorted(named) for text in source.texts(source.view(table), "subject_code")}
        raw = Raw(
            school_year, keys, source.know("subjects", told | {code for _, _, code in groups if code}),
            source.know("codes", source.texts(source.view("absences"), "code")),
            fact_queries.schools_with_lessons(source),
        )  # fmt: skip
        memberships = roster.memberships_of(owner, school_year, keys, pupils)
        absences, raw.row_keys = fact_queries.absences(source, with_row_keys=with_row_keys)
        of_groups = set(memberships["group"].tolist()) if pupils is not None else None
        raw.tables = {
            "enrolments": roster.enrolment_columns(enrolments, numbers, school_year),
            "earlier_areas": roster.earlier_areas(owner, school_year, pupils),
            "memberships": memberships,
            "groups": roster.group_columns(groups, numbers, raw.subject_codes),
            "calendar": fact_queries.calendar(source),
            "subjects": fact_queries.subjects(source),
            "lessons": fact_queries.lessons(source, of_groups),
            "absences": absences,
            "codes": codes_of(owner, raw.absence_codes, school_year),
            "grades": grade_queries.grades(source),
            "first_grades": grade_queries.first_grades(source),
            "admissions": grade_queries.admissions(source),
            "earlier_grades": grade_queries.earlier_grades(source),
        }
    return raw
