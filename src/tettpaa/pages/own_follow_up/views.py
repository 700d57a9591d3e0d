"""Min oppfølging: what is agreed now, for the pupil herself and for guardians as far as the table by age lets them."""

from collections.abc import Iterable
from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tettpaa.follow_up.plans.forms import OwnViewForm
from tettpaa.kit import clock
from tettpaa.pages.own_follow_up.queries import page_of
from tettpaa.pages.own_follow_up.reach import PARTS, PLAN, Reach, reach_of
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.audit.reading import LISTED, OPENED, shown


@requires("own_follow_up_read")
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Whose? Straight on where there is one only."""
    reach = reach_of(request.rights)
    if len(reach) == 1:
        return redirect("own_follow_up_of", pupil_key=next(iter(reach)))
    _log(request, reach, reach, LISTED)
    found = Person.objects.filter(pk__in=reach).order_by("sort_key", "pk")
    return render(request, "own_follow_up/people.html", {"people": found})


@requires("own_follow_up_read", checked_by_view=("pupil_key",))
@require_GET
def of_one(request: HttpRequest, pupil_key: int) -> HttpResponse:
    """What is agreed about one pupil now."""
    reach = reach_of(request.rights)
    if pupil_key not in reach:
        _ask_for_more(request.rights, pupil_key)
        raise Http404
    page = page_of(request.rights, Person.objects.get(pk=pupil_key), reach[pupil_key], clock.now())
    _log(request, [pupil_key], reach, OPENED)
    if page.plan is not None:
        shown(request, [pupil_key], "own_plan", OPENED, PLAN)
    told = {"page": page, "has_others": len(reach) > 1, "form": OwnViewForm() if page.plan else None}
    return render(request, "own_follow_up/page.html", told)


def _ask_for_more(rights: Rights, key: int) -> None:
    """Where only the sign-in is too weak, more of it is asked for."""
    for part in PARTS:
        with suppress(Http404):
            rights.pupil(part, key)


def _log(request: HttpRequest, keys: Iterable[int], reach: Reach, kind: str) -> None:
    """Each pupil once, for the first part of hers that the reader may see."""
    first = {key: next(part for part in PARTS if part in reach[key]) for key in keys}
    shown(request, [], "own_follow_up", kind)
    for part in sorted(set(first.values())):
        shown(request, [key for key in first if first[key] == part], "own_follow_up", kind, part)
