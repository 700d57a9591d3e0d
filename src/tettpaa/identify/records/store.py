"""Writes record tables: a school's year is replaced as one set, once per import however often it is tried."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from django.conf import settings

from tettpaa.identify.records.stored import order_of, stored_columns
from tettpaa.schema import SOURCE_TABLES

IMPORT_ID = "tettpaa.import"


def table_path(owner_slug: str, table: str) -> Path:
    """The folder of an owner's record table."""
    return Path(settings.TETTPAA_HOME) / "records" / owner_slug / table


def version_written_by(owner_slug: str, table: str, import_id: str) -> int | None:
    """The Delta version this import wrote, or None if it has not written this table."""
    path = table_path(owner_slug, table)
    if not DeltaTable.is_deltatable(str(path)):
        return None
    held = DeltaTable(str(path))
    if held.transaction_version(import_id) is None:
        return None
    for entry in held.history():
        if entry.get(IMPORT_ID) == import_id:
            return int(entry["version"])
    return None


def replace(
    con: duckdb.DuckDBPyConnection,
    *,
    owner_slug: str,
    table: str,
    rows: str,
    school_year: int,
    schools: Sequence[int],
    import_id: str,
) -> int:
    """Put `rows` (a query with exactly the stored columns) in place of these schools' year; give the version.

    The commit carries the import's id: tried again after a kill, it is found done and nothing is written.
    Not visible to readers before the catalogue points at the version.
    """
    done = version_written_by(owner_slug, table, import_id)
    if done is not None:
        return done
    described = SOURCE_TABLES[table]
    columns = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in stored_columns(described).items())
    relation = con.sql(f"SELECT {columns} FROM ({rows}) ORDER BY school, {order_of(described)}")  # noqa: S608
    path = table_path(owner_slug, table)
    _create(path, relation)
    wanted = ", ".join(str(school) for school in schools)
    write_deltalake(
        str(path),
        relation,
        mode="overwrite",
        predicate=f"school_year = {school_year} AND school IN ({wanted})",
        commit_properties=CommitProperties(
            app_transactions=[Transaction(import_id, 1)], custom_metadata={IMPORT_ID: import_id}
        ),
    )
    return DeltaTable(str(path)).version()


def _create(path: Path, relation: duckdb.DuckDBPyRelation) -> None:
    """Make the empty table first, so that replacing has something to replace."""
    if DeltaTable.is_deltatable(str(path)):
        return
    path.mkdir(parents=True, exist_ok=True)
    write_deltalake(str(path), relation.limit(0), partition_by=["school_year", "school"], mode="ignore")
