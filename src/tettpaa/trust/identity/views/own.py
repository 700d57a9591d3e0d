"""'Min innlogging': what one signs in by, and how to add to it or take away from it."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tettpaa.kit import clock
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity.codes import actions, qr, totp
from tettpaa.trust.identity.forms import NewCodeAppForm
from tettpaa.trust.identity.keys import seal, unseal
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import persona_of, personas_open_to
from tettpaa.trust.identity.step_up import shown_just_now

WAITING = "new_code_app"  # where the session keeps the sealed secret until the app has shown that it holds it


@requires("signed_in")
def own(request: HttpRequest) -> HttpResponse:
    """Everything the user signs in by."""
    user = cast("User", request.user)
    shown = {
        "has_password": user.has_usable_password() and settings.TETTPAA_LOCAL_PASSWORDS,
        "outside": [settings.TETTPAA_ISSUERS[name.issuer].name for name in user.outside_names.order_by("linked_at")
                    if name.issuer in settings.TETTPAA_ISSUERS],
        "passkeys": user.passkeys.order_by("added_at"),
        "code_app": getattr(user, "code_app", None),
        "codes_left": actions.unused_codes(user, clock.now()),
        "persona": persona_of(request),
        "personas": personas_open_to(user, clock.today()),
    }  # fmt: skip
    return render(request, "identity/own.html", shown)


@requires("signed_in")
@shown_just_now
@sensitive_post_parameters("code")
def add_code_app(request: HttpRequest) -> HttpResponse:
    """Show the secret as a QR code and in letters, and take the app in use when it answers with its first code."""
    user = cast("User", request.user)
    secret = _secret_of_new_app(request, user)
    form = NewCodeAppForm(request.POST or None)
    if form.is_valid() and _added(request, form, user, secret):
        del request.session[WAITING]
        messages.success(request, _("Kodeappen er tatt i bruk."))
        return redirect("identity:own")
    drawn = qr.drawn(totp.address_for_app(secret, user.username))
    shown = {"form": form, "qr": drawn, "written": totp.written(secret)}
    return render(request, "identity/add_code_app.html", shown, status=422 if form.errors else 200)


def _secret_of_new_app(request: HttpRequest, user: User) -> bytes:
    """The same secret while the page is shown again, so that the app that has it already is not led astray."""
    if WAITING not in request.session:
        request.session[WAITING] = seal(WAITING, totp.new_secret(), str(user.pk)).hex()
    return unseal(WAITING, bytes.fromhex(request.session[WAITING]), str(user.pk))


def _added(request: HttpRequest, form: NewCodeAppForm, user: User, secret: bytes) -> bool:
    code = "".join(form.cleaned_data["code"].split())
    try:
        actions.add_code_app(
            user=user, secret=secret, code=code, by=user.username, at=clock.now(), instant=clock.instant()
        )
    except ValidationError as fault:
        form.add_error("code", fault)
        return False
    return True


@requires("signed_in")
@require_POST
@shown_just_now
def remove_code_app(request: HttpRequest) -> HttpResponse:
    """The app's codes count no longer."""
    user = cast("User", request.user)
    actions.remove_code_app(user=user, by=user.username, at=clock.now())
    messages.success(request, _("Kodeappen gjelder ikke lenger. Slett den også på telefonen."))
    return redirect("identity:own")


@requires("signed_in")
@require_POST
@shown_just_now
def new_codes(request: HttpRequest) -> HttpResponse:
    """Ten new one-use codes, shown this once; the old ones stop counting."""
    user = cast("User", request.user)
    codes = actions.make_one_use_codes(user=user, by=user.username, at=clock.now())
    return render(request, "identity/new_codes.html", {"codes": codes})
