"""Gjennomføring: four views that are never mixed, each with its definition, all of them without names and small groups."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tettpaa.kit.html.charts.streams import Stream
from tettpaa.kit.text import slug_of
from tettpaa.look_back.completion.counted import Counted, counted_for
from tettpaa.look_back.completion.figures import CohortFigures, Figures
from tettpaa.look_back.completion.reference import counties, county_break, source_of, sources_of
from tettpaa.pages.completion import cohort_tables, county_table, leaving_tables, school_tables
from tettpaa.pages.completion.choices import cohort_choices, own_counties, property_asked, property_choices, schools_of
from tettpaa.pages.completion.file import cohorts_file
from tettpaa.pages.completion.words import STANDING_LOOKS, in_language, standing_words
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import name_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown
from tettpaa.trust.disclosure import HIDDEN
from tettpaa.trust.disclosure.queries import rounding_of
from tettpaa.trust.disclosure.words import rounding_words
from tettpaa.trust.exports.writing import CONTENT_TYPES
from tettpaa.trust.uploads.sending import attachment


@requires("owner_figures_read")
@require_GET
def cohorts(request: HttpRequest) -> HttpResponse:
    """The cohorts as SSB count them, one of them by a property, and what has been published beside them."""
    return _page(request, "completion", _cohorts_of)


@requires("owner_figures_read", owner="key")
@require_GET
def cohorts_as_file(request: HttpRequest, key: int) -> HttpResponse:
    """The cohorts in a file for a spreadsheet: the released numbers, so nothing is ordered or approved."""
    owner = request.rights.owner("owner_figures_read", key)
    content = cohorts_file(_counted(request, owner), schools_of(owner), request.rights.on)
    return attachment(content, CONTENT_TYPES["csv"], f"kull-{slug_of(owner.name)}.csv")


@requires("owner_figures_read")
@require_GET
def passages(request: HttpRequest) -> HttpResponse:
    """Where a cohort's pupils were each autumn, as a picture and a table."""
    return _page(request, "completion_passages", _passages_of)


@requires("owner_figures_read")
@require_GET
def leaving(request: HttpRequest) -> HttpResponse:
    """How many left during the school year as Udir count it, and when in the year."""
    return _page(request, "completion_leaving", _leaving_of)


@requires("owner_figures_read")
@require_GET
def published_counties(request: HttpRequest) -> HttpResponse:
    """The counties in the Directorate's own series, which is not SSB's."""
    return _page(request, "completion_counties", _counties_of)


@requires("school_read", school="key")
@require_GET
def school(request: HttpRequest, key: int) -> HttpResponse:
    """One school's part of the cohorts, and who left it: the same released numbers as the owner's people read."""
    found, on = request.rights.school("school_read", key), request.rights.on
    shown(request, [], "completion_of_school")
    counted = _counted(request, found.owner)
    newest = counted.figures.leaving[-1] if counted.figures.leaving else None
    return render(request, "completion/school.html", {
        "school": found, "counted": counted, "rounding": rounding_words(counted.rounded_to),
        "definition": counted.figures.definition, "newest": newest,
        "doubtful": in_language(counted.figures.definition.doubtful),
        "doubtful_leaving": in_language(newest.definition.doubtful) if newest else "",
        "cohorts": (school_tables.COHORTS, school_tables.cohort_rows(counted.figures, found)),
        "years": (school_tables.YEARS, school_tables.year_rows(counted.figures, found, on)), "source": source_of("ssb"),
    })  # fmt: skip


def _counted(request: HttpRequest, owner: Owner) -> Counted:
    """What is told of an owner's completion today."""
    on = request.rights.on
    return counted_for(owner, on, rounding_of(owner, on))


