"""What somebody was refused: kept in the log, for log control. Whoever is refused is told nothing, as before."""

import datetime as dt
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure

from tettpaa.kit import clock
from tettpaa.trust.access.declare import Declaration
from tettpaa.trust.access.permissions import Audience
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.audit.brake import TooManyOpened

REFUSED, FORGED, BRAKED = "access_refused", "form_refused", "reading_braked"
TOO_MANY = 429
LONGEST_KEY = 20


def note_refusal(rights: Rights, declaration: Declaration, parts: Mapping[str, object], *, at: dt.datetime) -> None:
    """An address answered as if it did not exist: who tried, which permission it asks for, and the keys in it.

    Nothing is asked of the database about the thing itself: what is hidden and what is absent are noted alike.
    """
    if declaration.permission.audience is not Audience.BY_ROLE:
        return
    keys = {part: str(value)[:LONGEST_KEY] for part, value in parts.items()}
    owner_id = rights.person.owner_id if rights.person is not None else min(rights.asker.owners, default=None)
    record_event(
        by=rights.user.get_username(), at=at, action=REFUSED, about=("permission", declaration.permission.name),
        owner_id=owner_id, details=keys,
    )  # fmt: skip


def braked(request: HttpRequest, rights: Rights, fault: TooManyOpened) -> HttpResponse:
    """Somebody has opened far more pupils than anybody follows up: told plainly, and an event for log control."""
    record_event(
        by=rights.user.get_username(), at=clock.now(), action=BRAKED, about=("user", rights.user.pk),
        owner_id=min(rights.asker.owners, default=None), details={"opened": fault.opened},
    )  # fmt: skip
    return render(request, "access/braked.html", {"until": fault.until}, status=TOO_MANY)


def refuse_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of our own page is sent back, and the log tells whose browser sent it, and where to.

    Who is not signed in can do nothing by a form but sign in, and tries of that are counted: they are no events.
    """
    if request.user.is_authenticated and request.resolver_match is not None:
        person = request.user.person
        record_event(
            by=request.user.get_username(), at=clock.now(), action=FORGED,
            about=("view", request.resolver_match.view_name), owner_id=person.owner_id if person is not None else None,
        )  # fmt: skip
    return csrf_failure(request, reason)
