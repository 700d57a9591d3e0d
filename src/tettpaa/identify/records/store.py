"""Writes record tables: schools' years are replaced as one set, once per import however often it is tried."""

import json
import re
from collections.abc import Collection
from pathlib import Path
from urllib.parse import unquote

import duckdb
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from django.conf import settings

from tettpaa.identify.records.stored import order_of, stored_columns
from tettpaa.kit.disk import force_to_disk
from tettpaa.kit.failpoints import failpoint
from tettpaa.schema import SOURCE_TABLES

IMPORT_ID = "tettpaa.import"
_SLUG = re.compile(r"[A-Za-z0-9_-]+")
# Old versions answer "what did we know on 3 March", so the log of them is never trimmed by itself.
CONFIGURATION = {"delta.enableExpiredLogCleanup": "false"}


def table_path(owner_slug: str, table: str) -> Path:
    """The folder of an owner's record table. ValueError for a slug that is none: it becomes a folder's name."""
    if not _SLUG.fullmatch(owner_slug):
        raise ValueError("an owner's slug is letters, digits, - and _")
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
    parts: Collection[tuple[int, int]],
    import_id: str,
    in_force: int | None,
) -> int:
    """Put `rows` (a query with exactly the stored columns) in place of these (school year, school); give the version.

    The commit carries the import's id: tried again after a kill, it is found done and nothing is written.
    Not visible to readers before the catalogue points at the version. A version above the one `in_force`
    was left by an import that never finished, and is undone first, so that nothing of it comes along.
    """
    path = table_path(owner_slug, table)
    done = version_written_by(owner_slug, table, import_id)
    if done is not None:
        _settle(path, done)
        return done
    described = SOURCE_TABLES[table]
    columns = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in stored_columns(described).items())
    relation = con.sql(f"SELECT {columns} FROM ({rows}) ORDER BY school_year, school, {order_of(described)}")
    base = _create(path, relation)
    failpoint("records.created")
    held = _undo_unfinished(path, base if in_force is None else in_force)
    write_deltalake(
        held,
        relation,
        mode="overwrite",
        predicate=_predicate(parts),
        commit_properties=CommitProperties(
            app_transactions=[Transaction(import_id, 1)], custom_metadata={IMPORT_ID: import_id}
        ),
    )
    failpoint("records.written")
    _settle(path, held.version())
    return held.version()


def _predicate(parts: Collection[tuple[int, int]]) -> str:
    years = sorted({year for year, _ in parts})
    schools = {year: ", ".join(str(school) for other, school in sorted(parts) if other == year) for year in years}
    return " OR ".join(f"(school_year = {year} AND school IN ({schools[year]}))" for year in years)


def _create(path: Path, relation: duckdb.DuckDBPyRelation) -> int:
    """Make the empty table first, so that replacing has something to replace; give the empty version."""
    if not DeltaTable.is_deltatable(str(path)):
        path.mkdir(parents=True, exist_ok=True)
        write_deltalake(
            str(path), relation.limit(0), partition_by=["school_year", "school"], mode="ignore",
            configuration=CONFIGURATION,
        )  # fmt: skip
    return 0


def _undo_unfinished(path: Path, in_force: int) -> DeltaTable:
    held = DeltaTable(str(path))
    if held.version() > in_force:
        held.restore(in_force)
    return held


def _settle(path: Path, version: int) -> None:
    """Force the version's files to the disk before anything points at them: a power cut must not take them."""
    log = path / "_delta_log" / f"{version:020}.json"
    added = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    files = [path / unquote(entry["add"]["path"]) for entry in added if "add" in entry]
    force_to_disk(*files, log, *{file.parent for file in files}, log.parent)
