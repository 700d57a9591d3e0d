"""Begins a session, strengthens it, and ends it. What a user may do is never kept in it."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from tettpaa.trust.identity import actions
from tettpaa.trust.identity.browsers import browser_in
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import persona_at_sign_in
from tettpaa.trust.identity.strength import MARKS, Proof, Strength, proofs_in, strength_of

ENDED = "ended"  # why the last session was over, for the sign-in page to tell
BROWSER = "browser"  # the kind of browser, so that its user can tell one session from another
WANTED_PERSONA = "wanted_persona"


def begin(request: HttpRequest, user: User, *proofs: Proof, at: dt.datetime) -> None:
    """Sign the user in by what was shown. The session gets a new key; nothing of a stranger's goes on.

    Sessions that have run out, anybody's, are cleared on the way.
    """
    request.session.clear_expired()
    persona = persona_at_sign_in(user, wanted=request.session.pop(WANTED_PERSONA, ""), on=at.date())
    actions.sign_in(user=user, proofs=proofs, persona=persona, by=user.username, at=at)
    request.session.flush()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    mark(request.session, *proofs, persona=persona, at=at)
    request.session[BROWSER] = browser_in(request.headers.get("User-Agent", ""))


def mark(session: Any, *proofs: Proof, persona: str, at: dt.datetime) -> None:
    """Write into a session that began now what was shown, and the persona it is for."""
    kept = [[proof.how, int(proof.alone), proof.at.isoformat()] for proof in proofs]
    session[MARKS] = {"began_at": at.isoformat(), "seen_at": at.isoformat(), "persona": persona, "proofs": kept}


def strengthen(request: HttpRequest, proof: Proof, at: dt.datetime) -> Strength:
    """Add what a signed-in user showed; a newer proof of the same kind takes the older's place. A new key again."""
    request.session.cycle_key()
    request.session.setdefault(MARKS, {"began_at": at.isoformat(), "seen_at": at.isoformat(), "persona": ""})
    _keep(request, [kept for kept in proofs_in(request.session) if kept.how != proof.how] + [proof])
    strength = strength_of(request)
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - only pages for signed-in users come here
    actions.prove_again(user=user, proof=proof, strength=strength.name, by=user.username, at=at)
    return strength


def _keep(request: HttpRequest, proofs: list[Proof]) -> None:
    kept = [[proof.how, int(proof.alone), proof.at.isoformat()] for proof in proofs]
    request.session[MARKS] = {**request.session[MARKS], "proofs": kept}
