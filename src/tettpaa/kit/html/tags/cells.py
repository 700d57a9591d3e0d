"""What stands in a table's cell: written here and not as a template, for a class has hundreds."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tettpaa.kit.html.table_rows import Cell, Column
from tettpaa.kit.html.tags.amounts import amount
from tettpaa.kit.html.tags.status import status
from tettpaa.kit.html.tags.times import day, moment


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
