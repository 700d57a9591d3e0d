"""Facts from the Delta tables as the arrays of `raw.py`: DuckDB reads, numbers and casts, and keeps the order."""

from collections.abc import Collection, Iterable, Sequence

import duckdb
import numpy as np

from tettpaa.identify.indicators.columns.placing import Seats
from tettpaa.identify.indicators.columns.raw import TABLES, Arrays
from tettpaa.identify.indicators.columns.roster import Roster
from tettpaa.identify.indicators.fold import codes
from tettpaa.identify.records.reading import empty_query, records_query, versions_in_force
from tettpaa.identify.records.stored import stored_columns
from tettpaa.schema import SOURCE_TABLES
from tettpaa.schools.places.school_year import first_day

NONE = codes.NONE
FAR = 30000  # further than any day of a year, within a small integer
# DuckDB gives each column in its own small type, so that none is copied into it afterwards.
_SQL_TYPES = {"i1": "TINYINT", "i2": "SMALLINT", "i4": "INTEGER", "i8": "BIGINT", "f8": "DOUBLE", "?": "BOOLEAN"}


class Source:
    """An owner's record tables of a school year at some schools, for some pupils where they are named.

    Few rows are taken into memory once, since each look at a file costs some milliseconds; a county's are not.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, roster: Roster) -> None:
        self.con, self.school_year, self.schools = con, roster.school_year, roster.schools
        self._owner, self._pupils, self._is_county = roster.owner, roster.pupils, roster.is_county
        self._versions = versions_in_force(roster.owner)
        self._seats = Seats(np.array(roster.schools, np.int64))

    def view(self, table: str, *, school_year: int | None = None, is_everywhere: bool = False) -> str:
        """The name of a view on a table, of this year unless said; for pupils' tables, of the pupils asked for."""
        year = school_year or self.school_year
        is_of_pupils = self._pupils is not None and "pupil" in stored_columns(SOURCE_TABLES[table])
        where = f"WHERE pupil IN ({_listed(self._pupils or ())})" if is_of_pupils else ""
        return self._make(f"{table}_{year}", table, year, None if is_everywhere else self.schools, where)

    def whole_view(self, table: str) -> str:
        """The name of a view on a table of this year, of all pupils at the schools."""
        return self._make(f"whole_{table}", table, self.school_year, self.schools, "")

    def _make(self, name: str, table: str, year: int, schools: Sequence[int] | None, where: str) -> str:
        query = empty_query(table)
        if table in self._versions:
            version = self._versions[table]
            query = records_query(self._owner, table, school_years=[year], schools=schools, version=version)
        kind = "VIEW" if self._is_county else "TABLE"
        self.con.execute(f"CREATE OR REPLACE TEMP {kind} {name} AS SELECT * FROM ({query}) {where}")  # noqa: S608
        return name

    def has(self, view: str) -> bool:
        """Whether there is any row."""
        return bool(self.con.sql(f"SELECT 1 FROM {view} LIMIT 1").fetchall())  # noqa: S608

    def day(self, column: str, missing: int = NONE) -> str:
        """A date as a day number in SQL; `missing` where there is none."""
        days = f"({column} - DATE '{first_day(self.school_year)}')"
        # least() and greatest() pass over nothing as if it were not there, so it is asked for first.
        return f"CASE WHEN {column} IS NULL THEN {missing} ELSE greatest(-{FAR}, least({FAR}, {days})) END"

    def number(self, texts: str, column: str) -> str:
        """A text as its number among `texts` in SQL, NONE where it is not there."""
        return f"coalesce(enum_code(TRY_CAST({column} AS {texts}))::INTEGER, {NONE})"

    def know(self, texts: str, values: Iterable[str]) -> list[str]:
        """Number some texts, so that `number` can name them; answer them in order."""
        listed = sorted(set(values))
        quoted = ", ".join("'" + value.replace("'", "''") + "'" for value in listed) or "''"
        self.con.execute(f"CREATE TEMP TYPE {texts} AS ENUM ({quoted})")
        return listed

    def texts(self, column: str, *views: str) -> set[str]:
        """The different texts of a column of some views."""
        looked = " UNION ".join(f"SELECT DISTINCT {column} FROM {view}" for view in views)  # noqa: S608
        return {text for (text,) in self.con.sql(looked).fetchall() if text is not None}

    def fetch(self, table: str, query: str) -> Arrays:
        """A query's rows as the columns of a raw table; a `school` key becomes its number."""
        typed = ", ".join(
            f'"{name}"' if name == "school" else f'"{name}"::{_SQL_TYPES[kind]} AS "{name}"'
            for name, kind in TABLES[table].items()
        )
        found = self.con.sql(f"SELECT {typed} FROM ({query})").fetchnumpy()  # noqa: S608
        if "school" in found:
            found["school"] = self._seats.of(found["school"].astype(np.int64))
        return {name: np.asarray(found[name]).astype(kind, copy=False) for name, kind in TABLES[table].items()}


