"""Årsrapporten: every figure of an owner in one place, as a page, as PDF, and each table as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tettpaa.follow_up.paper.pdf import CONTENT_TYPE, is_installed, pdf_of
from tettpaa.kit.text import slug_of
from tettpaa.pages.on_paper import pdf_or_told
from tettpaa.pages.parts import rounding_in
from tettpaa.pages.report.gathering import report_of
from tettpaa.pages.report.paper import paper_of
from tettpaa.pages.taking_out import part_as_file
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.disclosure import SMALLEST_SHOWN
from tettpaa.trust.uploads.sending import attachment

LANGUAGES = ("nb", "nn")


@requires("owner_figures_read")
@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """All parts on one page."""
    parts = report_of(request.rights, _owner(request))
    told = {
        "parts": parts, "years": _years(request), "can_print": is_installed(),
        "take_out": "report_table", "least": SMALLEST_SHOWN, "rounding": rounding_in(parts),
    }  # fmt: skip
    return render(request, "report/report.html", told)


@requires("owner_figures_read", checked_by_view=("language",))
@require_GET
def report_pdf(request: HttpRequest, language: str) -> HttpResponse:
    """The same as PDF/UA, in bokmål or nynorsk."""
    if language not in LANGUAGES:
        raise Http404
    owner, on = _owner(request), request.rights.on
    with translation.override(language):
        parts = report_of(request.rights, owner)
        title = _("Årsrapport %(years)s: %(owner)s") % {"years": _years(request), "owner": owner.name}
        intro = _("Tallene hittil i skoleåret, med det de teller. Ingen elev kan kjennes igjen.")
        told = paper_of(title, intro, parts, language, str(request.user), on)
    content = pdf_or_told(request, lambda: pdf_of("report", told, on=on))
    if content is None:
        return redirect("report")
    return attachment(content, CONTENT_TYPE, f"rapport-{slug_of(owner.name)}-{language}.pdf")


@requires("owner_figures_read", checked_by_view=("part", "file_format"))
@require_GET
def report_table(request: HttpRequest, part: str, file_format: str) -> HttpResponse:
    """One part's table as CSV or Excel: what the page shows, and no more."""
    return part_as_file(request, report_of(request.rights, _owner(request)), part, file_format)


def _owner(request: HttpRequest) -> Owner:
    """The owner the user works for, which is one."""
    found = request.rights.owners("owner_figures_read").order_by("name").first()
    if found is None:
        raise Http404
    return found


def _years(request: HttpRequest) -> str:
    """'2025–26'."""
    year = school_year_of(request.rights.on)
    return f"{year}–{(year + 1) % 100:02d}"
