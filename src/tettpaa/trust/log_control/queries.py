"""Alerts as their readers may see them, and figures of how they are answered."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from tettpaa.kit.clock import OSLO
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.audit.reading import OPENED
from tettpaa.trust.log_control.models import LogAlert

FIGURES_OVER = dt.timedelta(days=365)


def alerts_for(rights: Rights) -> QuerySet[LogAlert]:
    """Alerts of the schools the reader answers for; never about the reader's own reads.

    `pupil_count` is without pupils whose protection hides them from this reader, and what is about nobody else is not there.
    Those of an owner that belong to no school are the privacy officer's.
    """
    owners = {tie.place.key for tie in rights.ties if tie.role is Role.PRIVACY_OFFICER}
    is_mine = Q(school__in=rights.schools("log_review")) | Q(school=None, owner__in=owners)
    is_seen = ~Q(pupils__pupil_key__in=rights.hidden) if rights.hidden else Q()
    counted = LogAlert.objects.filter(is_mine).exclude(reader=rights.user.get_username())
    counted = counted.annotate(pupil_count=Count("pupils", filter=is_seen), all_pupils=Count("pupils"))
    shown = counted.filter(Q(pupil_count__gt=0) | Q(all_pupils=0))
    return shown.select_related("school", "responsible__person")


def waiting(rights: Rights) -> QuerySet[LogAlert]:
    return alerts_for(rights).filter(closed_at=None).order_by("due_on", "pk")


def closed(rights: Rights) -> QuerySet[LogAlert]:
    """The newest first."""
    return alerts_for(rights).exclude(closed_at=None).order_by("-closed_at", "-pk")


@dataclass(frozen=True)
class Figures:
    """`in_time`: percent of those that were due or closed in the last year that were closed by the day; None for none."""

    waiting: int
    overdue: int
    in_time: float | None


def figures_for(rights: Rights) -> Figures:
    """Of what the reader sees."""
    today = rights.on
    rows = alerts_for(rights).filter(found_on__gt=today - FIGURES_OVER)
    told = rows.values_list("due_on", "closed_at")
    waiting_until = [due for due, closed_at in told if closed_at is None]
    closed_in_time = [_day(closed_at) <= due for due, closed_at in told if closed_at is not None]
    overdue = sum(due < today for due in waiting_until)
    judged = len(closed_in_time) + overdue
    return Figures(len(waiting_until), overdue, 100 * sum(closed_in_time) / judged if judged else None)


def reads_behind(alert: LogAlert) -> QuerySet[AccessRecord]:
    """The log's own rows, in the order of reading."""
    pupils = alert.pupils.values("pupil_key")
    rows = AccessRecord.objects.filter(by=alert.reader, kind=OPENED, pupil_key__in=pupils)
    return rows.filter(at__gte=alert.first_at, at__lte=alert.last_at).order_by("at", "id")


def open_counts() -> dict[int, int]:
    """User → how many alerts wait for them."""
    rows = LogAlert.objects.filter(closed_at=None, responsible__isnull=False)
    return dict(rows.values(user=F("responsible")).annotate(count=Count("pk")).values_list("user", "count"))


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(OSLO).date()
