"""Fetches what an issuer publishes about itself: where to go, and the keys its tokens are signed with."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import jwt

from tettpaa.trust.identity.outside.issuers import Issuer, is_safe_address

TIMEOUT = 8  # seconds; a visitor waits meanwhile
MOST_BYTES = 1_000_000
KEPT_SECONDS = 60 * 60


class NoAnswer(Exception):
    """The issuer does not answer, or answers something else than it must."""


@dataclass(frozen=True)
class Addresses:
    """Where an issuer takes questions. `tells_issuer`: its answers name it (RFC 9207), so one that does not is false."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    takes_basic: bool
    tells_issuer: bool


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """An issuer answers at the address it gave; being sent elsewhere is not followed."""

    def redirect_request(self, *_words: object, **_more: object) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirects)
_kept: dict[str, tuple[float, Any]] = {}


def addresses_of(issuer: Issuer) -> Addresses:
    """From the discovery document, kept for an hour. Raises NoAnswer where it names another issuer."""
    told = _kept_or_fetched(f"{issuer.issuer.rstrip('/')}/.well-known/openid-configuration")
    if told.get("issuer") != issuer.issuer:
        raise NoAnswer("the discovery document names another issuer")
    found = Addresses(
        authorization=str(told.get("authorization_endpoint", "")), token=str(told.get("token_endpoint", "")),
        keys=str(told.get("jwks_uri", "")), userinfo=str(told.get("userinfo_endpoint", "")),
        takes_basic="client_secret_basic" in told.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]),
        tells_issuer=told.get("authorization_response_iss_parameter_supported") is True,
    )  # fmt: skip
    if not all(map(is_safe_address, (found.authorization, found.token, found.keys, found.userinfo or found.token))):
        raise NoAnswer("the discovery document names an address that is not https")
    return found


def key_of(issuer: Issuer, key_id: str | None) -> jwt.PyJWK:
    """The issuer's key of that id; fetched anew where it is not among those we know, for keys change."""
    address = addresses_of(issuer).keys
    found = _key_in(_kept_or_fetched(address), key_id)
    if found is None:
        _kept.pop(address, None)
        found = _key_in(_kept_or_fetched(address), key_id)
    if found is None:
        raise NoAnswer("the token is signed with a key the issuer does not publish")
    return found


def post(address: str, form: Mapping[str, str], headers: Mapping[str, str]) -> dict:
    """The answer to a form, as JSON."""
    return _answer(urllib.request.Request(address, data=urlencode(form).encode(), headers=dict(headers)))  # noqa: S310


def fetch(address: str, headers: Mapping[str, str] | None = None) -> dict:
    """What lies at the address, as JSON."""
    return _answer(urllib.request.Request(address, headers=dict(headers or {})))  # noqa: S310


def forget() -> None:
    """Know nothing of any issuer: the next visitor has all fetched anew."""
    _kept.clear()


def _answer(request: urllib.request.Request) -> dict:
    if not is_safe_address(request.full_url):
        raise NoAnswer("the address is not https")
    request.add_header("Accept", "application/json")
    try:
        with _opener.open(request, timeout=TIMEOUT) as answer:
            told = json.loads(answer.read(MOST_BYTES))
    except (OSError, ValueError) as fault:
        raise NoAnswer(type(fault).__name__) from None
    if not isinstance(told, dict):
        raise NoAnswer("the answer is not an object")
    return told


def _kept_or_fetched(address: str) -> dict:
    until, told = _kept.get(address, (0.0, {}))
    if time.monotonic() >= until:
        told = fetch(address)
        _kept[address] = (time.monotonic() + KEPT_SECONDS, told)
    return told


def _key_in(told: dict, key_id: str | None) -> jwt.PyJWK | None:
    """The signing key with that id; without an id only where there is but one key."""
    try:
        keys = [key for key in jwt.PyJWKSet.from_dict(told).keys if key.public_key_use in (None, "sig")]
    except jwt.PyJWTError:
        return None
    named = [key for key in keys if key.key_id == key_id] if key_id else keys
    return named[0] if len(named) == 1 else None
