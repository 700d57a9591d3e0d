"""How surely we know who is signed in. Pure: access rules compare these, pages ask for them."""

from enum import IntEnum


class Strength(IntEnum):
    """Ordered: a zone names the least it lets in (`trust.md` 2.2)."""

    NONE = 0
    PLAIN = 1  # a password, or Feide without a second factor
    TWO_FACTORS = 2  # Feide with a second factor, password with TOTP, ID-porten substantial
    HIGH = 3  # ID-porten high, or a passkey that checked its holder
