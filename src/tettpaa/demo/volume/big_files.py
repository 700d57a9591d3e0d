"""The two long files, absences.csv and lessons.csv: gathered as columns of small numbers, written by DuckDB.

A row per lesson or absence never exists in Python: 4 million of them are written in some seconds.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np

from tettpaa.demo.volume import ids
from tettpaa.demo.volume.facts import LESSON_MINUTES
from tettpaa.demo.volume.plan import Plan
from tettpaa.demo.volume.reasons import CODES, TOLD
from tettpaa.demo.volume.timetable import BEGINS
from tettpaa.demo.volume.year import SchoolYear
from tettpaa.schema import SOURCE_TABLES

ABSENCES = """
SELECT printf('%d.%d.%d', pupil, a.day + 1, a.lesson + 1) AS absence_id, printf('E%06d', pupil) AS pupil_id,
       d.name AS "on", if(a.lesson < 0, 'day', 'lesson') AS unit, if(a.lesson < 0, NULL, a.lesson + 1) AS lesson,
       s.name AS starts, CASE WHEN late > 0 THEN late WHEN a.lesson >= 0 THEN {minutes} END AS minutes,
       if(a.lesson < 0, 1, NULL) AS days, g.name AS group_id, g.subject AS subject_code, c.name AS code,
       t.cause AS cause, t.documentation AS documentation, if(late > 0, 'true', 'false') AS is_late
FROM absences AS a JOIN days AS d ON d.number = a.day LEFT JOIN groups AS g ON g.number = a.group_number
LEFT JOIN starts AS s ON s.number = a.lesson LEFT JOIN codes AS c ON c.number = a.code
LEFT JOIN told AS t ON t.number = a.told
WHERE d.name <= '{until}' ORDER BY pupil, a.day, a.lesson
"""
LESSONS = """
SELECT g.name AS group_id, d.name AS "on", l.lesson + 1 AS lesson, s.name AS starts, {minutes} AS minutes,
       CASE WHEN d.name > '{until}' THEN NULL WHEN held THEN 'true' ELSE 'false' END AS is_held,
       if(r.name <= '{until}', r.name, NULL) AS registered_on,
       if(r.name <= '{until}', g.teacher, NULL) AS registered_by_id, g.teacher AS teacher_id
FROM lessons AS l JOIN days AS d ON d.number = l.day JOIN groups AS g ON g.number = l.group_number
JOIN starts AS s ON s.number = l.lesson LEFT JOIN days AS r ON l.lag >= 0 AND r.number = least(l.day + l.lag, {last})
ORDER BY l.group_number, l.day, l.lesson
"""


class BigFiles:
    """Gathers schools' lessons and absences, then writes both files in one go."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.groups: list[tuple[str, str, str]] = []
        self.absences: list[dict[str, np.ndarray]] = []
        self.lessons: list[dict[str, np.ndarray]] = []

    def add(self, year: SchoolYear) -> None:
        """Take a school's year: 20 bytes an absence, 14 a lesson."""
        first = len(self.groups)
        for group in year.table.groups:
            name = ids.group_id(year.school, self.plan.school_year, group.name)
            self.groups.append((name, group.subject, ids.staff_id(year.school, group.teacher)))
        away, held = year.absences, year.lessons
        met = np.where(away.group >= 0, away.group + first, -1)
        self.absences.append({
            "pupil": year.school.pupils[away.pupil].astype(np.int32), "day": away.day.astype(np.int16),
            "lesson": away.lesson.astype(np.int8), "group_number": met.astype(np.int32),
            "code": away.code.astype(np.int8), "told": away.told.astype(np.int8), "late": away.late.astype(np.int16),
        })  # fmt: skip
        self.lessons.append({
            "group_number": (held.group + first).astype(np.int32), "day": held.day.astype(np.int16),
            "lesson": held.lesson.astype(np.int8), "held": held.is_held, "lag": held.lag.astype(np.int8),
        })  # fmt: skip

    def write(self, folder: Path, days: Sequence[dt.date], until: dt.date) -> dict[str, int]:
        """Write both files with what was known on `until`, and give the number of rows of each."""
        con = duckdb.connect(config={"memory_limit": "800MB", "autoinstall_known_extensions": False})
        self._register(con, days)
        filled = {"minutes": LESSON_MINUTES, "until": until.isoformat(), "last": len(days) - 1}
        written = {
            "absences": _copy(con, ABSENCES.format(**filled), folder, "absences"),
            "lessons": _copy(con, LESSONS.format(**filled), folder, "lessons"),
        }
        con.close()
        return written

    def _register(self, con: duckdb.DuckDBPyConnection, days: Sequence[dt.date]) -> None:
        con.register("absences", _joined(self.absences))
        con.register("lessons", _joined(self.lessons))
        names, codes, teachers = zip(*self.groups, strict=True)
        con.register("groups", _numbered(name=names, subject=codes, teacher=teachers))
        con.register("days", _numbered(name=[day.isoformat() for day in days]))
        con.register("starts", _numbered(name=[f"{begins // 60:02}:{begins % 60:02}" for begins in BEGINS]))
        con.register("codes", _numbered(name=CODES))
        causes, documentation = zip(*TOLD, strict=True)
        con.register("told", _numbered(cause=causes, documentation=documentation))


def _joined(parts: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _numbered(**columns: Sequence[str]) -> dict[str, np.ndarray]:
    listed = {name: np.array(values, dtype=object) for name, values in columns.items()}
    return {"number": np.arange(len(next(iter(listed.values()))))} | listed


def _copy(con: duckdb.DuckDBPyConnection, query: str, folder: Path, table: str) -> int:
    """Write a query as the table's file, every column of the profile in its order, those not given empty."""
    given = con.sql(query).columns
    wanted = ", ".join(
        f'"{column.name}"' if column.name in given else f'NULL AS "{column.name}"'
        for column in SOURCE_TABLES[table].columns
    )
    path = str(folder / SOURCE_TABLES[table].file_name).replace("'", "''")
    done = con.execute(f"COPY (SELECT {wanted} FROM ({query})) TO '{path}' (FORMAT csv, HEADER)").fetchone()  # noqa: S608
    return int(done[0]) if done else 0
