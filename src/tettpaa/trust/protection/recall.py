"""Tilbakekalling: who has had sight of somebody before the protection was raised, so that each can be spoken with."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max

from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.exports.queries import holding

DAYS_BACK = 731  # 24 months, a leap day included


@dataclass(frozen=True)
class Seen:
    """One user's looks on one page: `kind` says whether the pupil was opened, listed, exported or written to."""

    by: str
    page: str
    kind: str
    times: int
    last_at: dt.datetime


@dataclass(frozen=True)
class Held:
    """A file that held the person: who took it out, for what, until when it lay here, and how often it left the site."""

    export: str
    by: str
    kind: str
    purpose: str
    made_at: dt.datetime
    expires_at: dt.datetime | None
    times_fetched: int
    fetched_at: dt.datetime | None


def recalled_exports(person: Person, at: dt.datetime) -> list[Held]:
    """Every file of the last 24 months that held the person, fetched or not, the latest first. One read."""
    found = holding(person, at - dt.timedelta(days=DAYS_BACK), at)
    return [
        Held(
            export.pk, export.user.username, export.kind, export.purpose, export.made_at, export.expires_at,
            export.times_fetched, export.fetched_at,
        )
        for export in found
        if export.made_at is not None
    ]  # fmt: skip


def recall_list(person: Person, at: dt.datetime) -> list[Seen]:
    """Everybody the person has been shown to in the last 24 months, the latest first. One read of the log.

    A file that was fetched stands here as kind 'export'; `recalled_exports` tells which file, for what, and also those
    nobody has fetched.
    """
    since = at - dt.timedelta(days=DAYS_BACK)
    looks = AccessRecord.objects.filter(pupil_key=person.pk, at__gte=since, at__lte=at)
    rows = looks.values_list("by", "page", "kind").annotate(times=Count("id"), last_at=Max("at")).order_by("-last_at")
    return [Seen(*row) for row in rows]
