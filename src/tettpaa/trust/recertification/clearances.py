"""Clearances for protected pupils in the quarter's round: the custodians of the pupil's school keep or end them.

They are no reviews, which leaders and the holder see: that somebody is cleared tells that a pupil is protected.
"""

import datetime as dt

from django.db.models import Q, QuerySet

from tettpaa.schools.people.queries import live_on
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.protection.actions import lapse_clearance
from tettpaa.trust.protection.models import Clearance
from tettpaa.trust.recertification.models import Round

KEPT = "protection_raise"
A_DAY = dt.timedelta(days=1)


def unconfirmed(opened: Round, on: dt.date) -> QuerySet[Clearance]:
    """Given before the round opened, not confirmed since, and not over by itself before answers are due."""
    lasts = Q(valid_to=None) | Q(valid_to__gt=opened.answer_by)
    is_old = Q(confirmed_at=None) | Q(confirmed_at__lt=opened.opened_at)
    standing = Clearance.objects.filter(live_on(on), lasts, is_old, granted_at__lt=opened.opened_at)
    return standing.filter(pupil__owner=opened.owner_id)


def clearances_waiting(rights: Rights) -> tuple[QuerySet[Clearance], dt.date | None]:
    """Those the reader is to confirm as a custodian, by pupil and name, and the day they lapse; never the reader's own."""
    opened = Round.objects.filter(owner__in=rights.asker.owners, closed_at=None).order_by("answer_by").first()
    if opened is None:
        return Clearance.objects.none(), None
    mine = unconfirmed(opened, rights.on).filter(pupil__in=rights.pupils(KEPT)).exclude(user=rights.user.pk)
    listed = mine.select_related("user__person", "pupil").order_by("pupil__sort_key", "user__username", "pk")
    return listed, opened.answer_by


def lapse_unconfirmed(*, opened: Round, by: str, at: dt.datetime, on: dt.date) -> int:
    """After the last day for answers: each that nobody has confirmed held through yesterday. How many lapsed."""
    return sum(
        lapse_clearance(clearance=each, last_day=on - A_DAY, opened_at=opened.opened_at, by=by, at=at)
        for each in unconfirmed(opened, on).order_by("pk")
    )
