"""How guessing is slowed down, when a session is over, and which personas are open. Pure: instants are handed in."""

import datetime as dt
from collections.abc import Iterable

MOST_FAILURES = 5
WITHIN = dt.timedelta(minutes=15)
# A whole school may stand behind one address, so an address closes later than a name.
MOST = {"name": MOST_FAILURES, "second": MOST_FAILURES, "address": 60}


def locked_until(failures: Iterable[dt.datetime], now: dt.datetime, most: int = MOST_FAILURES) -> dt.datetime | None:
    """When what was tried may be tried again; None when it may be tried now.

    Five failures within 15 minutes close a name until 15 minutes after the first of the last five.
    """
    recent = sorted(failure for failure in failures if now - WITHIN < failure <= now)
    if len(recent) < most:
        return None
    return recent[-most] + WITHIN


def session_end(
    *, began_at: dt.datetime, seen_at: dt.datetime, now: dt.datetime, idle: dt.timedelta, longest: dt.timedelta
) -> str:
    """'idle' when nothing was heard for longer than `idle`, 'long' when it has lasted longer than `longest`, else ''."""
    if now - began_at >= longest:
        return "long"
    return "idle" if now - seen_at >= idle else ""


def persona_for(*, wanted: str, open_to: Iterable[str]) -> str:
    """'staff' or 'private': the one wanted if it is open to the user, else staff if that is, else private.

    Who is neither at work here nor a pupil or a guardian acts as staff: an operator with a granted role.
    """
    personas = list(open_to)
    if wanted in personas:
        return wanted
    return "private" if "private" in personas and "staff" not in personas else "staff"
