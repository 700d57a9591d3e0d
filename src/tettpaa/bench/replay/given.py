"""What the rivals are given: every table of the years in memory, days counted from 1 August of their year."""

import duckdb
import numpy as np

from tettpaa.bench.indicators.county import SLUG
from tettpaa.identify.indicators.columns.roster import roster_of
from tettpaa.identify.records.reading import apart, records_query
from tettpaa.knowledge.leaving.reasons import year_ends
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import day_number, first_day

OPEN_END = 999


def connection(years: list[int]) -> duckdb.DuckDBPyConnection:
    """Tables absences, lessons, school_days, enrolments and memberships. Pupils and groups are other ones each year.

    Who left has a `left` day. A row of a pupil who had left is not there, nor are late arrivals.
    """
    owner, con = Owner.objects.get(slug=SLUG), apart()
    con.execute("SET memory_limit = '6GB'")
    _roster(con, owner, years)
    listed = " UNION ALL ".join(
        f'SELECT pupil, ("on" - DATE \'{first_day(year)}\')::INT AS "on", lesson, minutes, is_late '  # noqa: S608
        f"FROM ({records_query(owner, 'absences', school_years=[year])})" for year in years
    )  # fmt: skip
    con.execute(f"""CREATE TABLE absences AS SELECT a.* EXCLUDE (is_late) FROM ({listed}) a JOIN enrolments e USING (pupil)
                    WHERE NOT a.is_late AND a."on" <= e.until""")  # noqa: S608
    listed = " UNION ALL ".join(
        f'SELECT "group", ("on" - DATE \'{first_day(year)}\')::INT AS "on", lesson, minutes, '  # noqa: S608
        f"registered_on IS NOT NULL AS is_registered FROM ({records_query(owner, 'lessons', school_years=[year])})"
        for year in years
    )
    con.execute(f"CREATE TABLE lessons AS {listed}")
    listed = " UNION ALL ".join(
        f'SELECT school, {year} AS year, ("on" - DATE \'{first_day(year)}\')::INT AS "on" '  # noqa: S608
        f"FROM ({records_query(owner, 'calendar', school_years=[year])}) WHERE is_school_day" for year in years
    )  # fmt: skip
    con.execute(f"""CREATE TABLE school_days AS
        SELECT *, row_number() OVER (PARTITION BY school, year ORDER BY "on") AS n FROM ({listed})""")  # noqa: S608
    return con


def _roster(con: duckdb.DuckDBPyConnection, owner: Owner, years: list[int]) -> None:
    enrolments: dict[str, list[np.ndarray]] = {"pupil": [], "school": [], "year": [], "until": [], "left": []}
    ties: dict[str, list[np.ndarray]] = {"pupil": [], "group": []}
    for year in years:
        roster = roster_of(owner, year)
        until, ends = roster.enrolments["until"].astype(np.int64), day_number(year_ends(year), year)
        enrolments["pupil"].append(roster.enrolments["pupil"])
        enrolments["school"].append(np.array(roster.schools, np.int64)[roster.enrolments["school"]])
        enrolments["year"].append(np.full(len(until), year))
        enrolments["until"].append(until)
        enrolments["left"].append(np.where(until < ends, until, OPEN_END))
        for name, listed in ties.items():
            listed.append(roster.memberships[name].astype(np.int64))
    for name, columns in (("enrolments", enrolments), ("memberships", ties)):
        rows = {column: np.concatenate(each) for column, each in columns.items()}
        con.execute(f"CREATE TABLE {name} AS SELECT * FROM rows")  # noqa: S608
        del rows