def _page(request: HttpRequest, name: str, told_of: Callable[[HttpRequest, Owner, Figures], dict]) -> HttpResponse:
    """One view for each owner the user works for, which is one."""
    owners = request.rights.owners("owner_figures_read").order_by("name")
    counted = [(owner, _counted(request, owner)) for owner in owners]
    told = [
        {"owner": owner, "counted": each, "rounding": rounding_words(each.rounded_to),
         **told_of(request, owner, each.figures)}
        for owner, each in counted
    ]  # fmt: skip
    tabs = [
        {"label": label, "url": reverse(page), "is_current": page == name}
        for page, label in (("completion", _("Kull (SSB)")), ("completion_passages", _("Overganger")),
                            ("completion_leaving", _("Sluttet (Udir)")),
                            ("completion_counties", _("Fylkene (Udir)")))
    ]  # fmt: skip
    return render(request, f"completion/{name}.html", {"owners": told, "tabs": tabs})


def _cohorts_of(request: HttpRequest, owner: Owner, figures: Figures) -> dict[str, Any]:
    chosen, name, schools = _chosen(request, figures), property_asked(request), schools_of(owner)
    told = chosen.told if chosen else None
    return {
        "figures": figures,
        "rows": cohort_tables.cohort_rows(figures),
        "columns": cohort_tables.COHORTS,
        "chosen": chosen,
        "by": cohort_tables.by_property(told, name, schools) if told else None,
        "cohorts": cohort_choices(request, figures, chosen),
        "properties": property_choices(request, name),
        "name": name,
        "beside": (cohort_tables.BESIDE, cohort_tables.beside_rows(figures, owner.name)),
        "older": (cohort_tables.BESIDE, cohort_tables.older_rows(figures)),
        "doubtful": in_language(figures.definition.doubtful),
        "source": source_of("ssb"),
    }


def _passages_of(request: HttpRequest, owner: Owner, figures: Figures) -> dict[str, Any]:
    chosen = _chosen(request, figures)
    streams = [
        Stream(step, source, target, None if count is HIDDEN else count)
        for step, each in enumerate(chosen.passages if chosen else ())
        for (source, target), count in each.items()
    ]
    autumns = [_("Høst %(year)s") % {"year": chosen.year + after} for after in range(4)] if chosen else []
    return {
        "figures": figures, "chosen": chosen, "cohorts": cohort_choices(request, figures, chosen, has_passages=True),
        "streams": streams, "autumns": autumns, "names": standing_words(), "looks": STANDING_LOOKS,
    }  # fmt: skip


def _leaving_of(request: HttpRequest, owner: Owner, figures: Figures) -> dict[str, Any]:
    asked, schools = request.GET.get("skolear", ""), schools_of(owner)
    listed = list(figures.leaving)
    chosen = next((each for each in listed if str(each.school_year) == asked), listed[-1] if listed else None)
    years = [
        {"label": name_of(each.school_year), "url": f"?skolear={each.school_year}", "is_current": each is chosen}
        for each in reversed(listed)
    ]
    if chosen is None:
        return {"chosen": None}
    return {
        "chosen": chosen, "doubtful": in_language(chosen.definition.doubtful), "years": years,
        "year_name": name_of(chosen.school_year),
        "by_year": (leaving_tables.YEARS, leaving_tables.year_rows(listed, request.rights.on)),
        "by_school": (leaving_tables.SCHOOLS, leaving_tables.school_rows(chosen.released, schools)),
        "by_time": (leaving_tables.TIMES, leaving_tables.time_rows(chosen, schools, request.rights.on)),
    }  # fmt: skip


def _counties_of(_request: HttpRequest, owner: Owner, _figures: Figures) -> dict[str, Any]:
    return {
        "columns": county_table.COUNTIES, "rows": county_table.county_rows(counties(), own_counties(owner)),
        "sources": sources_of("udir"), "county_break": in_language(county_break()),
    }  # fmt: skip


def _chosen(request: HttpRequest, figures: Figures) -> CohortFigures | None:
    asked = request.GET.get("kull", "")
    return figures.cohort(int(asked) if asked.isdecimal() else None)