def _listed(keys: Collection[int]) -> str:
    return ", ".join(map(str, keys)) or "NULL"


def calendar(source: Source) -> Arrays:
    """The schools' calendars."""
    day = source.day('"on"')
    return source.fetch("calendar", f"SELECT school, {day} AS day, is_school_day FROM {source.view('calendar')}")  # noqa: S608


def subjects(source: Source) -> Arrays:
    """Planned hours as whole minutes."""
    view = f"subjects_{source.school_year}"
    return source.fetch("subjects", f"""
        SELECT school, {source.number("subjects", "subject_code")} AS subject,
               coalesce(round(planned_hours * 60), 0)::INTEGER AS planned, coalesce(lesson_minutes, 0) AS lesson_minutes,
               core IS NOT NULL AS is_core
        FROM {view}""")  # noqa: S608  # fmt: skip


def lessons(source: Source, groups: Collection[int] | None) -> Arrays:
    """Held lessons; of the named groups where they are few."""
    view = f"lessons_{source.school_year}"
    of_groups = "" if groups is None else f'AND "group" IN ({_listed(groups)})'
    return source.fetch("lessons", f"""
        SELECT "group", {source.day('"on"')} AS day, lesson, minutes, {source.day("registered_on", FAR)} AS registered
        FROM {view} WHERE coalesce(is_held, true) {of_groups}""")  # noqa: S608  # fmt: skip


def schools_with_lessons(source: Source) -> set[int]:
    """Numbers of the schools that deliver lessons."""
    found = source.con.sql(f"SELECT DISTINCT school FROM lessons_{source.school_year}").fetchall()  # noqa: S608
    return {source.schools.index(school) for (school,) in found if school in source.schools}


def absences(source: Source, *, with_row_keys: bool) -> tuple[Arrays, np.ndarray | None]:
    """Absence rows in the order they lie, which is by pupil and time; and their row keys if asked for."""
    view = _completed(source, f"absences_{source.school_year}")
    query = f"""
        SELECT pupil, coalesce("group", -1) AS "group", {source.day('"on"')} AS "on", {source.day("until")} AS until,
               CASE unit WHEN 'lesson' THEN {codes.LESSON_UNIT} WHEN 'day' THEN {codes.DAY_UNIT}
                         ELSE {codes.INTERVAL_UNIT} END AS unit,
               coalesce(lesson, {NONE}) AS lesson, coalesce(starts, {NONE}) AS starts,
               coalesce(minutes, {NONE}) AS minutes, coalesce(round(days * 100)::INTEGER, {NONE}) AS hundredths,
               {source.number("subjects", "subject_code")} AS subject, {source.number("codes", "code")} AS code,
               coalesce(ascii(cause) - 96, {NONE}) AS cause,
               coalesce(list_position(['none', 'self', 'health', 'other'], documentation) - 1, {NONE}) AS documentation,
               coalesce(is_late, false) AS is_late
        FROM {view}"""  # noqa: S608
    keys = source.con.sql(f"SELECT row_key FROM {view}").fetchnumpy()["row_key"] if with_row_keys else None  # noqa: S608
    return source.fetch("absences", query), keys


def _completed(source: Source, view: str) -> str:
    """Rows that lack minutes or lesson number get them from the lesson of the same group, day and number or clock."""
    lacking = (
        "unit = 'lesson' AND \"group\" IS NOT NULL AND (minutes IS NULL OR (lesson IS NULL AND starts IS NOT NULL))"
    )
    if not source.con.execute(f"SELECT 1 FROM {view} WHERE {lacking} LIMIT 1").fetchall():  # noqa: S608
        return view
    of = f"lessons_{source.school_year}"
    source.con.execute(f"""
        CREATE OR REPLACE TEMP TABLE absences_completed AS
        WITH clock AS (
            SELECT "group", "on", starts, min(lesson) AS lesson, min(minutes) AS minutes FROM {of}
            WHERE starts IS NOT NULL GROUP BY ALL),
        numbered AS (
            SELECT a.* REPLACE (coalesce(a.lesson, c.lesson) AS lesson)
            FROM {view} a LEFT JOIN clock c
              ON a."group" = c."group" AND a."on" = c."on" AND a.starts = c.starts AND a.unit = 'lesson')
        SELECT a.* REPLACE (coalesce(a.minutes, l.minutes) AS minutes)
        FROM numbered a LEFT JOIN {of} l
          ON a."group" = l."group" AND a."on" = l."on" AND a.lesson = l.lesson AND a.unit = 'lesson'
        ORDER BY pupil, a."on", a.lesson, a.starts, row_key""")  # noqa: S608  # fmt: skip
    return "absences_completed"
