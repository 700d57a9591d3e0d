"""Skjerming: for the custodians of a school alone. To everybody else none of these pages exist."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tettpaa.kit import clock
from tettpaa.pages.protection.forms import ClearForm, LoweringForm, RaiseForm
from tettpaa.pages.protection.queries import clearances_of, protected_at, pupils_called, recalled, standing
from tettpaa.pages.protection.words import looks_of
from tettpaa.pages.sharing.queries import receivers_called
from tettpaa.pages.sharing.rows import names_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.protection.actions import (
    ask_to_lower,
    clear_user,
    end_clearance,
    lower_protection,
    raise_protection,
)
from tettpaa.trust.protection.models import AddressProtection, Clearance
from tettpaa.trust.recertification.clearances import clearances_waiting

REFUSED = 422
# Two forms on one page, each with a reason.
LOWERING, CLEARING = "oppheve-%s", "navngi-%s"


@requires("protection_read")
@require_http_methods(["GET", "POST"])
def protected(request: HttpRequest) -> HttpResponse:
    """Who is protected at my schools; and protecting somebody, which holds from the next request on."""
    form = RaiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (raised := _raised(request, form)):
        return redirect("protection_one", protection_id=raised.reference)
    found = protected_at(request.rights)
    shown(request, [each.person.pk for each in found], "protection")
    waiting, answer_by = clearances_waiting(request.rights)
    told = {"form": form, "protected": found, "waiting": waiting.count(), "answer_by": answer_by}
    return render(request, "protection/protected.html", told, status=REFUSED if form.errors else 200)


def _raised(request: HttpRequest, form: RaiseForm) -> AddressProtection | None:
    """The protection, or none, with the form told why."""
    asked = form.cleaned_data
    found = pupils_called(request.rights, asked["given"], asked["family"], asked["group"])
    if len(found) != 1:
        fault = _("Flere heter det. Skriv klassen.") if found else _("Fant ingen elev med det navnet ved skolen din.")
        form.add_error(None, fault)
        return None
    raised = raise_protection(
        person=found[0], grade=asked["grade"], source=asked["source"], by=request.user.username, at=clock.now()
    )
    messages.success(
        request, _("Beskyttet fra nå. Snakk med dem som har sett eleven før, og navngi dem som må kjenne eleven.")
    )
    return raised


def _held(request: HttpRequest, protection_id: UUID, permission: str) -> AddressProtection:
    """A standing protection within the permission, or the same 404 as for none."""
    return get_object_or_404(standing(request.rights, permission), reference=protection_id)


@requires("protection_read", checked_by_view=("protection_id",))
@require_GET
def one(request: HttpRequest, protection_id: UUID) -> HttpResponse:
    """One protection: who must know the pupil, who had seen the pupil before, and the way to end it."""
    return _page(request, _held(request, protection_id, "protection_read"))


def _page(request: HttpRequest, held: AddressProtection, **forms: Form) -> HttpResponse:
    """The page about one, with the form that was sent back where one was."""
    pupil, by = held.person, request.user.username
    shown(request, [pupil.pk], "protection", OPENED)
    names = names_of([held.raised_by, held.lowering_asked_by])
    told = {
        "held": held, "pupil": pupil, "clearances": clearances_of(pupil, request.rights.on),
        "looks": looks_of(recalled(pupil, clock.now(), but_for={by})),
        "raised_by": names.get(held.raised_by, held.raised_by),
        "asked_by": names.get(held.lowering_asked_by, held.lowering_asked_by),
        "is_asked_by_me": held.lowering_asked_by == by,
        "lowering": forms.get("lowering", LoweringForm(auto_id=LOWERING)),
        "clearing": forms.get("clearing", ClearForm(auto_id=CLEARING)),
    }  # fmt: skip
    return render(request, "protection/one.html", told, status=REFUSED if forms else 200)


@requires("protection_lower", checked_by_view=("protection_id",))
@require_POST
def ask_lowering(request: HttpRequest, protection_id: UUID) -> HttpResponse:
    """The first of two says why it should end; it stands until the second says yes."""
    held, form = _held(request, protection_id, "protection_lower"), LoweringForm(request.POST, auto_id=LOWERING)
    if not form.is_valid():
        return _page(request, held, lowering=form)
    ask_to_lower(protection=held, reason=form.cleaned_data["reason"], by=request.user.username, at=clock.now())
    messages.success(request, _("Foreslått. Beskyttelsen gjelder til en annen forvalter sier ja."))
    return redirect("protection_one", protection_id=protection_id)


@requires("protection_lower", checked_by_view=("protection_id",))
@require_POST
def lower(request: HttpRequest, protection_id: UUID) -> HttpResponse:
    """The second of two says yes."""
    held = _held(request, protection_id, "protection_lower")
    try:
        lower_protection(protection=held, by=request.user.username, at=clock.now())
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
        return redirect("protection_one", protection_id=protection_id)
    messages.success(request, _("Beskyttelsen er opphevet."))
    return redirect("protection")


@requires("protection_raise", checked_by_view=("protection_id",))
@require_POST
def clear(request: HttpRequest, protection_id: UUID) -> HttpResponse:
    """Name somebody who must know the pupil to do their work."""
    held, form = _held(request, protection_id, "protection_raise"), ClearForm(request.POST, auto_id=CLEARING)
    if form.is_valid() and _cleared(request, held, form):
        messages.success(request, _("Personen ser eleven fra nå."))
        return redirect("protection_one", protection_id=protection_id)
    return _page(request, held, clearing=form)


def _cleared(request: HttpRequest, held: AddressProtection, form: ClearForm) -> bool:
    """Whether one user could be named; else the form is told why not."""
    asked = form.cleaned_data
    found = receivers_called(asked["receiver"], held.person.owner_id)
    if len(found) != 1:
        fault = _("Flere heter det. Skriv brukernavnet.") if found else _("Fant ingen bruker med det navnet.")
        form.add_error("receiver", fault)
        return False
    try:
        clear_user(
            user=found[0], pupil=held.person, reason=asked["reason"], since=request.rights.on, until=asked["until"],
            by=request.user.username, at=clock.now(),
        )  # fmt: skip
    except ValidationError as fault:
        form.add_error(None, fault.messages)
        return False
    return True


@requires("protection_raise", checked_by_view=("protection_id", "clearance_id"))
@require_POST
def end(request: HttpRequest, protection_id: UUID, clearance_id: UUID) -> HttpResponse:
    """The one named does not see the pupil from tomorrow on."""
    held = _held(request, protection_id, "protection_raise")
    clearance = get_object_or_404(Clearance, reference=clearance_id, pupil=held.person)
    end_clearance(clearance=clearance, last_day=request.rights.on, by=request.user.username, at=clock.now())
    messages.success(request, _("Personen ser ikke eleven fra i morgen."))
    return redirect("protection_one", protection_id=protection_id)
