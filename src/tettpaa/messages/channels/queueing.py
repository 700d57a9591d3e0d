"""Finding what is to be told by mail, and writing a delivery for each, once."""

import datetime as dt
from collections import Counter
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet

from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.channels.rules import digest_week, limits_on
from tettpaa.messages.channels.states import FAILED, NOT_NEEDED, QUEUED
from tettpaa.messages.outbox.models import Message
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner

MAIL = "smtp"


def reached_by_mail(owner: Owner) -> QuerySet[Person]:
    """The owner's people who may sign in and have a work address (TETTPAA_MAIL_DOMAINS)."""
    in_domain = Q(pk__in=[])
    for domain in settings.TETTPAA_MAIL_DOMAINS:
        in_domain |= Q(email__iendswith=f"@{domain}")
    return Person.objects.filter(in_domain, owner=owner, is_gone=False, users__is_active=True).distinct()


def urgent_to_mail(owner: Owner, at: dt.datetime) -> QuerySet[Message]:
    """Urgent messages nobody has seen or mailed, to people who have not had the hour's share; oldest first."""
    limits = limits_on(at.date())
    # Ordered away: the digest is not counted, and neither are letters.
    had = Delivery.objects.filter(to__owner=owner, message__isnull=False, queued_at__gt=at - dt.timedelta(hours=1))
    full = had.values("to").annotate(mails=Count("pk")).filter(mails__gte=limits.to_one_an_hour).values("to")
    waiting = Message.objects.filter(
        to__in=reached_by_mail(owner), is_urgent=True, seen_at=None, deliveries=None,
        queued_at__gt=at - limits.urgent_for,
    ).exclude(to__in=full)  # fmt: skip
    return waiting.order_by("queued_at", "pk")


def queue_urgent(owner: Owner, at: dt.datetime) -> int:
    """A mail for each urgent message, as many to each as the hour allows. Answers how many were written."""
    most, given, written = limits_on(at.date()).to_one_an_hour, Counter(_given_this_hour(owner, at)), 0
    for message in urgent_to_mail(owner, at):
        if given[message.to_id] >= most:
            continue
        given[message.to_id] += 1
        written += _written(to_id=message.to_id, pupil_id=message.pupil_id, message=message, at=at)
    return written


def people_to_digest(owner: Owner, now: dt.datetime) -> QuerySet[Person]:
    """Those whose digest of this week is not written yet; nobody before its day and hour."""
    week = digest_week(now, limits_on(now.date()))
    if week is None:
        return Person.objects.none()
    written = Delivery.objects.filter(channel=MAIL, week=week).values("to")
    return reached_by_mail(owner).exclude(pk__in=written)


def queue_digests(owner: Owner, now: dt.datetime) -> int:
    """One delivery a person and week; whether it has anything to tell is found out when it leaves."""
    week = digest_week(now, limits_on(now.date()))
    return sum(_written(to_id=person.pk, week=week, at=now) for person in people_to_digest(owner, now))


def queue_letter(
    *, channel: str, to: Person, pupil: Person, about: UUID, subject: str, body: str, at: dt.datetime
) -> None:
    """A letter's delivery, as part of the transaction that sends it; one for each channel and `about`."""
    Delivery.objects.create(
        channel=channel, to=to, pupil=pupil, about=str(about), subject=subject, body=body, state=QUEUED,
        next_try_at=at, queued_at=at,
    )  # fmt: skip


def skip_unsent(*, among: QuerySet[Delivery], why: str) -> None:
    """None of these leaves; what a worker holds this moment is perhaps gone already, and is left to it."""
    among.filter(state__in=(QUEUED, FAILED)).update(state=NOT_NEEDED, why=why, body="")


def _given_this_hour(owner: Owner, at: dt.datetime) -> dict[int, int]:
    had = Delivery.objects.filter(to__owner=owner, message__isnull=False, queued_at__gt=at - dt.timedelta(hours=1))
    return dict(had.values("to").annotate(mails=Count("pk")).values_list("to", "mails"))


def _written(*, at: dt.datetime, **fields: object) -> bool:
    """Whether it was written: another worker may have come first, and then there is one all the same."""
    try:
        with transaction.atomic():
            Delivery.objects.create(channel=MAIL, state=QUEUED, next_try_at=at, queued_at=at, **fields)
    except IntegrityError:
        return False
    return True
