"""The weekly sample: some reads of each school, drawn so that nobody chooses them. Pure.

Each read of the week gets a number from a key that stands in no database, and the lowest are drawn. Who draws again, in
another order or after a crash, draws the same; who does not hold the key cannot tell which reads will be asked about.
"""

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable

from tettpaa.trust.log_control.rules import Read


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def drawn(reads: Iterable[Read], *, size: int, key: bytes, school: int, monday: dt.date) -> list[Read]:
    """At most `size` reads of a school's week, each of another pair of user and pupil, in the order drawn."""
    seed = hmac.digest(key, f"log sample {school} {monday.isoformat()}".encode(), hashlib.sha256)
    first: dict[tuple[str, int], Read] = {}
    for read in reads:
        known = first.get((read.by, read.pupil))
        if known is None or read.at < known.at:
            first[read.by, read.pupil] = read
    return sorted(first.values(), key=lambda read: _number(seed, read))[:size]


def _number(seed: bytes, read: Read) -> bytes:
    return hmac.digest(seed, f"{read.by} {read.pupil}".encode(), hashlib.sha256)
