"""Andre tjenester: who from outside the school follows a pupil up, why and until when; letting in, renewing, ending."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.guest.forms import EndForm, GuestForm, UntilForm
from tettpaa.pages.guest.queries import at_my_schools, earlier, of_pupil, rows_of, table_of, users_called
from tettpaa.pages.guest.words import role_choices
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import classes_of
from tettpaa.trust.access.actions import end_assignment
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.guests import assign_guest, renew_guest
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.access.roles import Role
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.identity.models import User

REFUSED = 422


@requires("guest_read", pupil="key")
@require_GET
def guests(request: HttpRequest, key: int) -> HttpResponse:
    """Who from other services follows the pupil up now, and who has."""
    pupil = request.rights.pupil("guest_read", key)
    shown(request, [key], "guests", OPENED)
    told = {"pupil": pupil, "rows": rows_of(of_pupil(request.rights, pupil)), "earlier": earlier(request.rights, pupil)}
    return render(request, "guest/guests.html", told)


@requires("guest_read")
@require_GET
def all_guests(request: HttpRequest) -> HttpResponse:
    """The same of every pupil of one's schools, in one list; whose time is over first stands first."""
    rights = request.rights
    rows = rows_of(at_my_schools(rights))
    keys = list(dict.fromkeys(row.assignment.pupil_id for row in rows))
    shown(request, keys, "all_guests")
    addresses = {key: reverse("guests", args=[key]) for key in keys}
    return render(
        request, "guest/all.html", {"found": table_of(rows, classes_of(keys, rights.on), addresses, rights.on)}
    )


@requires("guest_give", pupil="key")
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, key: int) -> HttpResponse:
    """Let one person from another service follow the pupil up."""
    rights, pupil = request.rights, request.rights.pupil("guest_give", key)
    roles = role_choices(with_child_welfare=rights.may_about("child_welfare_guest", pupil))
    form = GuestForm(request.POST or None, roles=roles, today=rights.on)
    if request.method == "POST" and form.is_valid() and (user := _user(form, pupil)):
        with refusal_told_on(form):
            at = clock.now()
            assign_guest(user=user, pupil=pupil, role=form.cleaned_data["role"], begins_at=at, ends_at=form.ends_at,
                         reason=form.cleaned_data["reason"], by=request.user.username, at=at)  # fmt: skip
            messages.success(request, _("Gitt. Personen finner eleven under «Delt med meg»."))
            return redirect("guests", key=key)
    return _asked(request, pupil, form, "guest/give.html")


@requires("guest_give", pupil="key", checked_by_view=("reference",))
@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest, key: int, reference: UUID) -> HttpResponse:
    """For at most 90 days more, with a reason of its own."""
    pupil = request.rights.pupil("guest_give", key)
    held = _held(request, pupil, reference)
    form = UntilForm(request.POST or None, today=request.rights.on)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            renew_guest(assignment=held, ends_at=form.ends_at, reason=form.cleaned_data["reason"],
                        by=request.user.username, at=clock.now())  # fmt: skip
            messages.success(request, _("Oppdraget er fornyet."))
            return redirect("guests", key=key)
    return _asked(request, pupil, form, "guest/renew.html", held)


@requires("guest_end", pupil="key", checked_by_view=("reference",))
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, key: int, reference: UUID) -> HttpResponse:
    """Over from the next request on."""
    pupil = request.rights.pupil("guest_end", key)
    held = _held(request, pupil, reference)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            end_assignment(assignment=held, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Oppdraget er avsluttet. Personen ser ikke eleven mer."))
            return redirect("guests", key=key)
    return _asked(request, pupil, form, "guest/end.html", held)


def _held(request: HttpRequest, pupil: Person, reference: UUID) -> Assignment:
    """One that is not over, that the reader may know of, and that is no part of a referral; else as if it were not there."""
    among = of_pupil(request.rights, pupil).exclude(role=Role.PPT_ADVISER)
    return get_object_or_404(among, reference=reference)


def _user(form: GuestForm, pupil: Person) -> User | None:
    """The one user so called; else the form says what is missing."""
    found = users_called(form.cleaned_data["receiver"], pupil.owner_id)
    if len(found) == 1:
        return found[0]
    fault = _("Flere heter det. Skriv brukernavnet.") if found else _("Fant ingen bruker med det navnet.")
    form.add_error("receiver", fault)
    return None


def _asked(
    request: HttpRequest, pupil: Person, form: Form, template: str, held: Assignment | None = None
) -> HttpResponse:  # fmt: skip
    shown(request, [pupil.pk], "guests", OPENED)
    told = {"pupil": pupil, "form": form, "held": held}
    return render(request, template, told, status=REFUSED if form.errors else 200)
