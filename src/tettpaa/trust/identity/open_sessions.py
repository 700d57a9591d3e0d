"""Where a user is signed in now: every session that is not over, so that its user can end it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.utils.crypto import constant_time_compare

from tettpaa.trust.identity.keys import keyed_hash
from tettpaa.trust.identity.models import Session, User
from tettpaa.trust.identity.rules import session_end
from tettpaa.trust.identity.session_limits import idle_limit
from tettpaa.trust.identity.sessions import BROWSER
from tettpaa.trust.identity.strength import MARKS, Proof, Strength, proofs_in, strength_from

MARK_DIGITS = 32


@dataclass(frozen=True)
class OpenSession:
    """`mark` stands in addresses for the key, which is told to nobody. `is_this`: the one that asks."""

    key: str
    mark: str
    began_at: dt.datetime
    seen_at: dt.datetime
    browser: str
    proofs: tuple[Proof, ...]
    is_this: bool


def open_sessions(user: User, *, this: str | None, now: dt.datetime) -> list[OpenSession]:
    """The user's sessions, the one that asks first, then the one last heard from. `this`: the key of the one that asks."""
    found = [each for each in _kept(user, this, now) if each.is_this or _is_going_on(each, now)]
    return sorted(found, key=lambda each: (not each.is_this, -each.seen_at.timestamp()))


def _kept(user: User, this: str | None, now: dt.datetime) -> Iterator[OpenSession]:
    valid = user.get_session_auth_hash()
    for kept in Session.objects.filter(user=user, expire_date__gt=now):
        told: dict[str, Any] = kept.get_decoded()
        marks = told.get(MARKS)
        # An older hash: signed in before the password was changed, or before all were signed out.
        if marks and constant_time_compare(told.get(HASH_SESSION_KEY, ""), valid):
            yield OpenSession(
                kept.session_key, keyed_hash("session.mark", kept.session_key)[:MARK_DIGITS],
                dt.datetime.fromisoformat(marks["began_at"]), dt.datetime.fromisoformat(marks["seen_at"]),
                told.get(BROWSER, ""), tuple(proofs_in(told)), kept.session_key == this,
            )  # fmt: skip


def _is_going_on(each: OpenSession, now: dt.datetime) -> bool:
    strength = max(strength_from(each.proofs), Strength.PLAIN)
    longest = dt.timedelta(hours=settings.SESSION_HOURS)
    return not session_end(
        began_at=each.began_at, seen_at=each.seen_at, now=now, idle=idle_limit(strength), longest=longest
    )
