"""Hjalp det? Each page says what can be told, and what cannot."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tettpaa.assess.talks.queries import contacts_with
from tettpaa.follow_up.measures.queries import measures_about
from tettpaa.knowledge.measures.catalogue import kind_named, kinds
from tettpaa.look_back.effects.limits import limit_on
from tettpaa.look_back.effects.queries import years_told
from tettpaa.pages.effects.around import around_contacts, around_measures, days_of, is_in
from tettpaa.pages.effects.kinds import OfKind, begun_at, course_names, of_owner, of_school, reasons
from tettpaa.pages.effects.parts import part_key
from tettpaa.pages.effects.rows import AROUND_COLUMNS, PUPIL_COLUMNS, around_row, pupil_row
from tettpaa.pages.measure.words import said
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import name_of, school_year_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.disclosure.queries import rounding_of
from tettpaa.trust.disclosure.words import rounding_words


@requires("absence_read", pupil="key")
@require_GET
def pupil(request: HttpRequest, key: int) -> HttpResponse:
    """Absence before and after each measure and each contact of this school year, as far as the reader may see them."""
    found, rights = request.rights.pupil("absence_read", key), request.rights
    shown(request, [key], "effects_of_pupil", OPENED)
    year = school_year_of(rights.on)
    days = days_of(found.owner, year, [key], rights.on)
    measures = measures_about([key]) if rights.may_about("measure_read", found) else []
    contacts = contacts_with(key) if rights.may_about("contact_read", found) else []
    around = around_measures((each for each in measures if is_in(each.starts_on, year)), days)
    around += around_contacts((each for each in contacts if is_in(each.on, year)), days)
    around.sort(key=lambda each: each.on, reverse=True)
    told = {"pupil": found, "columns": AROUND_COLUMNS, "rows": [around_row(each) for each in around]}
    return render(request, "effects/pupil.html", told | _limits(request))


@requires("school_read", school="key")
@require_GET
def school(request: HttpRequest, key: int) -> HttpResponse:
    """Each kind of measure begun at the school, beside like pupils without it. Names stand one click deeper."""
    found = request.rights.school("school_read", key)
    shown(request, [], "effects_of_school")
    years, year = _years(request, found.owner)
    rounded_to = rounding_of(found.owner, request.rights.on)
    kinds = of_school(request.rights, found, year, rounded_to)
    told = {
        "school": found,
        **_listed(kinds),
        "names": course_names(),
        "rounding": _rounding_of_gone(kinds, rounded_to),
    }
    return render(request, "effects/school.html", told | _limits(request) | {"years": years, "year": year})


@requires("school_read", school="key", checked_by_view=("measure_kind",))
@require_GET
def pupils(request: HttpRequest, key: int, measure_kind: str) -> HttpResponse:
    """The pupils at the school behind one kind of measure, each with absence before and after."""
    found = request.rights.school("school_read", key)
    if measure_kind not in kinds():
        raise Http404
    years, year = _years(request, found.owner)
    of_kind = begun_at(request.rights, found, year).filter(kind=measure_kind)
    measures = list(of_kind.order_by("pupil__sort_key", "starts_on", "pk"))
    keys = sorted({each.pupil_id for each in measures})
    shown(request, keys, "effects_pupils")
    days = days_of(found.owner, year, keys, request.rights.on)
    told = {
        "school": found, "name": said(kind_named(measure_kind).name), "columns": PUPIL_COLUMNS,
        "rows": [pupil_row(each) for each in around_measures(measures, days)],
    }  # fmt: skip
    return render(request, "effects/pupils.html", told | _limits(request) | {"years": years, "year": year})


@requires("owner_figures_read")
@require_GET
def owner(request: HttpRequest) -> HttpResponse:
    """Each kind of measure in all of an owner's schools: never a pupil, and nothing of few."""
    found = request.rights.owners("owner_figures_read").order_by("name").first()
    if found is None:
        raise Http404
    years, year = _years(request, found)
    rounded_to = rounding_of(found, request.rights.on)
    kinds = of_owner(request.rights, found, year, rounded_to)
    told = {
        "owner": found, **_listed(kinds), "names": course_names(), "part": part_key(year),
        "rounding": rounding_words(rounded_to),
        "is_in_report": year >= school_year_of(request.rights.on) - 1,
    }  # fmt: skip
    return render(request, "effects/owner.html", told | _limits(request) | {"years": years, "year": year})


def _years(request: HttpRequest, owner: Owner) -> tuple[list[tuple[int, str]], int]:
    """The school years to choose from, and the one asked for; this year where none is."""
    this = school_year_of(request.rights.on)
    years = sorted({this, *years_told(owner)}, reverse=True)
    asked = request.GET.get("ar", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else this
    return [(each, name_of(each)) for each in years], year


def _rounding_of_gone(kinds: list[OfKind], rounded_to: int) -> str:
    """That those who have left are rounded, on a page where whoever is there still is as counted."""
    words = rounding_words(rounded_to) if any(kind.gone for kind in kinds) else ""
    return _("Elever som ikke går her lenger: %(rounding)s") % {"rounding": words} if words else ""


def _listed(kinds: list[OfKind]) -> dict[str, object]:
    """The kinds, and why nothing is told of some."""
    return {"kinds": kinds, "reasons": reasons(kinds), "has_untold": not all(kind.is_told for kind in kinds)}


def _limits(request: HttpRequest) -> dict[str, object]:
    """The numbers the pages explain themselves by."""
    on = request.rights.on
    return {"window": limit_on("window", on), "group": limit_on("group", on)}
