"""A part of what is told of many pupils at once: a title, what is counted, a table, and a drawing of weeks where there is one.

The same part stands on its page, in the yearly report and in the file somebody takes out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.charts.development import Week
from tettpaa.kit.html.dates import full_day
from tettpaa.kit.html.table_rows import Cell, Column, Row, cell_of, in_order


@dataclass(frozen=True)
class Part:
    """`counts` says in a sentence what the numbers count; `empty` why there are none yet."""

    key: str
    title: str
    counts: str
    columns: Sequence[Column] = ()
    rows: Sequence[Row] = ()
    sort: str = ""
    weeks: Sequence[Week] = ()
    empty: str = ""


def texts_of(part: Part, unknown: str) -> list[list[str]]:
    """The table as texts, in the part's order: for paper and for files."""
    ordered = in_order(part.rows, part.columns, part.sort)
    return [[_text(cell_of(row, column), column, unknown) for column in part.columns] for row in ordered]


def _text(cell: Cell, column: Column, unknown: str) -> str:
    value: Any = cell.value
    if value is None:
        return unknown
    told = full_day(value) if cell.is_day else amount(value, column.unit) if cell.is_amount else str(value)
    return f"{told} ({cell.note})" if cell.note else told
