"""What the installation's identity key does: seals secrets that must be read again, hashes names that must not be."""

import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


def keyed_hash(purpose: str, text: str) -> str:
    """64 hexadecimal digits. Without the key, nobody can try all national numbers against it."""
    return hmac.new(_key_for(purpose), text.encode(), hashlib.sha256).hexdigest()


def seal(purpose: str, secret: bytes, holder: str) -> bytes:
    """The secret, to be opened again for this very `holder` only (AES-256-GCM)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_key_for(purpose)).encrypt(nonce, secret, holder.encode())


def unseal(purpose: str, sealed: bytes, holder: str) -> bytes:
    """What was sealed; raises `cryptography.exceptions.InvalidTag` for another holder or a changed key."""
    return AESGCM(_key_for(purpose)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], holder.encode())


def _key_for(purpose: str) -> bytes:
    """A key of 32 bytes for one purpose, so that a hash made for one never fits another."""
    return hmac.new(settings.TETTPAA_IDENTITY_KEY.encode(), f"tettpaa.identity.{purpose}".encode(), "sha256").digest()
