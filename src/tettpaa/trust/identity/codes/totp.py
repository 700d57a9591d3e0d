"""Codes that an app shows, a new one every half minute (TOTP, RFC 6238 with SHA-1, 30 s, 6 digits: what apps know)."""

import base64
import hashlib
import hmac
import secrets
import struct
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20
# The code before and the one after are taken too: clocks differ, and people type slowly.
DRIFT = 1
ISSUER = "Tettpå"


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def code_at(secret: bytes, step: int) -> str:
    """The six digits of one half minute (RFC 4226, truncated dynamically)."""
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(seconds: float) -> int:
    """The half minute that a Unix time lies in."""
    return int(seconds // STEP_SECONDS)


def matching_step(secret: bytes, code: str, seconds: float) -> int | None:
    """The half minute the code belongs to, among now and its neighbours; None where it belongs to none."""
    now = step_of(seconds)
    found = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), code.encode()):
            found = step
    return found


def written(secret: bytes) -> str:
    """The secret as people type it: base32 in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def address_for_app(secret: bytes, username: str) -> str:
    """The 'otpauth:' address that the QR code holds."""
    asked = urlencode({"secret": base64.b32encode(secret).decode(), "issuer": ISSUER}, quote_via=quote)
    return f"otpauth://totp/{quote(ISSUER)}:{quote(username)}?{asked}"
