"""What one may choose to see: a cohort, a property, and which schools and county are the owner's."""

from django.http import HttpRequest

from tettpaa.look_back.completion.figures import CohortFigures, Figures
from tettpaa.pages.completion.words import PROPERTIES
from tettpaa.schools.places.models import Owner, School


def cohort_choices(
    request: HttpRequest, figures: Figures, chosen: CohortFigures | None, has_passages: bool = False
) -> list[dict]:
    """The cohorts that have a result, or passages, the newest first."""
    offered = [one for one in figures.cohorts if (one.passages if has_passages else one.told)]
    return [
        {"label": str(one.year), "url": _asking(request, kull=one.year), "is_current": one is chosen}
        for one in reversed(offered)
    ]


def property_choices(request: HttpRequest, name: str) -> list[dict]:
    """What a cohort may be counted by."""
    return [
        {"label": words, "url": _asking(request, etter=key), "is_current": key == name}
        for key, words in PROPERTIES.items()
    ]


def property_asked(request: HttpRequest) -> str:
    """The property in the address; the kind of programme where there is none that we know."""
    asked = request.GET.get("etter", "")
    return asked if asked in PROPERTIES else next(iter(PROPERTIES))


def schools_of(owner: Owner) -> dict[str, str]:
    """School key, as the figures have it, → its name, by name; also schools that are gone."""
    return {
        str(key): name for key, name in School.objects.filter(owner=owner).order_by("name").values_list("key", "name")
    }


def own_counties(owner: Owner) -> frozenset[str]:
    """The numbers of the counties the owner's schools lie in, which begin their numbers in VIGO."""
    numbers = School.objects.filter(owner=owner).exclude(vigo_number="").values_list("vigo_number", flat=True)
    return frozenset(number[:2] for number in numbers)


def _asking(request: HttpRequest, **asked: object) -> str:
    query = request.GET.copy()
    for name, value in asked.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"
