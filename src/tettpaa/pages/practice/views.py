"""Praksis: is what we said we would do, done? Names stand one click deeper, where they are logged."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from tettpaa.follow_up.paper.pdf import is_installed
from tettpaa.kit.text import slug_of
from tettpaa.look_back.quality.figures import figure_named
from tettpaa.pages.behind import one_page
from tettpaa.pages.parts import Part, rounding_in
from tettpaa.pages.practice.parts import part_at, parts_of
from tettpaa.pages.practice.queries import behind_figure
from tettpaa.pages.practice.rows import pupil_columns, pupil_rows
from tettpaa.pages.practice.words import counts_of, title_of
from tettpaa.pages.taking_out import CARE, part_as_file, parts_on_paper
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import classes_of
from tettpaa.schools.places.models import School
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown
from tettpaa.trust.disclosure import SMALLEST_SHOWN
from tettpaa.trust.disclosure.queries import rounding_of


@requires("school_read", school="key")
@require_GET
def school_practice(request: HttpRequest, key: int) -> HttpResponse:
    """Every figure of one school, each opening to what it counts."""
    school = request.rights.school("school_read", key)
    shown(request, [], "school")
    told = {
        "school": school, "parts": [_part_at(request, school)], "take_out": "practice_file",
        "can_print": is_installed(), "care": CARE,
    }  # fmt: skip
    return render(request, "practice/school.html", told)


@requires("school_read", school="key", checked_by_view=("part", "file_format"))
@require_GET
def school_file(request: HttpRequest, key: int, part: str, file_format: str) -> HttpResponse:
    """The same table as CSV or Excel."""
    school = request.rights.school("school_read", key)
    shown(request, [], "school")
    return part_as_file(request, [_part_at(request, school)], part, file_format, str(CARE))


@requires("school_read", school="key")
@require_GET
def school_pdf(request: HttpRequest, key: int) -> HttpResponse:
    """The same table on paper."""
    school = request.rights.school("school_read", key)
    shown(request, [], "school")
    parts, page = [_part_at(request, school)], reverse("school_practice", args=[key])
    return parts_on_paper(request, school.name, parts, str(CARE), f"praksis-{slug_of(school.name)}", page)


def _part_at(request: HttpRequest, school: School) -> Part:
    return part_at(request.rights, school, rounding_of(school.owner, request.rights.on))


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
    rows = pupil_rows(found, pupils, classes_of(pupils, request.rights.on))
    told = {"school": school, "title": title_of(asked), "counts": counts_of(asked)}
    told |= one_page(request, rows, pupil_columns(asked), "answer", page="practice_list")
    return render(request, "practice/behind.html", told)


@requires("owner_figures_read")
@require_GET
def owner_practice(request: HttpRequest) -> HttpResponse:
    """Every figure with a line for each school, by name: nobody is ranked."""
    owners = request.rights.owners("owner_figures_read").order_by("name")
    on = request.rights.on
    parts = [part for owner in owners for part in parts_of(owner, on, rounding_of(owner, on))]
    told = {"parts": parts, "least": SMALLEST_SHOWN, "rounding": rounding_in(parts), "take_out": "report_table"}
    return render(request, "practice/owner.html", told)
