"""Leaves for an issuer and comes back from it: authorization code with PKCE (OpenID Connect Core 3.1, RFC 7636)."""

import base64
import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import asdict, dataclass
from urllib.parse import quote, urlencode

import jwt
from django.http import HttpRequest
from django.urls import reverse

from tettpaa.trust.identity.outside import documents
from tettpaa.trust.identity.outside.issuers import Issuer
from tettpaa.trust.identity.outside.token import TokenRefused, checked
from tettpaa.trust.identity.site import origin_of
from tettpaa.trust.identity.strength import Strength

LEFT = "outside"  # where the session keeps who left for an issuer, by state
LASTS = dt.timedelta(minutes=10)
MOST_AT_ONCE = 5  # tabs


class OutsideRefused(Exception):
    """The way back did not stand a check; `why` is one word for the log."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Departure:
    """One visitor on the way to one issuer, remembered in the session until the answer comes, once."""

    issuer: str
    nonce: str
    verifier: str
    at: str
    target: str
    needs: str
    is_fresh_wanted: bool


@dataclass(frozen=True)
class Told:
    """What an issuer has told: the person's name there, what it never gives to another, how surely, and the departure."""

    name: str
    subject: str
    strength: Strength
    departure: Departure


def leave(
    request: HttpRequest, issuer: Issuer, *, target: str, needs: Strength, wants_fresh: bool, at: dt.datetime
) -> str:
    """The address at the issuer to send the visitor to. Raises `documents.NoAnswer`."""
    address = documents.addresses_of(issuer).authorization
    state = secrets.token_urlsafe(32)
    departure = Departure(
        issuer.key,
        secrets.token_urlsafe(32),
        secrets.token_urlsafe(48),
        at.isoformat(),
        target,
        needs.name,
        wants_fresh,
    )
    others = list(request.session.get(LEFT, {}).items())[1 - MOST_AT_ONCE :]
    request.session[LEFT] = {**dict(others), _hashed(state): asdict(departure)}
    return f"{address}{'&' if '?' in address else '?'}{urlencode(_question(request, issuer, departure, state))}"


def come_back(request: HttpRequest, issuer: Issuer, at: dt.datetime) -> Told:
    """Read the answer the visitor brings, and fetch and check the token. Raises OutsideRefused."""
    departure = _departure_of(request, issuer, at)
    try:
        addresses = documents.addresses_of(issuer)
        told_issuer = request.GET.get("iss")
        if (told_issuer or addresses.tells_issuer) and told_issuer != issuer.issuer:
            raise OutsideRefused("issuer")
        if "error" in request.GET or not request.GET.get("code"):
            raise OutsideRefused("declined")
        answer = _exchange(request, issuer, addresses, departure, at)
        left_at = dt.datetime.fromisoformat(departure.at)
        claims = checked(
            str(answer.get("id_token", "")), issuer=issuer, nonce=departure.nonce, now=at,
            shown_after=left_at if departure.is_fresh_wanted else None,
        )  # fmt: skip
        name = _name_in(claims, answer, issuer, addresses)
        return Told(name, str(claims["sub"]), issuer.strength_of(claims), departure)
    except TokenRefused as fault:
        raise OutsideRefused(f"token_{fault.why}") from None
    except documents.NoAnswer:
        raise OutsideRefused("no_answer") from None


def _question(request: HttpRequest, issuer: Issuer, departure: Departure, state: str) -> dict[str, str]:
    """What the visitor asks the issuer."""
    digest = hashlib.sha256(departure.verifier.encode()).digest()
    asked = {
        "response_type": "code", "client_id": issuer.client_id, "scope": " ".join(issuer.scopes),
        "redirect_uri": _way_back(request, issuer), "state": state, "nonce": departure.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), "code_challenge_method": "S256",
    }  # fmt: skip
    if acr := issuer.acr_values_for(Strength[departure.needs]):
        asked["acr_values"] = acr
    return asked | ({"prompt": "login", "max_age": "0"} if departure.is_fresh_wanted else {})


def _departure_of(request: HttpRequest, issuer: Issuer, at: dt.datetime) -> Departure:
    """Who left with this state, from this browser, for this issuer, not long ago; each state is taken once."""
    left = dict(request.session.get(LEFT, {}))
    kept = left.pop(_hashed(request.GET.get("state", "")), None)
    request.session[LEFT] = left
    if kept is None:
        raise OutsideRefused("state")
    departure = Departure(**kept)
    is_late = at - dt.datetime.fromisoformat(departure.at) > LASTS
    if is_late or not hmac.compare_digest(departure.issuer.encode(), issuer.key.encode()):
        raise OutsideRefused("state")
    return departure


def _exchange(
    request: HttpRequest, issuer: Issuer, addresses: documents.Addresses, departure: Departure, at: dt.datetime
) -> dict:
    """The code for the tokens, straight from us to the issuer."""
    form = {
        "grant_type": "authorization_code", "code": request.GET["code"], "redirect_uri": _way_back(request, issuer),
        "client_id": issuer.client_id, "code_verifier": departure.verifier,
    }  # fmt: skip
    headers = {}
    if issuer.private_key:
        form |= {"client_assertion": _assertion(issuer, addresses.token, at),
                 "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}  # fmt: skip
    elif issuer.secret and addresses.takes_basic:
        pair = f"{quote(issuer.client_id, safe='')}:{quote(issuer.secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    elif issuer.secret:
        form["client_secret"] = issuer.secret
    return documents.post(addresses.token, form, headers)


def _assertion(issuer: Issuer, audience: str, now: dt.datetime) -> str:
    """Our own signature instead of a secret (RFC 7523), good for two minutes."""
    said = {"iss": issuer.client_id, "sub": issuer.client_id, "aud": audience, "jti": secrets.token_urlsafe(16),
            "iat": now, "exp": now + dt.timedelta(minutes=2)}  # fmt: skip
    head = {"kid": issuer.private_key_id} if issuer.private_key_id else None
    return jwt.encode(said, issuer.private_key, algorithm="RS256", headers=head)


def _name_in(claims: dict, answer: dict, issuer: Issuer, addresses: documents.Addresses) -> str:
    """The claim that names the person: in the token, else from the issuer's page about who is signed in."""
    told = claims.get(issuer.claim)
    if told is None and addresses.userinfo and answer.get("access_token"):
        more = documents.fetch(addresses.userinfo, {"Authorization": f"Bearer {answer['access_token']}"})
        if more.get("sub") != claims["sub"]:
            raise OutsideRefused("subject")
        told = more.get(issuer.claim)
    name = told[0] if isinstance(told, list) and told else told
    if not isinstance(name, str) or not name.strip():
        raise OutsideRefused("claim")
    return name


def _way_back(request: HttpRequest, issuer: Issuer) -> str:
    return f"{origin_of(request)}{reverse('identity:come_back', args=[issuer.key])}"


def _hashed(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
