"""Between the right password and the second factor: known, but not yet let in."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest

from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Proof, Strength

PENDING = "pending"
LASTS = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class Pending:
    """Who has shown a password, when, and where that person was going."""

    user: User
    proof: Proof
    target: str


def hold(request: HttpRequest, user: User, proof: Proof, target: str) -> None:
    """Remember the password that fitted, under a new session key, without signing anybody in."""
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": user.pk, "hash": user.get_session_auth_hash(), "at": proof.at.isoformat(), "target": target,
    }  # fmt: skip


def pending_in(request: HttpRequest, now: dt.datetime) -> Pending | None:
    """Who is being waited for; none after ten minutes, or when the user was switched off or got a new password."""
    kept = request.session.get(PENDING)
    if not kept or request.user.is_authenticated:
        return None
    shown_at = dt.datetime.fromisoformat(kept["at"])
    user = User.objects.filter(pk=kept["user"], is_active=True).select_related("person").first()
    if user is None or now - shown_at >= LASTS or user.get_session_auth_hash() != kept["hash"]:
        return None
    return Pending(user, Proof("password", Strength.PLAIN, shown_at), kept["target"])
