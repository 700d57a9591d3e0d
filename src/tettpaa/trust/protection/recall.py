"""Tilbakekalling: who has had sight of somebody before the protection was raised, so that each can be spoken with."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max

from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.models import AccessRecord

DAYS_BACK = 731  # 24 months, a leap day included


@dataclass(frozen=True)
class Seen:
    """One user's looks on one page: `kind` says whether the pupil was opened, listed, exported or written to."""

    by: str
    page: str
    kind: str
    times: int
    last_at: dt.datetime


def recall_list(person: Person, at: dt.datetime) -> list[Seen]:
    """Everybody the person has been shown to in the last 24 months, the latest first. One read of the log."""
    since = at - dt.timedelta(days=DAYS_BACK)
    looks = AccessRecord.objects.filter(pupil_key=person.pk, at__gte=since, at__lte=at)
    rows = looks.values_list("by", "page", "kind").annotate(times=Count("id"), last_at=Max("at")).order_by("-last_at")
    return [Seen(*row) for row in rows]
