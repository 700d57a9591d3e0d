"""The CSV/Excel profile to download: what each table holds, and an empty file of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from tettpaa.identify.sources.profile.templates import empty_csv, empty_workbook
from tettpaa.schema import SOURCE_TABLES
from tettpaa.trust.access.declare import requires

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("import_read")
@require_GET
def all_templates(request: HttpRequest) -> HttpResponse:
    """Every table of the profile with its columns in words."""
    is_english = get_language() == "en"
    return render(request, "imports/templates.html", {"tables": SOURCE_TABLES.values(), "is_english": is_english})


@requires("import_read")
@require_GET
def workbook(request: HttpRequest) -> HttpResponse:
    """One Excel workbook with a sheet a table."""
    return _file(empty_workbook(), WORKBOOK, "tettpaa.xlsx")


@requires("import_read", checked_by_view=("table",))
@require_GET
def one_template(request: HttpRequest, table: str) -> HttpResponse:
    """One table's CSV file with its heading row."""
    if table not in SOURCE_TABLES:
        raise Http404
    return _file(empty_csv(SOURCE_TABLES[table]), "text/csv; charset=utf-8", f"{table}.csv")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
