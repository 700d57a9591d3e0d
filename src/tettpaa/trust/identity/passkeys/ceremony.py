"""Asks a browser to make or use a passkey (WebAuthn), and checks its answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)  # fmt: skip

from tettpaa.trust.identity.keys import keyed_hash
from tettpaa.trust.identity.models import Passkey, User
from tettpaa.trust.identity.site import origin_of

SITE_NAME = "Tettpå"
MAKING, USING = "passkey_being_made", "passkey_being_used"


class AnswerRefused(Exception):
    """The browser's answer does not prove anything; the message is for tests, never for the visitor."""


@dataclass(frozen=True)
class Made:
    """A new key as the browser gave it."""

    credential_id: str
    credential: bytes
    has_checked_holder: bool
    use_count: int


@dataclass(frozen=True)
class Used:
    """A key that signed our challenge."""

    key: Passkey
    has_checked_holder: bool
    use_count: int


def ask_to_make(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser needs to make a key for the user; keys the user has are not made twice on one device."""
    person = PublicKeyCredentialUserEntity(
        id=bytes.fromhex(keyed_hash("passkey_user", str(user.pk))), name=user.username, display_name=str(user)
    )
    options, state = _server(request).register_begin(
        person, _held(user.passkeys.all()), ResidentKeyRequirement.PREFERRED, UserVerificationRequirement.PREFERRED
    )
    request.session[MAKING] = state
    return dict(options.public_key)


def ask_to_use(request: HttpRequest, user: User | None) -> dict[str, Any]:
    """What the browser needs to use a key: of this user, or of whomever has one on the device."""
    held = _held(user.passkeys.all()) if user else None
    asked = UserVerificationRequirement.PREFERRED if user else UserVerificationRequirement.REQUIRED
    options, state = _server(request).authenticate_begin(held, asked)
    request.session[USING] = state
    return dict(options.public_key)


def read_made(request: HttpRequest, answer: str) -> Made:
    """Check the answer to `ask_to_make`. A challenge is answered once, whatever comes of it."""
    state = request.session.pop(MAKING, None)
    try:
        found = _server(request).register_complete(state, json.loads(answer))
        credential = found.credential_data
        if credential is None:
            raise ValueError("no credential")
    except Exception as fault:
        raise AnswerRefused(str(fault)) from None
    return Made(websafe_encode(credential.credential_id), bytes(credential), found.is_user_verified(), found.counter)


def read_used(request: HttpRequest, answer: str) -> Used:
    """Check the answer to `ask_to_use`: signature, challenge, origin, and that the key is one we know."""
    state = request.session.pop(USING, None)
    try:
        response = AuthenticationResponse.from_dict(json.loads(answer))
        known = Passkey.objects.select_related("user__person").get(credential_id=websafe_encode(response.raw_id))
        _server(request).authenticate_complete(state, _held([known]), response)
        told = response.response.authenticator_data
        _check_holder(response.response.user_handle, known.user)
    except Exception as fault:
        raise AnswerRefused(str(fault)) from None
    return Used(known, told.is_user_verified(), told.counter)


def _check_holder(handle: bytes | None, user: User) -> None:
    """A key that tells whom it belongs to must tell the same as we."""
    if handle and bytes(handle).hex() != keyed_hash("passkey_user", str(user.pk)):
        raise ValueError("the key names another user")


def _server(request: HttpRequest) -> Fido2Server:
    origin = origin_of(request)
    site = PublicKeyCredentialRpEntity(name=SITE_NAME, id=urlsplit(origin).hostname)
    return Fido2Server(site, verify_origin=lambda told: told == origin)


def _held(keys: Any) -> Sequence[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(key.credential)) for key in keys]
