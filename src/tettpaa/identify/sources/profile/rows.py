"""Reads a CSV file's rows into the delivery, in DuckDB: millions of rows in seconds, faulty ones told by line."""

from pathlib import Path

import duckdb

from tettpaa.identify.sources.delivery import MOST_LISTED, Delivery
from tettpaa.identify.sources.problems import value_class
from tettpaa.identify.sources.profile.headings import STATUS, Heading
from tettpaa.schema import Table

_CODES = {
    "MISSING COLUMNS": "csv.too_few_cells",
    "TOO MANY COLUMNS": "csv.too_many_cells",
    "UNQUOTED VALUE": "csv.broken_quotes",
    "LINE SIZE OVER MAXIMUM": "csv.line_too_long",
}
WITHDRAWN, STAYING = ("deleted", "slettet"), ("active", "aktiv", "")


def read_rows(file: Path, name: str, table: Table, heading: Heading, delivery: Delivery) -> None:
    """Deliver every row of `file`; rows that do not fit the heading are faults."""
    con = delivery.con
    _forget_rejects(con)
    try:
        delivery.deliver_query(table.name, _query(file, heading), file=name)
    except duckdb.Error:
        # Its own words quote the row; ours must not.
        delivery.refuse("csv.unreadable", file=name)
        return
    _tell_rejects(con, name, delivery)
    _tell_wrong_status(table, heading, name, delivery)
    _forget_rejects(con)


def _query(file: Path, heading: Heading) -> str:
    names = {f"c{place}": column for place, column in enumerate(heading.columns)}
    kept = [f'{given} AS "{column}"' for given, column in names.items() if column != STATUS]
    for given, column in names.items():
        if column == STATUS:
            kept.append(f"lower(trim(coalesce({given}, ''))) IN {WITHDRAWN} AS _is_withdrawn")
    columns = ", ".join(f"'{given}': 'VARCHAR'" for given in names)
    path = str(file).replace("'", "''")
    return f"""
        SELECT {", ".join(kept)} FROM read_csv('{path}', delim='{heading.delimiter}', quote='"', escape='"',
            header=true, columns={{{columns}}}, auto_detect=false, strict_mode=true, encoding='utf-8',
            ignore_errors=true, store_rejects=true, rejects_limit={MOST_LISTED})
    """  # noqa: S608


def _tell_rejects(con: duckdb.DuckDBPyConnection, name: str, delivery: Delivery) -> None:
    found = con.execute("SELECT line, error_type FROM reject_errors ORDER BY line, column_idx").fetchall()
    told: set[int] = set()
    for line, kind in found:
        if line not in told:
            told.add(line)
            delivery.refuse(_CODES.get(str(kind), "csv.unreadable_row"), file=name, row=line)


def _tell_wrong_status(table: Table, heading: Heading, name: str, delivery: Delivery) -> None:
    """A status that is neither word is a fault: a misspelled 'deleted' would keep what should go."""
    if STATUS not in heading.columns:
        return


def _forget_rejects(con: duckdb.DuckDBPyConnection) -> None:
    for table in ("reject_errors", "reject_scans"):
        con.execute(f"DROP TABLE IF EXISTS {table}")


__all__ = ["STAYING", "read_rows", "value_class"]
