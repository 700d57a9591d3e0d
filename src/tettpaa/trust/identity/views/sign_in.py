"""Signing in with a password, signing out, and choosing a language."""

import datetime as dt
from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tettpaa.kit import clock
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity import actions, pending, sessions
from tettpaa.trust.identity.forms import SignInForm
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.site import address_of, safe_next
from tettpaa.trust.identity.step_up import has_second_factor
from tettpaa.trust.identity.strength import Proof, Strength

# Not "cookies": that would sign the user out of everything under the owner's domain. Our own go with the session.
CLEARED = '"cache", "storage"'


@requires("public")
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; afterwards on to where the visitor was going."""
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    form = SignInForm(request.POST or None) if settings.TETTPAA_LOCAL_PASSWORDS else None
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid():
        answer = actions.check_sign_in(
            **form.cleaned_data, address=address_of(request), by=actions.NOBODY, at=clock.now()
        )
        if answer.user:
            return let_in(request, answer.user, Proof("password", Strength.PLAIN, clock.now()))
        form.add_error(None, closed(answer.closed_until) or _("Brukernavn og passord passer ikke sammen."))
    return render(request, "identity/sign_in.html", _shown(request, form), status=422 if form and form.errors else 200)


def let_in(request: HttpRequest, user: User, proof: Proof) -> HttpResponse:
    """On to the page the visitor was going to, or first to the second factor where the user has one."""
    target = safe_next(request)
    if proof.how == "password" and has_second_factor(user):
        pending.hold(request, user, proof, target)
        return redirect("identity:second_factor")
    sessions.begin(request, user, proof, at=proof.at)
    return redirect(target)


@requires("signed_in")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and have the browser forget what it kept of this site."""
    user = cast("User", request.user)
    actions.sign_out(user=user, by=user.username, at=clock.now())
    return _leave(request)


@requires("signed_in")
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the user, this one too."""
    user = cast("User", request.user)
    actions.sign_out_everywhere(user=user, by=user.username, at=clock.now())
    return _leave(request)


@requires("signed_in")
@require_POST
def change_persona(request: HttpRequest) -> HttpResponse:
    """Leave as one persona and sign in anew as the other; nothing of the one session goes into the other."""
    user = cast("User", request.user)
    actions.sign_out(user=user, by=user.username, at=clock.now())
    logout(request)
    request.session[sessions.WANTED_PERSONA] = request.POST.get("persona", "")
    return redirect("identity:sign_in")


@requires("public")
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language on the user, or in a cookie for a visitor, and stay on the page."""
    answer = redirect(safe_next(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", httponly=True, secure=settings.TETTPAA_HTTPS
        )
        if request.user.is_authenticated:
            by = request.user.username
            actions.choose_language(user=request.user, language=language, by=by, at=clock.now())
    return answer


def closed(until: dt.datetime | None) -> str:
    """That something was tried too often, and when it may be tried again; empty where it was not."""
    if until is None:
        return ""
    return _("For mange forsøk. Prøv igjen etter kl. %(time)s.") % {
        "time": until.astimezone(clock.OSLO).strftime("%H:%M")
    }


def _leave(request: HttpRequest) -> HttpResponse:
    logout(request)
    answer = redirect("identity:sign_in")
    answer.headers["Clear-Site-Data"] = CLEARED
    return answer


def _shown(request: HttpRequest, form: SignInForm | None) -> dict:
    return {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "issuers": settings.TETTPAA_ISSUERS.values(),
        "is_demo": settings.TETTPAA_DEMO,
        "ended": request.session.get(sessions.ENDED, ""),
        "persona": request.session.get(sessions.WANTED_PERSONA, ""),
    }
