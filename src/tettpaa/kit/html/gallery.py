"""The gallery: every component on one page, with examples that never come from a store."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tettpaa.kit.html import gallery_charts, gallery_examples


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, as it looks and with how it is written."""
    form = gallery_examples.TalkForm(request.GET if "happened_on" in request.GET else None)
    shown = {
        "navigation": gallery_examples.NAVIGATION,
        "signed_in": gallery_examples.SIGNED_IN,
        "sources": gallery_examples.SOURCES,
        "today": gallery_examples.TODAY,
        "columns": gallery_examples.COLUMNS,
        "rows": gallery_examples.ROWS,
        "page": Paginator(range(90), 10).page(2),
        "form": form,
        "faulty_form": gallery_examples.TalkForm({"channel": "?"}, prefix="feil"),
        "upload": gallery_examples.UploadForm(),
        "looks": gallery_examples.looks(),
        "steps": gallery_examples.STEPS,
        "tabs": gallery_examples.TABS,
        "facts": gallery_examples.FACTS,
        "history": gallery_examples.HISTORY,
        "charts": gallery_charts.charts(),
    }
    return render(request, "kit/gallery.html", shown)
