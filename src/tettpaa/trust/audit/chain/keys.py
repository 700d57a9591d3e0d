"""The keys the chain is linked with: made from the installation's secret, never kept in the database."""

from functools import cache

from django.conf import settings
from django.utils.crypto import salted_hmac


def all_keys() -> list[bytes]:
    """From the secrets in TETTPAA_AUDIT_KEYS, oldest first; the last is the one new rows are linked with."""
    return [_key_from(secret) for secret in settings.TETTPAA_AUDIT_KEYS]


def key_now() -> bytes:
    return _key_from(settings.TETTPAA_AUDIT_KEYS[-1])


@cache
def _key_from(secret: str) -> bytes:
    return salted_hmac("tettpaa.trust.audit.chain", "", secret=secret, algorithm="sha256").digest()
