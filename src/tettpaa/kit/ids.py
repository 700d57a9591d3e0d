"""Keys made from the source's own ids, so that the same thing always gets the same key; and ids read from what is sent."""

import hashlib
from uuid import UUID

_POSITIVE_62_BITS = (1 << 62) - 1


def key_of(salt: bytes, *parts: str) -> int:
    """A positive 62-bit key for `parts`, fixed by the owner's `salt`.

    Two imports of the same source id meet in the same key without asking a database, and nobody
    can find a source id (which may be a national identity number) from a key without the salt.
    62 bits: the chance that any two of ten million keys meet is about one in 90,000.
    """
    digest = hashlib.blake2b("\x1f".join(parts).encode(), key=salt, digest_size=8).digest()
    return int.from_bytes(digest) & _POSITIVE_62_BITS


def uuid_in(text: str) -> UUID | None:
    """The random id that `text` is, as a form or an address sends it; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
