"""Which columns a file has, from its heading row."""

import csv
import difflib
from dataclasses import dataclass
from pathlib import Path

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.schema import Table

DELIMITERS = (";", ",", "\t")
# In a delivery of changes: whether the row is withdrawn.
STATUS = "status"
HEADING_BYTES = 64 * 1024


@dataclass(frozen=True)
class Heading:
    """The separator, and the columns in the file's order."""

    delimiter: str
    columns: tuple[str, ...]


def read_heading(file: Path, name: str, table: Table, delivery: Delivery) -> Heading | None:
    """The heading of `file`, or None where it is refused; the reason is in the delivery."""
    with file.open(encoding="utf-8", newline="") as opened:
        first = opened.readline(HEADING_BYTES)
    heading = heading_of(first, table)
    return heading if is_complete(heading.columns, name, table, delivery) else None


def heading_of(line: str, table: Table) -> Heading:
    """Split by the separator that gives most of the table's columns; a tie goes to the first of ; , tab."""
    known = {column.name for column in table.columns} | {STATUS}
    tried = [Heading(delimiter, _cells(line, delimiter)) for delimiter in DELIMITERS]
    return max(tried, key=lambda heading: (len(known & set(heading.columns)), len(heading.columns)))


def is_complete(columns: tuple[str, ...], name: str, table: Table, delivery: Delivery) -> bool:
    """Whether every column is known and given once, and every required one is there; each fault is noted."""
    before = delivery.problem_count
    known = {column.name for column in table.columns}
    if delivery.mode == "changes":
        known.add(STATUS)
    if not known & set(columns):
        delivery.refuse("csv.no_heading", file=name, row=1, expected=", ".join(column.name for column in table.columns))
        return False
    for place, column in enumerate(columns):
        if column in columns[:place]:
            delivery.refuse("column.duplicate", file=name, row=1, column=column)
        elif column not in known:
            _refuse_unknown(column, name, known, delivery)
    for described in table.columns:
        if described.required and described.name not in columns:
            delivery.refuse("column.missing", file=name, row=1, column=described.name, meaning=described.nb)
    return delivery.problem_count == before


def _refuse_unknown(column: str, name: str, known: set[str], delivery: Delivery) -> None:
    if column == STATUS:
        delivery.refuse("column.status_in_full", file=name, row=1, column=column)
        return
    near = difflib.get_close_matches(column, sorted(known), 1)
    code = "column.misspelled" if near else "column.unknown"
    # Only what looks like a heading is repeated: without a heading row, this is somebody's data.
    shown = column if len(column) <= 40 and column.replace("_", "").isalpha() else "…"
    delivery.refuse(code, file=name, row=1, column=shown, near=near[0] if near else "", known=", ".join(sorted(known)))


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        row = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        row = line.split(delimiter)
    return tuple(cell.strip().lower() for cell in row)
