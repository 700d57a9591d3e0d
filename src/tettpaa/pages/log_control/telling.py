"""Whoever answers for an alert is told of it, and again when it is soon due; never of one the reader may not see."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from tettpaa.messages.outbox.actions import tell
from tettpaa.messages.outbox.models import Message
from tettpaa.schools.places.models import Owner
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.log_control.limits import limits_on
from tettpaa.trust.log_control.models import LogAlert
from tettpaa.trust.log_control.queries import waiting

RAISED, DUE = "log_alert_raised", "log_alert_due"


def untold(owner: Owner, at: dt.datetime, on: dt.date) -> Iterator[tuple[User, LogAlert, str]]:
    """(who answers for it, the alert, the kind of message) for each that has not been told.

    An alert about a protected pupil alone is not there for who is not named, and then nothing is told either.
    """
    soon = on + dt.timedelta(days=limits_on(on).warn_days)
    standing = LogAlert.objects.filter(owner=owner, closed_at=None, responsible__person__isnull=False)
    waits = [(alert, kind) for alert in standing.select_related("responsible__person").order_by("due_on", "pk")
             for kind in ((RAISED, DUE) if alert.due_on <= soon else (RAISED,))]  # fmt: skip
    told = set(Message.objects.filter(kind__in=(RAISED, DUE)).values_list("to", "kind", "about")) if waits else set()
    seen: dict[int, set[int]] = {}
    for alert, kind in waits:
        user = alert.responsible
        if user is None or (user.person_id, kind, str(alert.reference)) in told:
            continue
        if user.pk not in seen:
            seen[user.pk] = set(waiting(Rights(user, at, Strength.TWO_FACTORS)).values_list("pk", flat=True))
        if alert.pk in seen[user.pk]:
            yield user, alert, kind


def is_due(owner: Owner, at: dt.datetime, on: dt.date) -> bool:
    return any(untold(owner, at, on))


def tell_of_alerts(owner: Owner, *, by: str, at: dt.datetime, on: dt.date) -> None:
    """Once of each, however often the job runs."""
    for user, alert, kind in list(untold(owner, at, on)):
        if user.person is not None:
            with transaction.atomic():
                tell(to=user.person, kind=kind, about=alert.reference, by=by, at=at)
