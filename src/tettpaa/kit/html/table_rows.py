"""Rows and columns of a table: what they hold, and in which order a reader asked for them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

from tettpaa.kit.text import sort_key

NUMBER, TEXT = "number", "text"
# A text, or one that is translated when it is shown.
Words = str | Promise


@dataclass(frozen=True)
class Column:
    """A column: the key of its cells, its heading, `number` (right-aligned) or `text`, whether it sorts.

    `is_lead`: on a phone it stands beside the row's heading, without its own label: a status.
    """

    key: str
    label: Words
    kind: str = TEXT
    unit: str = ""
    is_sortable: bool = True
    is_lead: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell that is more than a value: a link, a status, a small note, or its own place in the order."""

    value: Any
    url: str = ""
    look: str = ""
    note: Words = ""
    order: Any = None

    @property
    def is_moment(self) -> bool:
        """An instant is shown as a day in words with its time."""
        return isinstance(self.value, dt.datetime)

    @property
    def is_day(self) -> bool:
        """A date is shown in words."""
        return isinstance(self.value, dt.date) and not self.is_moment

    @property
    def is_amount(self) -> bool:
        """A number is shown with a comma and its unit."""
        return isinstance(self.value, int | float | Decimal) and not isinstance(self.value, bool)


Row = Mapping[str, Any]
SORT_PARAMETER = "sorter"


def cell_of(row: Row, column: Column) -> Cell:
    """The row's cell in the column; a bare value stands for itself, an absent one is unknown."""
    value = row.get(column.key)
    return value if isinstance(value, Cell) else Cell(value)


def sort_asked(columns: Sequence[Column], asked: str) -> tuple[Column, bool] | None:
    """The column and whether descending, from 'key' or '-key'; None where no such column sorts."""
    for column in columns:
        if column.is_sortable and column.key == asked.removeprefix("-"):
            return column, asked.startswith("-")
    return None


def _place(cell: Cell) -> Any:
    place = cell.value if cell.order is None else cell.order
    return sort_key(str(place)) if isinstance(place, Words) else place


def in_order(rows: Iterable[Row], columns: Sequence[Column], asked: str) -> list[Row]:
    """The rows sorted as asked, in Norwegian order; unknown last both ways. An unknown key changes nothing."""
    listed = list(rows)
    found = sort_asked(columns, asked)
    if found is None:
        return listed
    column, is_descending = found
    places = [(_place(cell_of(row, column)), row) for row in listed]
    known = sorted((p for p in places if p[0] is not None), key=lambda pair: pair[0], reverse=is_descending)
    return [row for _, row in known] + [row for place, row in places if place is None]
