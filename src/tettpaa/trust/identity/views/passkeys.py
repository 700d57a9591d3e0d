"""Passkeys: asking the browser, and what it answers. The browser's side is static/identity/passkey.js."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tettpaa.kit import clock
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity import actions as identity
from tettpaa.trust.identity import pending, sessions
from tettpaa.trust.identity.forms import NewPasskeyForm
from tettpaa.trust.identity.guessing import attempt, succeeded
from tettpaa.trust.identity.models import Passkey, User
from tettpaa.trust.identity.passkeys import actions, ceremony
from tettpaa.trust.identity.site import address_of, safe_next
from tettpaa.trust.identity.step_up import asked_in, shown_just_now, step_up_address
from tettpaa.trust.identity.strength import Proof, strength_of


@requires("public")
@require_POST
def challenge(request: HttpRequest) -> HttpResponse:
    """What the browser needs to use a key: the signed-in or waited-for user's, else whomever has one on the device."""
    return JsonResponse(ceremony.ask_to_use(request, _expected(request)))


@requires("public")
@require_POST
def use(request: HttpRequest) -> HttpResponse:
    """Take the browser's answer: sign in by the key, finish a sign-in, or show once more who one is."""
    proof, user = _proof_by_key(request)
    if proof is None or user is None:
        messages.error(request, _("Passnøkkelen ble ikke godtatt. Prøv igjen, eller bruk en annen måte."))
        return redirect(_back_to(request))
    if request.user.is_authenticated:
        sessions.strengthen(request, proof, clock.now())
        asked, target = asked_in(request), safe_next(request)
        return redirect(target if asked.is_met(request) else step_up_address(asked, target))
    waiting = pending.pending_in(request, clock.now())
    target = waiting.target if waiting else safe_next(request)
    sessions.begin(request, user, *([waiting.proof] if waiting else []), proof, at=clock.now())
    return redirect(target)


@requires("signed_in")
@shown_just_now
def add(request: HttpRequest) -> HttpResponse:
    """Name a new key and make it; without a browser that knows passkeys, say what one needs."""
    user = cast("User", request.user)
    form = NewPasskeyForm(request.POST or None)
    if form.is_valid() and _added(request, form, user):
        messages.success(request, _("Passnøkkelen er lagt til."))
        return redirect("identity:own")
    return render(request, "identity/add_passkey.html", {"form": form}, status=422 if form.errors else 200)


@requires("signed_in")
@require_POST
@shown_just_now
def challenge_for_new(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a key."""
    return JsonResponse(ceremony.ask_to_make(request, cast("User", request.user)))


@requires("signed_in", checked_by_view=("number",))
@require_POST
@shown_just_now
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """One of the user's own keys counts no longer."""
    user = cast("User", request.user)
    key = get_object_or_404(Passkey, pk=number, user=user)
    actions.remove_passkey(key=key, by=user.username, at=clock.now())
    messages.success(request, _("Passnøkkelen gjelder ikke lenger."))
    return redirect("identity:own")


def _expected(request: HttpRequest) -> User | None:
    """Whose key it must be; None where any user's will do, since the key itself tells whose it is."""
    if isinstance(request.user, User):
        return request.user
    waiting = pending.pending_in(request, clock.now())
    return waiting.user if waiting else None


def _proof_by_key(request: HttpRequest) -> tuple[Proof | None, User | None]:
    """What the answer proves, and about whom; nothing where it is another's key, or one that may not sign in."""
    expected, now = _expected(request), clock.now()
    tried = attempt(now, address=address_of(request))
    try:
        if tried.closed_until:
            return None, None
        used = ceremony.read_used(request, request.POST.get("answer", ""))
    except ceremony.AnswerRefused:
        identity.refuse(why="passkey", by=identity.NOBODY, at=now)
        return None, None
    user = used.key.user
    is_alone = expected is None
    if not user.is_active or (expected or user) != user or (is_alone and not used.has_checked_holder):
        identity.refuse(why="passkey", by=identity.NOBODY, at=now)
        return None, None
    succeeded(tried)
    return actions.use_passkey(used=used, by=user.username, at=now), user


def _added(request: HttpRequest, form: NewPasskeyForm, user: User) -> bool:
    try:
        made = ceremony.read_made(request, form.cleaned_data["answer"])
        actions.add_passkey(
            user=user, made=made, name=form.cleaned_data["name"], session=strength_of(request), by=user.username,
            at=clock.now(),
        )  # fmt: skip
    except ceremony.AnswerRefused:
        form.add_error(None, _("Passnøkkelen ble ikke laget. Prøv igjen."))
    except ValidationError as fault:
        form.add_error(None, fault)
    return not form.errors


def _back_to(request: HttpRequest) -> str:
    """The page that asked for the key."""
    if request.user.is_authenticated:
        return step_up_address(asked_in(request), safe_next(request))
    return "identity:second_factor" if pending.pending_in(request, clock.now()) else "identity:sign_in"
