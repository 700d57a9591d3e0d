"""Praksis: is what we said we would do, done? Names stand one click deeper, where they are logged."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tettpaa.look_back.quality.figures import figure_named
from tettpaa.pages.practice.parts import parts_of
from tettpaa.pages.practice.queries import SchoolFigure, behind_figure, figures_at
from tettpaa.pages.practice.rows import pupil_columns, pupil_rows
from tettpaa.pages.practice.words import bears_words, counts_of, days_words, done_words, share_words, title_of
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import classes_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown
from tettpaa.trust.disclosure import SMALLEST_SHOWN


@requires("school_read", school="key")
@require_GET
def school_practice(request: HttpRequest, key: int) -> HttpResponse:
    """Every figure of one school, each opening to what it counts."""
    school = request.rights.school("school_read", key)
    shown(request, [], "school")
    told = [_told(found) for found in figures_at(request.rights, school)]
    return render(request, "practice/school.html", {"school": school, "figures": told})


@requires("school_read", school="key", checked_by_view=("figure",))
@require_GET
def behind(request: HttpRequest, key: int, figure: str) -> HttpResponse:
    """The pupils that one figure counts."""
    school = request.rights.school("school_read", key)
    try:
        asked = figure_named(figure)
    except KeyError:
        raise Http404 from None
    found = behind_figure(request.rights, school, asked)
    pupils = Person.objects.in_bulk({each.pupil for each in found})
    shown(request, list(pupils), "practice_list")
    told = {
        "school": school, "title": title_of(asked), "counts": counts_of(asked), "columns": pupil_columns(asked),
        "rows": pupil_rows(found, pupils, classes_of(pupils, request.rights.on)),
    }  # fmt: skip
    return render(request, "practice/behind.html", told)


@requires("owner_figures_read")
@require_GET
def owner_practice(request: HttpRequest) -> HttpResponse:
    """Every figure with a line for each school, by name: nobody is ranked."""
    owners = request.rights.owners("owner_figures_read").order_by("name")
    parts = [part for owner in owners for part in parts_of(owner, request.rights.on)]
    return render(request, "practice/owner.html", {"parts": parts, "least": SMALLEST_SHOWN, "take_out": "report_table"})


def _told(found: SchoolFigure) -> dict:
    """One figure in words."""
    return {
        "key": found.figure.key, "title": title_of(found.figure), "counts": counts_of(found.figure),
        "share": share_words(found.total.met, found.total.known) if found.total.known else "",
        "done": done_words(found.total), "bears": bears_words(found.share), "unknown": found.total.unknown,
        "days": days_words(found.total.median_days) if found.figure.has_days else "",
        "before": share_words(found.before.part, found.before.whole) if found.before else "",
        "is_any": bool(found.total.known or found.total.unknown),
    }  # fmt: skip
