"""The list behind a number: a page of it, in the order asked for. A large school's has two thousand pupils."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest

from tettpaa.kit.html.table_rows import SORT_PARAMETER, Column, Row, in_order
from tettpaa.trust.audit.reading import shown

A_PAGE = 100


def one_page(
    request: HttpRequest, rows: Sequence[Row], columns: Sequence[Column], sort: str, *, page: str, permission: str = ""
) -> dict[str, object]:
    """What the template's table and its `pages` take: the page that `?side=` asks for of the rows, sorted.

    Who stands on it is logged as shown on `page`, and nobody else. A row's `key` is the pupil's; no column shows it.
    """
    ordered = in_order(rows, columns, request.GET.get(SORT_PARAMETER) or sort)
    listed = Paginator(ordered, A_PAGE).get_page(request.GET.get("side"))
    shown(request, [row["key"] for row in listed.object_list], page, permission=permission)
    return {"page": listed, "rows": listed.object_list, "columns": columns, "sort": sort}
