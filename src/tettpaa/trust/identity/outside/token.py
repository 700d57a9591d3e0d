"""Checks an id_token: that the issuer signed it, for us, now, and for this very sign-in."""

import datetime as dt
import hmac

import jwt

from tettpaa.trust.identity.outside.documents import NoAnswer, key_of
from tettpaa.trust.identity.outside.issuers import Issuer

MUST_HAVE = ["iss", "sub", "aud", "exp", "iat"]
LEEWAY = dt.timedelta(minutes=1)  # how far two servers' clocks may be apart
OLDEST = dt.timedelta(minutes=10)
# What an id_token calls itself, where it says so. Another kind (at+jwt, logout+jwt) is for another purpose (RFC 8725 3.11).
KINDS = frozenset({"jwt", "application/jwt"})


class TokenRefused(Exception):
    """`why` is one word for the log: which check the token did not stand."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


WORDS = {
    jwt.ExpiredSignatureError: "expired", jwt.InvalidAudienceError: "audience", jwt.InvalidIssuerError: "issuer",
    jwt.ImmatureSignatureError: "early", jwt.InvalidIssuedAtError: "early", jwt.InvalidSignatureError: "signature",
    jwt.MissingRequiredClaimError: "incomplete", jwt.InvalidAlgorithmError: "algorithm",
}  # fmt: skip


def checked(token: str, *, issuer: Issuer, nonce: str, now: dt.datetime, shown_after: dt.datetime | None) -> dict:
    """The claims of a token that stands every check (OpenID Connect Core 3.1.3.7); else TokenRefused.

    `shown_after`: the person must have shown who it is since then, where we asked for that.
    """
    claims = _signed_claims(token, issuer)
    if not _is_for_us(claims, issuer):
        raise TokenRefused("audience")
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise TokenRefused("nonce")
    if now - _instant(claims, "iat") > OLDEST:
        raise TokenRefused("old")
    if shown_after is not None and _instant(claims, "auth_time") < shown_after - LEEWAY:
        raise TokenRefused("stale")
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise TokenRefused("incomplete")
    return claims


def _signed_claims(token: str, issuer: Issuer) -> dict:
    """Signature, issuer, audience and times, by the library; the algorithm must be one we take from this issuer."""
    try:
        head = jwt.get_unverified_header(token)
        if head.get("alg") not in issuer.algorithms:
            raise TokenRefused("algorithm")
        if str(head.get("typ", "JWT")).casefold() not in KINDS:
            raise TokenRefused("kind")
        return jwt.decode(
            token, key_of(issuer, head.get("kid")), algorithms=[head["alg"]], audience=issuer.client_id,
            issuer=issuer.issuer, leeway=LEEWAY, options={"require": MUST_HAVE},
        )  # fmt: skip
    except NoAnswer:
        raise TokenRefused("key") from None
    except (jwt.PyJWTError, ValueError, TypeError) as fault:
        raise TokenRefused(WORDS.get(type(fault), "unreadable")) from None


def _is_for_us(claims: dict, issuer: Issuer) -> bool:
    """Several audiences need an `azp`, and an `azp` must be us."""
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    party = claims.get("azp")
    return party == issuer.client_id if several or party is not None else True


def _instant(claims: dict, name: str) -> dt.datetime:
    """A time in the token; TokenRefused where it is missing or no time."""
    told = claims.get(name)
    if not isinstance(told, int | float) or isinstance(told, bool):
        raise TokenRefused("stale" if name == "auth_time" else "incomplete")
    return dt.datetime.fromtimestamp(told, dt.UTC)
