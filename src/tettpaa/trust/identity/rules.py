"""How guessing passwords is slowed down. Pure: instants are handed in."""

import datetime as dt
from collections.abc import Iterable

MOST_FAILURES = 5
WITHIN = dt.timedelta(minutes=15)


def locked_until(failures: Iterable[dt.datetime], now: dt.datetime) -> dt.datetime | None:
    """When the name may be tried again; None when it may be tried now.

    Five failures within 15 minutes close the name until 15 minutes after the first of the last five.
    """
    recent = sorted(failure for failure in failures if now - WITHIN < failure <= now)
    if len(recent) < MOST_FAILURES:
        return None
    return recent[-MOST_FAILURES] + WITHIN
