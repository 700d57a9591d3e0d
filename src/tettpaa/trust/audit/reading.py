"""The reading log: who was shown which pupils, committed before the first byte leaves."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.http import HttpRequest

from tettpaa.kit import clock
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.trust.audit.actions import Look, record_access
from tettpaa.trust.audit.brake import brake
from tettpaa.trust.audit.things import EMERGENCY, PURPOSES, told_by

OPENED, LISTED, EXPORTED = "opened", "listed", "export"
OWN = "own"  # the purpose of one's own pages


def shown(
    request: HttpRequest, pupils: Iterable[int], page: str, kind: str = LISTED, permission: str = "", purpose: str = ""
) -> None:
    """Log the pupils (keys) that `page` is about to show: 'opened' for a page about one, 'listed' for lists,
    'export' for a file.

    Called by the view before it answers, with an empty list too: a page that names pupils and has
    not called this is refused. If the log cannot be written, the page is not sent. A pupil the
    reader has no right to see stops the page as well, and so does opening too many within an hour or a day
    (`brake.py`). `purpose` is given where the reader chose it;
    else the page implies it.
    """
    keys = list(dict.fromkeys(pupils))
    thing, implied = told_by(page)
    if purpose and purpose not in PURPOSES:
        raise LookupError(f"no purpose is called {purpose!r}; trust/audit/things.py lists them")
    reasons = request.rights.reasons_for(permission or request.declaration.permission.name, keys) if keys else {}
    if strangers := len(keys) - len(reasons):
        raise PermissionError(f"{page} was about to show {strangers} pupils without a right to see them")
    if keys and kind == OPENED and implied != OWN and not all(map(_is_emergency, reasons.values())):
        brake(by=request.user.get_username(), pupils=keys, at=clock.now(), on=request.rights.on)
    if keys:
        units = units_of(keys, request.rights.on, _schools_of(request))
        record_access(
            by=request.user.get_username(), at=clock.now(), page=page, kind=kind, thing=thing,
            purpose=purpose or implied, looks=[Look(key, reasons[key], units.get(key)) for key in keys],
        )  # fmt: skip
    request.has_shown = True


def _is_emergency(reason: str) -> bool:
    """Who got in by an emergency opening, of which there are few a day, never waits."""
    return reason.partition(" ")[0] == EMERGENCY


def units_of(pupils: Sequence[int], on: dt.date, preferred: Iterable[int] = ()) -> dict[int, int]:
    """Pupil → the school the pupil goes to on the day; of several, one of `preferred`. One read."""
    enrolled = live_enrolments(on).filter(pupil__in=pupils).order_by("school_id").values_list("pupil_id", "school_id")
    first = set(preferred)
    # The last one written stands: those preferred are written last.
    return dict(sorted(enrolled, key=lambda row: row[1] in first))


def _schools_of(request: HttpRequest) -> list[int]:
    """Schools the reader leads or counsels at."""
    return [tie.place.key for tie in request.rights.ties if tie.place.kind == "school"]
