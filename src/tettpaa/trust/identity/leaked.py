"""Whether a password is known to have leaked: looked up in a file on this machine, so that no password leaves it.

The file is the one Have I Been Pwned gives out (SHA-1, "ordered by hash"): one line for each, 40 hexadecimal digits, then
perhaps a colon and how often it was seen, in ascending order. It holds close to a billion lines and is searched by halves.
SHA-1 is the list's own choice and protects nothing here.
"""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tettpaa.trust.identity.models import User

DIGITS = 40
LONGEST_LINE = 80  # bytes: the digits, a colon, a count and the end of the line


class LeakedValidator:
    """Refuses what stands in the file that TETTPAA_LEAKED_PASSWORDS names; without a file nothing is refused here."""

    def validate(self, password: str, user: User | None = None) -> None:
        if settings.TETTPAA_LEAKED_PASSWORDS and has_leaked(password, Path(settings.TETTPAA_LEAKED_PASSWORDS)):
            raise ValidationError(
                _("Passordet står på en liste over passord som er lekket et sted. Velg et annet."),
                code="password_leaked",
            )

    def get_help_text(self) -> str:
        return _("Passordet ditt kan ikke være et som er lekket et annet sted.")


def has_leaked(password: str, file: Path) -> bool:
    """Whether the password's digest stands in the sorted file. Some thirty reads; a file that is not there is a fault."""
    sought = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with file.open("rb") as lines:
        return _first_not_before(lines, sought) == sought


def _first_not_before(lines: BinaryIO, sought: bytes) -> bytes:
    """The first digest that does not come before the one sought; b'' where all do."""
    low, high = 0, lines.seek(0, os.SEEK_END)
    while low < high:  # the first line that begins at or after `low` is never before what is sought once high meets low
        middle = (low + high) // 2
        if (found := _digest_after(lines, middle)) and found < sought:
            low = middle + 1
        else:
            high = middle
    return _digest_after(lines, low)


def _digest_after(lines: BinaryIO, place: int) -> bytes:
    """The digest on the first line that begins at `place` or after it; b'' at the end."""
    lines.seek(max(place - 1, 0))
    if place:
        lines.readline(LONGEST_LINE)  # what is left of the line before
    return lines.readline(LONGEST_LINE)[:DIGITS].strip().upper()
