"""Reads a CSV file's rows into the delivery, in DuckDB: millions of rows in seconds, faulty ones told by line."""

import mmap
import re
from itertools import islice
from pathlib import Path

import duckdb

from tettpaa.identify.sources.delivery import MOST_LISTED, Delivery
from tettpaa.identify.sources.profile.headings import STATUS, Heading
from tettpaa.schema import Table

_CODES = {
    "MISSING COLUMNS": "csv.too_few_cells",
    "TOO MANY COLUMNS": "csv.too_many_cells",
    "UNQUOTED VALUE": "csv.broken_quotes",
    "LINE SIZE OVER MAXIMUM": "csv.line_too_long",
}
BLANK = re.compile(rb"^\r?\n", re.MULTILINE)
MOST_BLANK = 1000
LONG = 4 << 20  # bytes
BLOCK = 1 << 17
WITHDRAWN, STAYING = ("deleted", "slettet"), ("active", "aktiv", "")


def read_rows(file: Path, name: str, table: Table, heading: Heading, delivery: Delivery) -> None:
    """Deliver every row of `file`; rows that do not fit the heading are faults."""
    con = delivery.con
    _forget_rejects(con)
    try:
        deliver = delivery.deliver_long if file.stat().st_size > LONG else delivery.deliver_query
        deliver(table.name, _query(file, heading), file=name)
    except duckdb.Error:
        # Its own words quote the row; ours must not.
        delivery.refuse("csv.unreadable", file=name)
        return
    _number_past_blank_lines(file, table, delivery)
    _tell_rejects(con, name, delivery)
    if STATUS in heading.columns:
        _tell_wrong_status(table, name, delivery)
    _forget_rejects(con)


def _query(file: Path, heading: Heading) -> str:
    names = {f"c{place}": column for place, column in enumerate(heading.columns)}
    kept = [f'{given} AS "{column}"' for given, column in names.items() if column != STATUS]
    for given, column in names.items():
        if column == STATUS:
            status = f"lower(trim(coalesce({given}, '')))"
            known = f"WHEN {status} IN {WITHDRAWN} THEN true WHEN {status} IN {STAYING} THEN false"
            kept.append(f"CASE {known} END AS _is_withdrawn")
    columns = ", ".join(f"'{given}': 'VARCHAR'" for given in names)
    path = str(file).replace("'", "''")
    return f"""
        SELECT {", ".join(kept)} FROM read_csv('{path}', delim='{heading.delimiter}', quote='"', escape='"',
            header=true, columns={{{columns}}}, auto_detect=false, strict_mode=true, encoding='utf-8',
            ignore_errors=true, store_rejects=true, rejects_limit={MOST_LISTED})
    """


def _number_past_blank_lines(file: Path, table: Table, delivery: Delivery) -> None:
    """A blank line is no row, but counts where somebody looks a row up in a spreadsheet."""
    rows = delivery.con.execute(f"SELECT count(*) FROM staged_{table.name}").fetchall()
    if _count_lines(file) == rows[0][0] + 1:
        return
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(b'"') >= 0:
            # A line break in quotes would look the same; then a row is counted, not a line.
            return
        if content.find(b"\n\n") < 0 and content.find(b"\n\r\n") < 0:
            return
        lines = [content[: found.start()].count(b"\n") for found in islice(BLANK.finditer(content), MOST_BLANK)]
    rows_before = [line - 1 - place for place, line in enumerate(lines)]
    delivery.make_changeable(table.name)
    passed = "len(list_filter(?::INTEGER[], lambda before: before <= rowid))"
    delivery.con.execute(f"UPDATE staged_{table.name} SET _row = rowid + 2 + {passed}", [rows_before])


def _count_lines(file: Path) -> int:
    """Every line, the heading and blank ones too; the last may lack its end."""
    count, last = 0, b"\n"
    with file.open("rb") as opened:
        while block := opened.read(BLOCK):
            count += block.count(b"\n")
            last = block[-1:]
    return count + (last != b"\n")


def _tell_rejects(con: duckdb.DuckDBPyConnection, name: str, delivery: Delivery) -> None:
    found = con.execute("SELECT line, error_type FROM reject_errors ORDER BY line, column_idx").fetchall()
    told: set[int] = set()
    for line, kind in found:
        if line not in told:
            told.add(line)
            delivery.refuse(_CODES.get(str(kind), "csv.unreadable_row"), file=name, row=line)


def _tell_wrong_status(table: Table, name: str, delivery: Delivery) -> None:
    """A status that is neither word is a fault: a misspelled 'deleted' would keep what should go."""
    found = delivery.con.execute(
        f"SELECT coalesce(_row, rowid + 2), count(*) OVER () FROM staged_{table.name}"
        f" WHERE _is_withdrawn IS NULL ORDER BY 1 LIMIT {MOST_LISTED}"
    ).fetchall()
    for row, _ in found:
        facts = {"value": "tekst", "allowed": "deleted, active"}
        delivery.refuse("value.not_allowed", file=name, row=row, column=STATUS, **facts)
    if found:
        delivery.problem_count += found[0][1] - len(found)


def _forget_rejects(con: duckdb.DuckDBPyConnection) -> None:
    for table in ("reject_errors", "reject_scans"):
        con.execute(f"DROP TABLE IF EXISTS {table}")
