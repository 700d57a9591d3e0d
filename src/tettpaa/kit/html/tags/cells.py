"""A table's rows and cells: written here and not as a template, for a class has hundreds."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tettpaa.kit.html.table_rows import Cell, Column, Row, cell_of
from tettpaa.kit.html.tags.amounts import amount
from tettpaa.kit.html.tags.status import status
from tettpaa.kit.html.tags.times import day, moment


def rows_html(rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[SafeString]:
    """The first column is the row's heading. What is the same of a column in every row is written once."""
    begins = [
        format_html('<td role="cell" class="tp-{}{}" data-label="{}">', column.kind, " tp-lead" * column.is_lead, column.label)
        for column in columns[1:]
    ]  # fmt: skip
    heading = format_html('<tr role="row"><th scope="row" role="rowheader" class="tp-{}">', columns[0].kind)
    for row in rows:
        first, *others = (cell_html(cell_of(row, column), column) for column in columns)
        cells = "".join(f"{begin}{cell}</td>" for begin, cell in zip(begins, others, strict=True))
        yield SafeString(f"{heading}{first}</th>{cells}</tr>")


def cell_html(cell: Cell, column: Column) -> SafeString:
    """The value in words, as a status or a link where it is one, with its note below."""
    shown = status(cell.value, cell.look) if cell.look else _value_html(cell, column)
    if cell.url:
        shown = format_html('<a class="ds-link" href="{}">{}</a>', cell.url, shown)
    note = format_html('<span class="tp-cell__note">{}</span>', cell.note) if cell.note else ""
    return format_html('<span class="tp-cell">{}{}</span>', shown, note)


def _value_html(cell: Cell, column: Column) -> object:
    if cell.value is None:
        return format_html('<span class="tp-unknown">{}</span>', _("ukjent"))
    if cell.is_moment:
        return moment(cell.value)
    if cell.is_day:
        return day(cell.value)
    return amount(cell.value, column.unit) if cell.is_amount else cell.value
