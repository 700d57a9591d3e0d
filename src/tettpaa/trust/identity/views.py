"""Signing in and out, and choosing a language."""

from typing import cast

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tettpaa.kit import clock
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity import actions
from tettpaa.trust.identity.forms import SignInForm
from tettpaa.trust.identity.models import User


@requires("public")
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; afterwards on to where the visitor was going."""
    if request.user.is_authenticated:
        return redirect("start")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = actions.check_sign_in(**form.cleaned_data, by=actions.NOBODY, at=clock.now())
        if answer.user:
            login(request, answer.user)
            return redirect(_safe_next(request))
        form.add_error(None, _refusal(answer))
    target = request.POST.get("next") or request.GET.get("next", "")
    shown = {"form": form, "next": target, "is_demo": settings.TETTPAA_DEMO}
    return render(request, "identity/sign_in.html", shown, status=422 if form.errors else 200)


@requires("signed_in")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    user = cast("User", request.user)
    actions.sign_out(user=user, by=user.username, at=clock.now())
    logout(request)
    return redirect("identity:sign_in")


@requires("public")
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language on the user, or in a cookie for a visitor, and stay on the page."""
    answer = redirect(_safe_next(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", httponly=True)
        if request.user.is_authenticated:
            by = request.user.username
            actions.choose_language(user=request.user, language=language, by=by, at=clock.now())
    return answer


def _safe_next(request: HttpRequest) -> str:
    """Where the visitor was going, when that is a page of this site."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if target and is_ours else "start"


def _refusal(answer: actions.SignInAnswer) -> str:
    if answer.closed_until:
        time = answer.closed_until.astimezone(clock.OSLO).strftime("%H:%M")
        return _("For mange forsøk. Prøv igjen etter kl. %(time)s.") % {"time": time}
    return _("Brukernavn og passord passer ikke sammen.")
