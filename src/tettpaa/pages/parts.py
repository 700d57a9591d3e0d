"""A part of what is told of many pupils at once: a title, what is counted, a table, and a drawing of weeks where there is one.

The same part stands on its page, in the yearly report and in the file somebody takes out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.charts.development import Week
from tettpaa.kit.html.dates import full_day
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row, cell_of, in_order
from tettpaa.trust.disclosure.words import rounding_words


@dataclass(frozen=True)
class Part:
    """`counts` says in a sentence what the numbers count, `defined` each of several: name and sentence; `empty` why there
    are none yet. `narrow`: the columns of the page, where they are fewer than those of the file, so that it fits a phone.
    `rounded_to`: its counts of pupils are rounded to the nearest of it.
    """

    key: str
    title: str
    counts: str
    columns: Sequence[Column] = ()
    rows: Sequence[Row] = ()
    sort: str = ""
    weeks: Sequence[Week] = ()
    empty: str = ""
    defined: Sequence[tuple[str, str]] = ()
    narrow: Sequence[Column] = ()
    rounded_to: int = 1

    @property
    def page_columns(self) -> Sequence[Column]:
        return self.narrow or self.columns

    @property
    def sentences(self) -> list[str]:
        """What is counted, a sentence each, and that it is rounded."""
        counts = filter(None, [self.counts, self.rounding])
        return [*counts, *(f"{name}: {sentence}" for name, sentence in self.defined)]

    @property
    def rounding(self) -> str:
        return rounding_words(self.rounded_to)


def rounding_in(parts: Iterable[Part]) -> str:
    """How the parts of a page are rounded, said once; nothing where they are as counted."""
    return next((part.rounding for part in parts if part.rounding), "")


def table_of(part: Part) -> tuple[Sequence[Column], Sequence[Row], str]:
    """What of a part is a table: its columns, rows and order; the weeks of a drawing are one too."""
    if part.rows or not part.weeks:
        return part.columns, part.rows, part.sort
    columns = (
        Column("week", _("Uke"), NUMBER), Column("now", _("I år"), NUMBER, "percent"),
        Column("before", _("I fjor"), NUMBER, "percent"),
    )  # fmt: skip
    return columns, [{"week": week.number, "now": week.now, "before": week.before} for week in part.weeks], ""


def texts_of(part: Part, unknown: str) -> list[list[str]]:
    """The table as texts, in the part's order: for paper and for files."""
    columns, rows, sort = table_of(part)
    ordered = in_order(rows, columns, sort)
    return [[_text(cell_of(row, column), column, unknown) for column in columns] for row in ordered]


def _text(cell: Cell, column: Column, unknown: str) -> str:
    value: Any = cell.value
    if value is None:
        return unknown
    told = full_day(value) if cell.is_day else amount(value, column.unit) if cell.is_amount else str(value)
    return f"{told} ({cell.note})" if cell.note else told
