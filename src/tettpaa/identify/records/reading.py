"""Reads record tables at the version in force, in the process, with DuckDB."""

import os
import re
import threading
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path

import duckdb
from deltalake import DeltaTable

from tettpaa.identify.records.models import TableVersion
from tettpaa.identify.records.store import table_path
from tettpaa.identify.records.stored import stored_columns
from tettpaa.schema import SOURCE_TABLES
from tettpaa.schools.places.models import Owner

_PARTITION = re.compile(r"school_year=(\d+)/school=(\d+)/")


def apart() -> duckdb.DuckDBPyConnection:
    """A DuckDB of its own, in memory, that never asks the network for an extension."""
    return duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False, "memory_limit": "800MB"}
    )


def connect() -> duckdb.DuckDBPyConnection:
    """A connection to the process's own DuckDB, for reading: opening one costs a page 15 ms, a connection to it 0.3.

    What one connection makes for itself must be TEMP, or the others see it.
    """
    return _PROCESS.connect()


class _Process:
    """The DuckDB that a process reads with. One that fell, or was opened by the parent of a fork, is made anew."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._database: duckdb.DuckDBPyConnection | None = None
        self._parents: list[duckdb.DuckDBPyConnection | None] = []

    def connect(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._database is None or not (con := _answering(self._database)):
                self._database = apart()
                con = self._database.cursor()
            return con

    def leave_to_parent(self) -> None:
        """In a forked child: the threads behind it are the parent's. Kept, as closing it would wait for them."""
        self._lock = threading.Lock()
        self._parents.append(self._database)
        self._database = None


def _answering(database: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection | None:
    try:
        con = database.cursor()
        con.execute("SELECT 1").fetchall()
    except duckdb.Error:
        return None
    return con


_PROCESS = _Process()
os.register_at_fork(after_in_child=_PROCESS.leave_to_parent)


def versions_in_force(owner: Owner) -> dict[str, int]:
    """The Delta version of each table that has been imported, in one read."""
    return dict(TableVersion.objects.filter(owner=owner).values_list("table", "version"))


def version_in_force(owner: Owner, table: str) -> int | None:
    """The Delta version readers see, or None where nothing has been imported."""
    row = TableVersion.objects.filter(owner=owner, table=table).values_list("version", flat=True).first()
    return None if row is None else int(row)


def records(
    con: duckdb.DuckDBPyConnection,
    owner: Owner,
    table: str,
    *,
    school_year: int | None = None,
    schools: Sequence[int] | None = None,
    version: int | None = None,
) -> duckdb.DuckDBPyRelation:
    """Rows of a record table, with the columns of `stored_columns`, in the order they lie in the files.

    `version` asks for an earlier one ("what did we know on 3 March"); default is the one in force.
    """
    years = None if school_year is None else [school_year]
    return con.sql(records_query(owner, table, school_years=years, schools=schools, version=version))


def records_query(
    owner: Owner,
    table: str,
    *,
    school_years: Sequence[int] | None = None,
    schools: Sequence[int] | None = None,
    version: int | None = None,
) -> str:
    """The same as a query, for use inside another."""
    version = version_in_force(owner, table) if version is None else version
    files = _files(owner, table, version, school_years, schools)
    if not files:
        return empty_query(table)
    columns = stored_columns(SOURCE_TABLES[table])
    names = ", ".join(f'"{name}"' for name in columns)
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    hive = "hive_partitioning=true, hive_types={'school_year': SMALLINT, 'school': BIGINT}"
    return f"SELECT {names} FROM read_parquet([{listed}], {hive})"


def files_in_force(owner: Owner, table: str) -> set[Path]:
    """The files that readers see now; empty where nothing has been imported."""
    return {Path(file) for file, _year, _school in _held_files(owner, table, version_in_force(owner, table))}


def files_of_years(owner: Owner, school_years: Collection[int]) -> list[str]:
    """Every file of every table that readers see of some school years, in order. One read of the database."""
    return [
        file for table, version in sorted(versions_in_force(owner).items())
        for file, year, _school in _held_files(owner, table, version) if year in school_years
    ]  # fmt: skip


def schools_holding(owner: Owner, table: str, school_years: Sequence[int]) -> set[int]:
    """Keys of the schools that have any row in force in these school years."""
    files = _held_files(owner, table, version_in_force(owner, table))
    return {school for _, year, school in files if year in school_years}


def empty_query(table: str) -> str:
    """The table's columns without a row."""
    columns = stored_columns(SOURCE_TABLES[table])
    return f"SELECT {', '.join(f'NULL::{kind} AS "{name}"' for name, kind in columns.items())} LIMIT 0"


def _files(
    owner: Owner, table: str, version: int | None, school_years: Sequence[int] | None, schools: Sequence[int] | None
) -> list[str]:
    years = None if school_years is None else set(school_years)
    wanted = None if schools is None else set(schools)
    return [
        file for file, year, school in _held_files(owner, table, version)
        if (years is None or year in years) and (wanted is None or school in wanted)
    ]  # fmt: skip


def _held_files(owner: Owner, table: str, version: int | None) -> list[tuple[str, int, int]]:
    if version is None:
        return []
    return _files_of(table_path(owner.slug, table), *version_written(owner, table, version))


def version_written[V: int | None](owner: Owner, table: str, version: V) -> tuple[V, int]:
    """A version and when it was written (ns), to keep what was found in it by: a home made anew has other versions."""
    log = table_path(owner.slug, table) / "_delta_log" / f"{version or 0:020}.json"
    return version, log.stat().st_mtime_ns if version is not None and log.exists() else 0


@lru_cache(maxsize=64)
def _files_of(path: Path, version: int, _written: int) -> list[tuple[str, int, int]]:
    """(file, school year, school) of every file in a version. A version never changes, and opening one takes 5 ms."""
    held = DeltaTable(str(path), version=version).file_uris()
    return [_placed(path, file) for file in sorted(held)]


def _placed(path: Path, file: str) -> tuple[str, int, int]:
    """A file of the table at `path`, with the school year and the school its folders are named by.

    Delta gives addresses, where a space in the home's name is %20; what lies below the table has no such letters.
    """
    found = _PARTITION.search(file)
    if found is None:
        raise ValueError(f"{file} lies in no school year's and school's folder")
    return str(path / file[found.start() :]), int(found[1]), int(found[2])
