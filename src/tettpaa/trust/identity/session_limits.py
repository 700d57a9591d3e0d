"""Ends a session that has been silent too long, or has lasted too long."""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from tettpaa.kit import clock
from tettpaa.trust.identity import actions
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.rules import session_end
from tettpaa.trust.identity.sessions import ENDED
from tettpaa.trust.identity.strength import MARKS, Strength, strength_of

# A sign of life is written at most this often: each is a write to the database.
WRITTEN_EVERY = dt.timedelta(minutes=1)


class SessionLimitMiddleware:
    """Half an hour of silence ends a plain session, a quarter of an hour one that reaches closed zones."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            now = clock.now()
            if why := _why_over(request, now):
                actions.end_session(user=request.user, why=why, by=request.user.username, at=now)
                logout(request)
                request.session[ENDED] = why
            elif not _came_by_itself(request):
                _note_sign_of_life(request, now)
        return self.get_response(request)


def idle_limit(strength: Strength) -> dt.timedelta:
    """How long a session may be silent."""
    kind = "stronger" if strength > Strength.PLAIN else "plain"
    return dt.timedelta(minutes=settings.SESSION_IDLE_MINUTES[kind])


def _why_over(request: HttpRequest, now: dt.datetime) -> str:
    marks = request.session.get(MARKS)
    if marks is None:
        return ""
    return session_end(
        began_at=dt.datetime.fromisoformat(marks["began_at"]), seen_at=dt.datetime.fromisoformat(marks["seen_at"]),
        now=now, idle=idle_limit(strength_of(request)), longest=dt.timedelta(hours=settings.SESSION_HOURS),
    )  # fmt: skip


def _came_by_itself(request: HttpRequest) -> bool:
    """A page that asks how far an import has come is no sign that somebody sits there."""
    return request.method == "GET" and request.headers.get("HX-Request") == "true"


def _note_sign_of_life(request: HttpRequest, now: dt.datetime) -> None:
    marks = request.session.get(MARKS) or {"began_at": now.isoformat(), "seen_at": "", "persona": ""}
    seen_at = dt.datetime.fromisoformat(marks["seen_at"]) if marks["seen_at"] else None
    if seen_at is None or now - seen_at >= WRITTEN_EVERY:
        request.session[MARKS] = {**marks, "seen_at": now.isoformat()}
