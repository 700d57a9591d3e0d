"""Reads CSV files of known columns into tables of text, every row with its number in the file.

For sources that write RFC 4180 (OneRoster, School Data Sync): comma, and quotes doubled inside quotes.
The heading is row 1; a blank line counts as a row, as it does in a spreadsheet.
"""

import csv
import mmap
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from tettpaa.identify.sources.delivery import Delivery

AT_A_TIME = 100_000
_FIELD = rb'(?:"[^"]*+(?:""[^"]*+)*+"|[^",\r\n]*+)'
_RECORD = re.compile(_FIELD + rb"(?:," + _FIELD + rb")*+(?:\r\n|\n|\r|\Z)")
_UNCLOSED = re.compile(rb"(?:" + _FIELD + rb',)*+"[^"]*+(?:""[^"]*+)*+\Z')


def header_of(file: Path, name: str, delivery: Delivery) -> list[str] | None:
    """The column names of row 1, or None where the file breaks the rules of CSV: the reason is in the delivery."""
    if not _has_sound_quotes(file, name, delivery):
        return None
    for row in _rows(file, name, delivery):
        header = [column.strip() for column in row]
        doubled = next((column for place, column in enumerate(header) if column and column in header[:place]), None)
        if doubled is not None:
            delivery.refuse("csv.duplicate_column", file=name, row=1, column=doubled)
            return None
        return header
    return None


def load(file: Path, name: str, delivery: Delivery, *, table: str, columns: dict[str, int | None], width: int) -> int:
    """Make temporary table `table` with `_file`, `_row` and `columns` as text; give the number of rows.

    `columns` is name → place in the file, None for one the file lacks. Cells are trimmed, and NULL where
    nothing is left. Rows of another width than the heading are refused; columns not asked for (passwords)
    are never taken in.
    """
    make_empty(delivery, table, columns)
    rows = enumerate(_rows(file, name, delivery), start=1)
    next(rows, None)
    count = 0
    while batch := list(islice(rows, AT_A_TIME)):
        kept = [(number, row) for number, row in batch if _has_width(number, row, width, name, delivery)]
        if kept:
            _insert(delivery, table, name, kept, list(columns.values()))
        count += len(kept)
    return count


def make_empty(delivery: Delivery, table: str, columns: Iterable[str]) -> None:
    """A temporary table without rows: what a file that is not supplied is to those who ask for it."""
    described = ", ".join(f'"{column}" VARCHAR' for column in columns)
    delivery.con.execute(f'CREATE OR REPLACE TEMP TABLE "{table}" (_file VARCHAR, _row BIGINT, {described})')


def has_rows(file: Path, name: str, delivery: Delivery) -> bool:
    """Whether anything stands below the heading."""
    rows = _rows(file, name, delivery)
    next(rows, None)
    return any(any(cell.strip() for cell in row) for row in rows)


def _rows(file: Path, name: str, delivery: Delivery) -> Iterator[list[str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.reader(opened, strict=True)
        number = 0
        try:
            for row in reader:
                number += 1
                yield row
        except csv.Error:
            # Quotes are already known to be sound, so it is a cell longer than the reader takes (128 kB).
            delivery.refuse("csv.cell_too_long", file=name, row=number + 1)


def _has_width(number: int, row: list[str], width: int, name: str, delivery: Delivery) -> bool:
    if len(row) == width:
        return any(row)
    if any(cell.strip() for cell in row):
        delivery.refuse("csv.wrong_width", file=name, row=number, expected=width, found=len(row))
    return False


def _insert(
    delivery: Delivery, table: str, name: str, kept: list[tuple[int, list[str]]], places: list[int | None]
) -> None:
    """Column by column: DuckDB takes columns of a batch at once."""
    cells = list(zip(*(row for _, row in kept), strict=True))
    given = {"_row": np.fromiter((number for number, _ in kept), dtype=np.int64, count=len(kept))}
    for order, place in enumerate(places):
        column = np.empty(len(kept), dtype=object)
        if place is not None:
            column[:] = [cell.strip() or None for cell in cells[place]]
        given[f"c{order}"] = column
    delivery.con.execute(f'INSERT INTO "{table}" SELECT ?, * FROM given', [name])
    del given


def _has_sound_quotes(file: Path, name: str, delivery: Delivery) -> bool:
    """Every quote opens a cell, closes it, or is doubled inside one."""
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(b'"') < 0:
            return True
        place, row, end = 0, 1, len(content)
        while place < end:
            record = _RECORD.match(content, place)
            if record is None:
                unclosed = _UNCLOSED.match(content, place) is not None
                code = "csv.unclosed_quote" if unclosed else "csv.unescaped_quote"
                delivery.refuse(code, file=name, row=row)
                return False
            place, row = record.end(), row + 1
    return True
