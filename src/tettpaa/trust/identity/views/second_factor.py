"""The second step of signing in, and showing once more who one is."""

from typing import cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from tettpaa.kit import clock
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity import actions, pending, sessions
from tettpaa.trust.identity.codes.actions import check_code
from tettpaa.trust.identity.forms import CodeForm, PasswordForm
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.site import address_of, safe_next
from tettpaa.trust.identity.step_up import Way, asked_in, ways_to
from tettpaa.trust.identity.strength import Proof, Strength
from tettpaa.trust.identity.views.sign_in import closed


@requires("public")
@sensitive_post_parameters("code")
def second_factor(request: HttpRequest) -> HttpResponse:
    """'Ett steg til': a code or a passkey, from whoever has shown the right password in the last ten minutes."""
    waiting = pending.pending_in(request, clock.now())
    if waiting is None:
        return redirect("identity:sign_in")
    form = CodeForm(request.POST or None)
    if form.is_valid() and (proof := _proof_by_code(request, waiting.user, form)):
        sessions.begin(request, waiting.user, waiting.proof, proof, at=clock.now())
        return redirect(waiting.target)
    shown = {"form": form, "has_passkey": waiting.user.passkeys.exists(), "next": waiting.target}
    return render(request, "identity/second_factor.html", shown, status=422 if form.errors else 200)


@requires("signed_in")
@sensitive_post_parameters("code", "password")
def step_up(request: HttpRequest) -> HttpResponse:
    """'Vis at det er deg': only what is missing is asked for, and afterwards one is back where one was."""
    user, asked, target = cast("User", request.user), asked_in(request), safe_next(request)
    if asked.is_met(request):
        return redirect(target)
    ways = ways_to(request, user, asked)
    code, password = CodeForm(_sent_by(request, "code")), PasswordForm(_sent_by(request, "password"))
    if (way := _way_sent(request, ways)) and (proof := _proof_of(request, user, way, code, password)):
        sessions.strengthen(request, proof, clock.now())
        return redirect(target if asked.is_met(request) else request.get_full_path())
    shown = {
        "ways": {way.kind: way for way in ways}, "issuers": [way for way in ways if way.kind == "outside"],
        "code": code, "password": password, "asked": asked, "next": target,
    }  # fmt: skip
    return render(request, "identity/step_up.html", shown, status=422 if code.errors or password.errors else 200)


def _sent_by(request: HttpRequest, way: str) -> QueryDict | None:
    """What was posted, for the form of that way only."""
    return request.POST if request.method == "POST" and request.POST.get("way") == way else None


def _way_sent(request: HttpRequest, ways: list[Way]) -> str:
    """The way that was posted, where it is one that would be enough."""
    sent = request.POST.get("way", "")
    return sent if sent in {way.kind for way in ways} else ""


def _proof_of(request: HttpRequest, user: User, way: str, code: CodeForm, password: PasswordForm) -> Proof | None:
    if way == "demo":
        return Proof("demo", Strength.HIGH, clock.now())
    if way == "code" and code.is_valid():
        return _proof_by_code(request, user, code)
    if way == "password" and password.is_valid():
        return _proof_by_password(request, user, password)
    return None


def _proof_by_code(request: HttpRequest, user: User, form: CodeForm) -> Proof | None:
    """What the code proves; where it proves nothing the form says so."""
    answer = check_code(
        user=user, code=form.cleaned_data["code"], address=address_of(request), by=user.username, at=clock.now(),
        instant=clock.instant(),
    )  # fmt: skip
    if answer.proof is None:
        form.add_error("code", closed(answer.closed_until) or _("Koden passer ikke. Skriv den nyeste, eller en annen."))
    return answer.proof


def _proof_by_password(request: HttpRequest, user: User, form: PasswordForm) -> Proof | None:
    """The same for the password of who is signed in."""
    answer = actions.check_sign_in(
        username=user.username, address=address_of(request), by=user.username, at=clock.now(), **form.cleaned_data
    )
    if answer.user is None:
        form.add_error("password", closed(answer.closed_until) or _("Passordet er ikke riktig."))
    return Proof("password", Strength.PLAIN, clock.now()) if answer.user == user else None
