"""Tables that sort by links and stack on a phone."""

from collections.abc import Iterable, Sequence

from django.core.paginator import Page
from django.template import Context

from tettpaa.kit.html.library import register
from tettpaa.kit.html.table_rows import SORT_PARAMETER, Column, Row, in_order, sort_asked
from tettpaa.kit.html.tags.cells import rows_html


def _heading(column: Column, columns: Sequence[Column], asked: str) -> dict:
    """The heading's words, its state for screen readers, and what its link asks for."""
    found = sort_asked(columns, asked)
    is_sorted = found is not None and found[0] == column
    is_descending = is_sorted and found is not None and found[1]
    return {
        "column": column,
        "sorted": ("descending" if is_descending else "ascending") if is_sorted else "none",
        "asks": f"-{column.key}" if is_sorted and not is_descending else column.key,
    }


@register.inclusion_tag("kit/table.html", takes_context=True)
def table(
    context: Context,
    columns: Sequence[Column],
    rows: Iterable[Row],
    caption: str,
    sort: str = "",
    is_sorted: bool = False,
    is_caption_shown: bool = False,
) -> dict:
    """A table of `Column`s and rows ({key: value or `Cell`}); the first column is each row's heading.

    `sort` is the order before anybody asks ('-waited'); with `is_sorted` the view has sorted already
    (a page of a longer list, by `?sorter=`). On a phone each row becomes a card, unless there are three columns or fewer.
    """
    request = context.get("request")
    asked = (request.GET.get(SORT_PARAMETER) if request else None) or sort
    ordered = list(rows) if is_sorted else in_order(rows, columns, asked)
    return {
        "request": request,
        "caption": caption,
        "is_caption_shown": is_caption_shown,
        "headings": [_heading(column, columns, asked) for column in columns],
        "rows": rows_html(ordered, columns),
        "can_sort": any(column.is_sortable for column in columns) and request is not None,
    }


@register.inclusion_tag("kit/pages.html", takes_context=True)
def pages(context: Context, page: Page) -> dict:
    """'Forrige · Side 2 av 9 · Neste', by `?side=`; nothing where all fits on one page."""
    return {"request": context.get("request"), "page": page}
