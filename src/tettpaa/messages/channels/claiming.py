"""Taking one delivery to send, and writing what came of it. Two workers never hold the same one."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import F, Q

from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.channels.rules import limits_on, next_try
from tettpaa.messages.channels.states import FAILED, GIVEN_UP, NOT_NEEDED, QUEUED, SENDING, SENT
from tettpaa.schools.places.models import Owner


def due(at: dt.datetime) -> Q:
    """Deliveries whose time has come, and those whose holder has let the claim run out."""
    waits = Q(state__in=(QUEUED, FAILED), next_try_at__lte=at)
    return waits | Q(state=SENDING, claimed_until__lte=at)


def claim(owner: Owner, channels: frozenset[str], at: dt.datetime) -> Delivery | None:
    """The delivery that has waited longest, now ours for a while; None where nothing is due.

    PostgreSQL passes over rows that others hold. SQLite has one writer at a time; the condition is asked again in the
    update, so that of two only one gets the row.
    """
    rows = Delivery.objects.filter(due(at), to__owner=owner, channel__in=channels).order_by("next_try_at", "queued_at")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    while True:
        with transaction.atomic():
            held = rows.first()
            if held is None:
                return None
            until = at + limits_on(at.date()).claim_for
            is_ours = Delivery.objects.filter(due(at), pk=held.pk).update(
                state=SENDING, claimed_until=until, attempts=F("attempts") + 1,
                is_perhaps_double=held.is_perhaps_double or held.state == SENDING,
            )  # fmt: skip
        if is_ours:
            return Delivery.objects.select_related("to", "pupil", "message").get(pk=held.pk)


def confirm(delivery: Delivery, at: dt.datetime) -> None:
    """It was taken, whoever else has claimed it meanwhile. What it said is kept where it was written, not here."""
    Delivery.everything.filter(pk=delivery.pk).update(state=SENT, sent_at=at, claimed_until=None, why="", body="")


def fail(delivery: Delivery, why: str, at: dt.datetime, *, is_final: bool, is_unsure: bool) -> None:
    """It was not taken, as far as is known: it waits for the next try, or is given up."""
    again = None if is_final else next_try(delivery.attempts, limits_on(at.date()), at)
    state = GIVEN_UP if again is None else FAILED
    _ours(delivery).update(
        state=state, next_try_at=again or at, claimed_until=None, why=why[:40],
        is_perhaps_double=delivery.is_perhaps_double or is_unsure,
    )  # fmt: skip


def give_up(delivery: Delivery, why: str) -> None:
    """It must not leave."""
    _ours(delivery).update(state=GIVEN_UP, claimed_until=None, why=why, body="")


def skip(delivery: Delivery, why: str) -> None:
    """Nothing is left to tell."""
    _ours(delivery).update(state=NOT_NEEDED, claimed_until=None, why=why)


def _ours(delivery: Delivery):
    return Delivery.everything.filter(pk=delivery.pk, state=SENDING, claimed_until=delivery.claimed_until)
