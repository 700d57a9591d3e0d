"""'Her er du logget inn': every session of the user, and an end to any one of the others."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tettpaa.kit import clock
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity import actions
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.open_sessions import OpenSession, open_sessions
from tettpaa.trust.identity.step_up import Asked, step_up

WAYS = {
    "password": gettext_lazy("passord"), "code_app": gettext_lazy("kodeapp"), "one_use_code": gettext_lazy("engangskode"),
    "passkey": gettext_lazy("passnøkkel"), "demo": gettext_lazy("prøvefylket"),
}  # fmt: skip
ASKED_BEFORE_ENDING = Asked(wants_fresh=True)


@requires("signed_in")
def show(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, by what and since when; the session one looks from for itself."""
    sessions = _sessions_of(request)
    shown = {
        name: [{"session": each, "ways": _ways_of(each)} for each in sessions if each.is_this is here]
        for name, here in (("these", True), ("others", False))
    }
    return render(request, "identity/own_sessions.html", shown)


@requires("signed_in", checked_by_view=("mark",))
@require_POST
def end(request: HttpRequest, mark: str) -> HttpResponse:
    """End another of one's own sessions, after showing once more who one is."""
    user = cast("User", request.user)
    chosen = next((each for each in _sessions_of(request) if each.mark == mark and not each.is_this), None)
    if chosen is None:
        raise Http404
    if not ASKED_BEFORE_ENDING.is_met(request):
        return step_up(request, needs=ASKED_BEFORE_ENDING.needs, wants_fresh=True)
    actions.end_session_elsewhere(user=user, session_key=chosen.key, by=user.username, at=clock.now())
    messages.success(request, _("Økten er avsluttet."))
    return redirect("identity:own_sessions")


def _sessions_of(request: HttpRequest) -> list[OpenSession]:
    return open_sessions(cast("User", request.user), this=request.session.session_key, now=clock.now())


def _ways_of(each: OpenSession) -> str:
    """'passord og kodeapp', with the issuers by their names."""
    issuers = {f"oidc:{key}": issuer.name for key, issuer in settings.TETTPAA_ISSUERS.items()}
    return ", ".join(str(WAYS.get(proof.how) or issuers.get(proof.how) or proof.how) for proof in each.proofs)
