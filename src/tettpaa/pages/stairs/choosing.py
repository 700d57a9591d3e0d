"""Which stairs hold, at a school or everywhere: seeing it, and choosing anew."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tettpaa.follow_up.stairs.actions import choose_stairs
from tettpaa.follow_up.stairs.choices import Held, held_at
from tettpaa.follow_up.stairs.models import StairsVersion
from tettpaa.follow_up.stairs.own import stairs_of
from tettpaa.follow_up.stairs.steps import with_days
from tettpaa.kit import clock
from tettpaa.pages.stairs.drawing import drawn
from tettpaa.pages.stairs.forms import ChoiceForm
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.access.declare import requires

REFUSED = 422


@dataclass(frozen=True)
class Place:
    """Where the choice is made: a school, or every school of an owner (`school` None)."""

    owner: Owner
    school: School | None

    @property
    def name(self) -> str:
        return str(self.school or self.owner)

    @property
    def key(self) -> int:
        return self.school.pk if self.school else self.owner.pk

    def url(self, page: str, **more: str) -> str:
        return reverse(page if self.school else f"owner_{page}", kwargs={"key": self.key, **more})

    @property
    def list_url(self) -> str:
        return self.url("stairs_choices")


@requires("stairs_choose")
@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """The places where the reader may choose: owners first, then schools."""
    owners = request.rights.owners("owner_stairs_choose").order_by("name")
    schools = request.rights.schools("stairs_choose").select_related("owner").order_by("name")
    found = [Place(owner, None) for owner in owners] + [Place(school.owner, school) for school in schools]
    return render(request, "stairs/places.html", {"places": found})


@requires("stairs_choose", school="key")
@require_GET
def of_school(request: HttpRequest, key: int) -> HttpResponse:
    """Every set of stairs at a school."""
    school = request.rights.school("stairs_choose", key)
    return _listed(request, Place(school.owner, school))


@requires("owner_stairs_choose", owner="key")
@require_GET
def of_owner(request: HttpRequest, key: int) -> HttpResponse:
    """Every set of stairs of an owner."""
    return _listed(request, Place(request.rights.owner("owner_stairs_choose", key), None))


@requires("stairs_choose", school="key", checked_by_view=("stairs",))
def at_school(request: HttpRequest, key: int, stairs: str) -> HttpResponse:
    """Choose one set at a school."""
    school = request.rights.school("stairs_choose", key)
    return _chosen(request, Place(school.owner, school), stairs)


@requires("owner_stairs_choose", owner="key", checked_by_view=("stairs",))
def at_owner(request: HttpRequest, key: int, stairs: str) -> HttpResponse:
    """Choose one set for every school that has not chosen itself."""
    return _chosen(request, Place(request.rights.owner("owner_stairs_choose", key), None), stairs)


def _listed(request: HttpRequest, place: Place) -> HttpResponse:
    rows = [_row(held, place) for held in held_at(place.owner, place.school, request.rights.on) if not held.is_over]
    return render(request, "stairs/choices.html", {"place": place, "rows": rows})


def _row(held: Held, place: Place) -> dict:
    shown = held.stairs or held.offered
    chosen_above = held.choice is not None and place.school is not None and held.choice.school_id is None
    return {
        **drawn(shown), "is_on": held.stairs is not None, "is_tried": held.is_tried, "choice": held.choice,
        "chosen_above": chosen_above, "url": place.url("stairs_choose", stairs=shown.key),
    }  # fmt: skip


def _chosen(request: HttpRequest, place: Place, key: str) -> HttpResponse:
    """The form, or the choice made."""
    held = _held(place, key, request.rights.on)
    version = _version(place, held, request.rights.on)
    offered = stairs_of(version) if version else held.offered
    has_days = held.choice is not None and len(held.choice.days) == len(offered.stairs)
    shown = with_days(offered, held.choice.days) if held.choice and has_days else offered
    initial = {"is_on": "yes" if held.stairs else "no"} if held.choice else {}
    form = ChoiceForm(request.POST or None, stairs=shown, today=request.rights.on, initial=initial)
    if request.method == "POST" and form.is_valid() and _is_made(request, place, held.offered.key, version, form):
        messages.success(request, _("Lagret. Trappa følges fra dagen du valgte."))
        return redirect(place.list_url)
    told = {"place": place, "row": drawn(offered), "form": form, "tried": held.choice if held.is_tried else None}
    return render(request, "stairs/choose.html", told, status=REFUSED if form.errors else 200)


def _held(place: Place, key: str, on: dt.date) -> Held:
    """What is offered there, and how it stands."""
    for held in held_at(place.owner, place.school, on):
        if held.offered.key == key and not held.is_over:
            return held
    raise Http404


def _version(place: Place, held: Held, on: dt.date) -> StairsVersion | None:
    """Of stairs that the owner wrote, the version the owner has chosen last: a school that chooses anew follows."""
    if held.choice is None or held.choice.version is None:
        return None
    owners = [each.choice for each in held_at(place.owner, None, on) if each.offered.key == held.offered.key]
    return owners[0].version if owners and owners[0] else held.choice.version


def _is_made(
    request: HttpRequest, place: Place, stairs: str, version: StairsVersion | None, form: ChoiceForm
) -> bool:  # fmt: skip
    try:
        choose_stairs(
            owner=place.owner, school=place.school, stairs=stairs, version=version, **form.chosen,
            by=request.user.username, at=clock.now(), today=request.rights.on,
        )  # fmt: skip
    except ValidationError as fault:
        form.add_error(None, fault.messages)
        return False
    return True
