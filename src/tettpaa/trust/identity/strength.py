"""How surely we know who is signed in, and how long ago it was shown. Knows no framework: a session is a mapping.

What a way of signing in is worth:

| way | alone | after a password or Feide |
|---|---|---|
| password, Feide without a second factor, an unknown or missing `acr` | PLAIN | – |
| code from an app, one-use code | NONE | TWO_FACTORS |
| passkey that did not check its holder | NONE | TWO_FACTORS |
| passkey that checked its holder | TWO_FACTORS | TWO_FACTORS |
| the same, enrolled at HIGH or vouched for by an operator who saw the holder's papers | HIGH | HIGH |
| Feide with a second factor, ID-porten substantial | TWO_FACTORS | – |
| ID-porten high | HIGH | – |

A key is never stronger than what stood behind its enrolment: HIGH says that somebody checked who the person is.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

MARKS = "sign_in"
FRESH_FOR = dt.timedelta(minutes=5)


class Strength(IntEnum):
    """Ordered: a zone names the least it lets in (docs/explanation/trust.md)."""

    NONE = 0
    PLAIN = 1  # a password, or Feide without a second factor
    TWO_FACTORS = 2  # Feide with a second factor, password with a code app, ID-porten substantial, a passkey
    HIGH = 3  # ID-porten high, or a passkey with as much behind it


# Something one has, worth nothing without something else that tells who holds it.
SECOND = frozenset({"code_app", "one_use_code", "passkey"})


@dataclass(frozen=True)
class Proof:
    """One thing shown in this session: `how` is 'password', 'code_app', 'one_use_code', 'passkey', 'demo' or 'oidc:KEY'.

    `alone`: what it is worth without any other.
    """

    how: str
    alone: Strength
    at: dt.datetime

    @property
    def is_second(self) -> bool:
        return self.how in SECOND


def strength_from(proofs: Iterable[Proof]) -> Strength:
    """The strongest of the proofs; a first and a second factor together are TWO_FACTORS."""
    proofs = list(proofs)
    best = max((proof.alone for proof in proofs), default=Strength.NONE)
    has_both = best >= Strength.PLAIN and any(proof.is_second for proof in proofs)
    return max(best, Strength.TWO_FACTORS) if has_both else best


def proofs_in(session: Any) -> list[Proof]:
    """What the session remembers of the sign-in; nothing where it was not begun by `sessions.begin`."""
    kept = session.get(MARKS, {}).get("proofs", [])
    return [Proof(how, Strength(alone), dt.datetime.fromisoformat(at)) for how, alone, at in kept]


def strength_of(request: Any) -> Strength:
    """How surely we know who asks. A session that Django began without us was begun by a password at the most."""
    if not request.user.is_authenticated:
        return Strength.NONE
    return max(strength_from(proofs_in(request.session)), Strength.PLAIN)


def fresh_until(request: Any, within: dt.timedelta = FRESH_FOR) -> dt.datetime | None:
    """Until when the visitor counts as having just shown who it is; None where nothing was ever shown."""
    if not request.user.is_authenticated:
        return None
    shown = [proof.at for proof in proofs_in(request.session)]
    return max(shown) + within if shown else None


def is_fresh(request: Any, at: dt.datetime, within: dt.timedelta = FRESH_FOR) -> bool:
    """Whether the visitor proved who it is at most `within` before `at`: asked before emergency openings and exports."""
    until = fresh_until(request, within)
    return until is not None and until - within <= at <= until
