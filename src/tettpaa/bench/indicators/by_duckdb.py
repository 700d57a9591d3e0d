"""The core set in DuckDB, from tables in memory: `by_duckdb.sql`."""

from importlib.resources import files

import duckdb
import numpy as np

from tettpaa.bench.indicators.core import RULES, Results
from tettpaa.bench.indicators.county import AS_OF, FIRST_DAY
from tettpaa.bench.indicators.given import Given

BY_PUPIL = (
    "days", "minutes", "undocumented", "late", "partial", "first", "last", "edges", "days_10", "days_20", "trend",
    "longest", "current", "over_10", "over_15", *RULES,
)  # fmt: skip


def prepare(given: Given) -> duckdb.DuckDBPyConnection:
    """A connection with every table in its memory."""
    con = given.connect()
    for name in given.queries:
        con.execute(f'CREATE TABLE "{name}" AS SELECT * FROM {name}_view')  # noqa: S608
    return con


def run(con: duckdb.DuckDBPyConnection) -> Results:
    """The core set."""
    script = files(__package__).joinpath("by_duckdb.sql").read_text("utf-8")
    days = {"$as_of": f"DATE '{AS_OF}'", "$first": f"DATE '{FIRST_DAY}'"}
    for name, day in days.items():
        script = script.replace(name, day)
    con.execute(script)
    found = {name: _column(con, "by_pupil", name) for name in BY_PUPIL}
    found |= {f"school_{name}": _column(con, "by_school", name) for name in ("pupils", "days", "minutes")}
    return found | {f"group_{name}": _column(con, "by_group", name) for name in ("lessons", "missing")}


def _column(con: duckdb.DuckDBPyConnection, table: str, name: str) -> np.ndarray:
    order = {"by_pupil": "pupil", "by_school": "school::VARCHAR", "by_group": '"group"'}[table]
    rows = con.sql(f"SELECT {name} FROM {table} ORDER BY {order}").fetchall()  # noqa: S608
    return np.array([value for (value,) in rows], np.int64)
