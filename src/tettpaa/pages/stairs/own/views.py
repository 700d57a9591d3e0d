"""Stairs that an owner writes: beginning from a shipped set, writing, seeing them as others will, and letting them hold."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tettpaa.follow_up.stairs.actions import choose_stairs
from tettpaa.follow_up.stairs.models import OwnStairs, StairsVersion
from tettpaa.follow_up.stairs.own import Collision, begin_own_stairs, newest_version, save_own_stairs, stairs_of
from tettpaa.follow_up.stairs.trying import end_trial, try_stairs
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.stairs.own.forms import BeginForm, EndTrialForm, SwitchForm
from tettpaa.pages.stairs.own.queries import Own, beside, own_of, page_of
from tettpaa.pages.stairs.own.sheet import SAVE, Sheet, opened, sent
from tettpaa.schools.places.models import School
from tettpaa.trust.access.declare import requires

REFUSED, COLLIDED = 422, 409


@requires("owner_stairs_write")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every owner's own stairs that the reader may write, and where to begin more."""
    owners = request.rights.owners("owner_stairs_write").order_by("name")
    shown = [(owner, own_of(owner, request.rights.on)) for owner in owners]
    return render(request, "stairs/own/list.html", {"owners": shown})


@requires("owner_stairs_write", owner="key")
def begin(request: HttpRequest, key: int) -> HttpResponse:
    """A draft that says what a shipped set says."""
    owner = request.rights.owner("owner_stairs_write", key)
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stairs = begin_own_stairs(owner=owner, **form.cleaned_data, by=request.user.username, at=clock.now())
        return redirect("own_stairs_edit", stairs_id=stairs.pk)
    return render(
        request, "stairs/own/begin.html", {"owner": owner, "form": form}, status=REFUSED if form.errors else 200
    )  # fmt: skip


@requires("owner_stairs_write", checked_by_view=("stairs_id",))
@require_GET
def one(request: HttpRequest, stairs_id: int) -> HttpResponse:
    """The set as a reader will see it, what keeps it from holding, and its versions."""
    stairs = _found(request, stairs_id)
    return render(request, "stairs/own/one.html", page_of(stairs, request.rights.on))


@requires("owner_stairs_write", checked_by_view=("stairs_id",))
def edit(request: HttpRequest, stairs_id: int) -> HttpResponse:
    """The newest version in the form; saving makes the next, and never in place of what another has saved meanwhile."""
    stairs = _found(request, stairs_id)
    newest = newest_version(stairs)
    sheet = sent(request, newest) if request.method == "POST" else opened(newest)
    is_saving = request.POST.get("act") == SAVE
    if is_saving and sheet.is_readable:
        try:
            version = _save(request, stairs, sheet)
        except Collision as other:
            return _collided(request, other.latest, sheet)
        except ValidationError as fault:
            sheet.whole.add_error(None, fault.messages)
        else:
            messages.success(request, _("Lagret som versjon %(number)d.") % {"number": version.number})
            return redirect("own_stairs", stairs_id=stairs.pk)
    page = {"stairs": stairs, "sheet": sheet, "form": sheet.whole, "row": sheet.row}
    return render(request, "stairs/own/edit.html", page, status=REFUSED if is_saving else 200)


@requires("owner_stairs_write", checked_by_view=("stairs_id",))
def switch(request: HttpRequest, stairs_id: int) -> HttpResponse:
    """The newest version holds at the owner's schools from a day, or no longer does."""
    stairs = _found(request, stairs_id)
    schools = School.objects.filter(owner=stairs.owner, is_gone=False).order_by("name", "pk")
    form = SwitchForm(request.POST or None, schools=schools, initial={"valid_from": request.rights.on})
    page = page_of(stairs, request.rights.on)
    if request.method == "POST" and form.is_valid() and _is_chosen(request, page["own"], form):
        messages.success(request, _("Lagret. Trappa følges fra dagen du valgte."))
        return redirect("own_stairs", stairs_id=stairs.pk)
    return render(request, "stairs/own/switch.html", {**page, "form": form}, status=REFUSED if form.errors else 200)


@requires("owner_stairs_write", checked_by_view=("stairs_id",))
def end(request: HttpRequest, stairs_id: int) -> HttpResponse:
    """Schools are done trying, and go back to what held before; there where some try."""
    stairs = _found(request, stairs_id)
    page = page_of(stairs, request.rights.on)
    tried = [each.school.pk for each in page["own"].open_trials]
    if not tried:
        raise Http404
    schools = School.objects.filter(pk__in=tried).order_by("name", "pk")
    form = EndTrialForm(
        request.POST or None, schools=schools, initial={"valid_from": request.rights.on, "schools": tried}
    )
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            now = {"by": request.user.username, "at": clock.now(), "today": request.rights.on}
            end_trial(stairs=stairs, **form.cleaned_data, **now)
            messages.success(request, _("Prøven er over fra dagen du valgte."))
            return redirect("own_stairs", stairs_id=stairs.pk)
    return render(request, "stairs/own/end.html", {**page, "form": form}, status=REFUSED if form.errors else 200)


def _found(request: HttpRequest, key: int) -> OwnStairs:
    """One of the reader's owners'; another's answers as one that is not there."""
    owners = request.rights.owners("owner_stairs_write")
    stairs = OwnStairs.objects.filter(owner__in=owners, pk=key).select_related("owner").first()
    if stairs is None:
        raise Http404
    return stairs


def _save(request: HttpRequest, stairs: OwnStairs, sheet: Sheet) -> StairsVersion:
    told = {name: sheet.whole.cleaned_data[name] for name in ("began_from", "form_id")}
    return save_own_stairs(stairs=stairs, read=sheet.read, **told, by=request.user.username, at=clock.now())


def _collided(request: HttpRequest, latest: StairsVersion, mine: Sheet) -> HttpResponse:
    """Both, beside each other; what was written stands in the form still, now to be saved on top of the other's."""
    sheet = sent(request, latest, began_from=latest.number)
    page = {
        "stairs": latest.stairs, "sheet": sheet, "form": sheet.whole, "row": sheet.row, **beside(latest, mine.read),
    }  # fmt: skip
    return render(request, "stairs/own/edit.html", page, status=COLLIDED)


def _is_chosen(request: HttpRequest, own: Own, form: SwitchForm) -> bool:
    """The newest version is let hold; switched off is the one that holds, whatever has been written since."""
    now = {"by": request.user.username, "at": clock.now(), "today": request.rights.on}
    with refusal_told_on(form):
        if form.is_trial:
            try_stairs(version=own.newest, **form.chosen, **now)
            return True
        holding = own.holding if not form.chosen["is_on"] else None
        version = holding.version if holding and holding.version else own.newest
        days = [stair.school_days for stair in stairs_of(version).stairs]
        choose_stairs(
            owner=version.stairs.owner, school=None, stairs=version.stairs.key, version=version, days=days, **form.chosen, **now
        )  # fmt: skip
        return True
    return False
