"""The DuckDB that a process reads its record tables with: shared, and never the parent's."""

import os
import signal

import duckdb
import pytest

from tettpaa.identify.records import reading
from tettpaa.identify.records.reading import connect


def test_connections_share_the_database_and_not_what_each_makes_for_itself():
    with connect() as one, connect() as other:
        one.execute("CREATE TEMP TABLE found AS SELECT 1 AS n")
        one.execute("CREATE TEMP TYPE texts AS ENUM ('a')")
        other.execute("CREATE TEMP TYPE texts AS ENUM ('b')")
        with pytest.raises(duckdb.CatalogException):
            other.execute("FROM found")
        assert other.execute("SELECT enum_code('b'::texts)").fetchall() == [(0,)]
    with connect() as later:
        assert later.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(0,)]


def test_a_database_that_fell_is_made_anew():
    connect().close()
    reading._PROCESS._database.close()
    with connect() as con:
        assert con.execute("SELECT 42").fetchall() == [(42,)]


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # whether it may be done is what is asked
def test_a_forked_child_has_its_own_and_does_not_wait_for_the_parents():
    with connect() as con:
        assert con.execute("SELECT sum(range) FROM range(1_000_000)").fetchall() == [(499_999_500_000,)]
        if not (child := os.fork()):
            signal.alarm(20)
            found = 0
            try:
                with connect() as own:
                    ((found,),) = own.execute("SELECT max(range) % 251 FROM range(1_000_000)").fetchall()
            finally:
                os._exit(found)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 999_999 % 251
    with connect() as con:
        assert con.execute("SELECT 42").fetchall() == [(42,)]
