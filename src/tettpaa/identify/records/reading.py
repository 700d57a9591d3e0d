"""Reads record tables at the version in force, in the process, with DuckDB."""

from collections.abc import Sequence

import duckdb
from deltalake import DeltaTable

from tettpaa.identify.records.models import TableVersion
from tettpaa.identify.records.store import table_path
from tettpaa.identify.records.stored import stored_columns
from tettpaa.schema import SOURCE_TABLES
from tettpaa.schools.places.models import Owner


def connect() -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that never asks the network for an extension."""
    return duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False, "memory_limit": "800MB"}
    )


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
    columns = stored_columns(SOURCE_TABLES[table])
    if not files:
        empty = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in columns.items())
        return f"SELECT {empty} LIMIT 0"
    names = ", ".join(f'"{name}"' for name in columns)
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    hive = "hive_partitioning=true, hive_types={'school_year': SMALLINT, 'school': BIGINT}"
    return f"SELECT {names} FROM read_parquet([{listed}], {hive})"


def _files(
    owner: Owner, table: str, version: int | None, school_years: Sequence[int] | None, schools: Sequence[int] | None
) -> list[str]:
    if version is None:
        return []
    held = DeltaTable(str(table_path(owner.slug, table)), version=version)
    filters: list[tuple[str, str, str | list[str]]] = []
    if school_years is not None:
        filters.append(("school_year", "in", [str(year) for year in school_years]))
    if schools is not None:
        filters.append(("school", "in", [str(school) for school in schools]))
    return sorted(held.file_uris(file_pruning_predicate=filters or None))
