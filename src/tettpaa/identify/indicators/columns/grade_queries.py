"""Grades, conduct, notices and admissions from the Delta tables as the arrays of `raw.py`."""

import datetime as dt

import numpy as np

from tettpaa.identify.indicators.columns.fact_queries import Source
from tettpaa.identify.indicators.columns.raw import Arrays
from tettpaa.identify.indicators.fold import codes

# A grade without a date counts from the end of its half-year (day and month in the year after 1 August).
ENDS_FIRST_HALF, ENDS_YEAR = (1, 31), (6, 30)
TERMS = "('h1', 'h2', 'final')"
EXAMS = "('written_exam', 'oral_exam')"
IV = "IV"


def _set_on(source: Source) -> str:
    """The day a row counts from."""
    year = source.school_year + 1
    ends_first, ends = dt.date(year, *ENDS_FIRST_HALF), dt.date(year, *ENDS_YEAR)
    return source.day(f"coalesce(set_on, CASE term WHEN 'h1' THEN DATE '{ends_first}' ELSE DATE '{ends}' END)")


def _value(column: str) -> str:
    """1–6; 0 for IV; −1 for what is no such grade."""
    return f"CASE WHEN {column} = '{IV}' THEN 0 ELSE coalesce(TRY_CAST({column} AS SMALLINT), -1) END"


def grades(source: Source) -> Arrays:
    """Term grades and exams (scale empty or 'grade'), notices about basis, order, conduct and remarks, by day.

    Rows of one day: by term, then number. Remarks in a final row repeat the half-years' and are left out.
    """
    day, subject = f"greatest(0, {_set_on(source)})", source.number("subjects", "subject_code")
    conduct = f"SELECT *, {day} AS day FROM {source.view('conduct')}"  # noqa: S608
    steps = "CASE {} WHEN 'G' THEN 0 WHEN 'Ng' THEN 1 WHEN 'Lg' THEN 2 END"
    rows = [
        f"""SELECT pupil, {day} AS day, {codes.TERM_GRADE} AS kind, {subject} AS subject, {_value("value")} AS value,
                   term AS term, number, row_key FROM grades_{source.school_year}
            WHERE coalesce(scale, 'grade') = 'grade' AND term IN {TERMS}""",  # noqa: S608
        f"""SELECT pupil, {day}, {codes.EXAM}, {subject}, {_value("value")}, term, number, row_key
            FROM grades_{source.school_year}
            WHERE coalesce(scale, 'grade') = 'grade' AND term IN {EXAMS}""",  # noqa: S608
        f"""SELECT pupil, greatest(0, {source.day("sent_on")}), {codes.BASIS_NOTICE}, {subject}, 1, '', 0, row_key
            FROM notices_{source.school_year} WHERE kind = 'basis'""",  # noqa: S608
    ]  # fmt: skip
    for kind, column in ((codes.ORDER_GRADE, "order_grade"), (codes.CONDUCT_GRADE, "conduct_grade")):
        rows.append(
            f"SELECT pupil, day, {kind}, -1, {steps.format(column)}, term, 0, row_key FROM ({conduct}) WHERE {column} IS NOT NULL"  # noqa: S608
        )
    remarks = "coalesce(order_remarks, 0) + coalesce(conduct_remarks, 0)"
    is_told = "coalesce(order_remarks, conduct_remarks) IS NOT NULL AND term <> 'final'"
    rows.append(
        f"SELECT pupil, day, {codes.REMARK_COUNT}, -1, {remarks}, term, 0, row_key FROM ({conduct}) WHERE {is_told}"  # noqa: S608
    )
    order = (
        "ORDER BY day, array_position(['', 'h1', 'h2', 'final', 'written_exam', 'oral_exam'], term), number, row_key"
    )
    found = source.fetch("grades", f"SELECT * FROM ({' UNION ALL '.join(rows)}) {order}")  # noqa: S608
    found["subject"] = np.where(found["subject"] == codes.NONE, -1, found["subject"])
    return found


def first_grades(source: Source) -> Arrays:
    """By school, the first day on which anybody's grade, and anybody's order or conduct, was set."""
    day = f"greatest(0, {_set_on(source)})"
    return source.fetch("first_grades", f"""
        SELECT school, coalesce(min(day) FILTER (WHERE of = 'grades'), {codes.NEVER}) AS day,
               coalesce(min(day) FILTER (WHERE of = 'conduct'), {codes.NEVER}) AS conduct_day
        FROM (SELECT school, {day} AS day, 'grades' AS of FROM {source.whole_view("grades")}
              WHERE coalesce(scale, 'grade') = 'grade' AND term IN {TERMS}
              UNION ALL SELECT school, {day}, 'conduct' FROM {source.whole_view("conduct")})
        GROUP BY school""")  # noqa: S608  # fmt: skip


def admissions(source: Source) -> Arrays:
    """What came with the pupil; NaN where it did not."""
    core = f"CASE WHEN lowest_core_grade IS NULL THEN NULL ELSE {_value('lowest_core_grade')} END"
    columns = {"choice": "choice", "points": "grunnskolepoeng", "days": "earlier_absence_days",
               "hours": "earlier_absence_hours", "core": f"nullif({core}, -1)"}  # fmt: skip
    listed = ", ".join(f"coalesce(({column})::DOUBLE, 'NaN'::DOUBLE) AS {name}" for name, column in columns.items())
    return source.fetch("admissions", f"SELECT pupil, {listed} FROM {source.view('admissions')}")  # noqa: S608


def earlier_grades(source: Source) -> Arrays:
    """How many subjects each pupil had IV or 1 in, in the last half-year, final grades or exams of the year before."""
    view = source.view("grades", school_year=source.school_year - 1, is_everywhere=True)
    return source.fetch("earlier_grades", f"""
        SELECT pupil, count(DISTINCT subject_code) FILTER (WHERE value IN ('1', '{IV}')) AS low_subjects
        FROM {view}
        WHERE coalesce(scale, 'grade') = 'grade' AND (term IN {EXAMS} OR term IN ('h2', 'final'))
        GROUP BY pupil""")  # noqa: S608  # fmt: skip
