"""What a protected address hides, from everybody who is not named for the pupil. Pure.

Source: folkeregisterloven § 10-4 and docs/explanation/trust.md.
"""

from enum import StrEnum


class Grade(StrEnum):
    """Adressebeskyttelse. The grade itself is a secret of the address zone."""

    STRICT = "strict"  # strengt fortrolig (6): the pupil is not there
    CONFIDENTIAL = "confidential"  # fortrolig (7): work goes on, without address, contact and relatives
    CLIENT = "client"  # klientadresse: the address alone


_RELATIVES = frozenset({"contact_address", "guardian_link"})
_HIDDEN = {Grade.CONFIDENTIAL: _RELATIVES, Grade.CLIENT: frozenset({"contact_address"})}


def hides(grade: Grade, thing: str) -> bool:
    """Whether the grade hides a thing of the matrix; the strictest hides everything, also what has no thing."""
    return grade is Grade.STRICT or thing in _HIDDEN[grade]
