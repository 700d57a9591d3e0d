"""The replay in DuckDB: `days.sql` makes a row of each pupil's day with absence, `flags.sql` asks the rule of them."""

from importlib.resources import files

import duckdb
import numpy as np

from tettpaa.bench.replay.what import MINUTES, Results


def make_days(con: duckdb.DuckDBPyConnection) -> None:
    """What no rule changes."""
    con.execute(files(__package__).joinpath("days.sql").read_text("utf-8"))


def replay(con: duckdb.DuckDBPyConnection, days: int) -> Results:
    """The first flag of each pupil (−1: none) by key, and of those who left how many were flagged before."""
    script = files(__package__).joinpath("flags.sql").read_text("utf-8")
    con.execute(script.replace("$days", str(days)).replace("$minutes", str(MINUTES)))
    found = con.sql("SELECT coalesce(first, -1) AS first FROM flags ORDER BY pupil").fetchnumpy()["first"]
    counts = con.sql("SELECT count(*) FILTER (first < left_on), count(*) FROM flags WHERE left_on < 999").fetchall()[0]
    return {"first": np.asarray(found).astype(np.int64), "caught": np.array(counts, np.int64)}
