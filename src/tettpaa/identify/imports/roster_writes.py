"""Writes the roster set-wise: one statement for many rows, on SQLite and on PostgreSQL, never a row at a time."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from django.db import OperationalError, connection

from tettpaa.identify.imports.held import HELD, held_columns
from tettpaa.identify.imports.work import Work
from tettpaa.kit.text import sort_key
from tettpaa.schema import Table

BATCH = 20_000
AT_ONCE = 500
PAGES_KB = 64 * 1024
ROWS_COUNTED = 1_000
# Tables whose rows stay, marked, when the source no longer has them: what people have done leans on them.
MARKED = ("schools", "people", "groups")


def keep_pages_in_memory() -> None:
    """SQLite holds 2 MB of pages by itself, and a county's keys come in any order: with this, half the time goes."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{PAGES_KB}")


def count_for_the_planner() -> None:
    """SQLite takes every index for equally good until it has counted, and then goes from an owner's many people to the few
    asked about. PostgreSQL counts by itself, but the first minute after an import it trusts the figures from before.
    Some rows of each are enough, and take no time. What was imported stands also where the database is busy or full
    just then: the next import counts again.
    """
    with suppress(OperationalError), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {ROWS_COUNTED}")
            cursor.execute("ANALYZE")
        else:
            cursor.execute(f"ANALYZE {', '.join(held.db_table for held in HELD.values())}")


def write_roster(work: Work, table: Table) -> None:
    """Put the new and changed rows of `table` in place. Inside the caller's transaction."""
    columns = [name for name in held_columns(table) if name != "is_gone"]
    added = _added(work, table)
    for rows in _rows(work, table, columns):
        _upsert(HELD[table.name].db_table, [*columns, *added], [(*row, *_made(columns, added, row)) for row in rows])


def remove_from_roster(work: Work, table: Table) -> None:
    """Take away what has gone: ties are removed, and people, groups and schools marked. Same transaction."""
    gone = work.con.execute(f"SELECT key FROM diff_{table.name} WHERE status = 'gone' ORDER BY key").fetchall()
    act = (
        f"UPDATE {HELD[table.name].db_table} SET is_gone = %s"
        if table.name in MARKED
        else f"DELETE FROM {HELD[table.name].db_table}"
    )
    parameters = [True] if table.name in MARKED else []
    with connection.cursor() as cursor:
        for start in range(0, len(gone), AT_ONCE):
            keys = ", ".join(str(key) for (key,) in gone[start : start + AT_ONCE])
            cursor.execute(f"{act} WHERE key IN ({keys})", parameters)


def _added(work: Work, table: Table) -> dict[str, object]:
    """Columns the file does not have: whose it is, that it is there, and how it sorts."""
    added: dict[str, object] = {}
    if table.name in ("schools", "people"):
        added["owner_id"] = work.owner.pk
    if table.name in MARKED:
        added["is_gone"] = False
    if table.name == "people":
        added["sort_key"] = None
    return added


def _made(columns: Sequence[str], added: dict[str, object], row: Sequence) -> list[object]:
    if "sort_key" not in added:
        return list(added.values())
    named = dict(zip(columns, row, strict=True))
    return list((added | {"sort_key": sort_key(f"{named['family_name']} {named['given_name']}")}).values())


def _rows(work: Work, table: Table, columns: Sequence[str]) -> Iterator[list[tuple]]:
    kinds = held_columns(table)
    read = ", ".join(f'r."{name}"::VARCHAR' if kinds[name] == "DATE" else f'r."{name}"' for name in columns)
    found = work.con.execute(
        f"SELECT {read} FROM ready_{table.name} AS r JOIN diff_{table.name} AS d USING (key)"
        " WHERE d.status IN ('new', 'changed') AND NOT r._is_withdrawn ORDER BY r.key"
    )
    # Nothing else may be asked of this database until the last row is fetched.
    while rows := found.fetchmany(BATCH):
        yield rows


def _upsert(db_table: str, columns: Sequence[str], rows: Sequence[Sequence]) -> None:
    names = ", ".join(columns)
    kept = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "key")
    rest = f"ON CONFLICT (key) DO UPDATE SET {kept}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy_and_merge(cursor, db_table, names, rest, rows)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {db_table} ({names}) VALUES ({marks}) {rest}", rows)


def _copy_and_merge(cursor, db_table: str, names: str, rest: str, rows: Sequence[Sequence]) -> None:
    """PostgreSQL: COPY into a table of this transaction, then one INSERT … SELECT."""
    cursor.execute(f"CREATE TEMP TABLE incoming ON COMMIT DROP AS SELECT {names} FROM {db_table} WITH NO DATA")
    with cursor.copy(f"COPY incoming ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(f"INSERT INTO {db_table} ({names}) SELECT {names} FROM incoming {rest}")
    cursor.execute("DROP TABLE incoming")
