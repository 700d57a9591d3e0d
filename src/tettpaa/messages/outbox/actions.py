"""Telling somebody, and that they have seen it."""

import datetime as dt

from django.db import IntegrityError, transaction

from tettpaa.messages.kinds import kind_named
from tettpaa.messages.outbox.models import Message
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event


def tell(
    *, to: Person, kind: str, about: object, pupil: Person | None = None, once: str = "", by: str, at: dt.datetime
) -> None:
    """Tell `to` that something waits, as part of the caller's transaction; told once, however often it is asked for.

    `once` tells two messages of a kind apart where `about` does not, such as a day. KindUnknown for an unlisted kind.
    """
    told = kind_named(kind)
    try:
        with transaction.atomic():
            message = Message.objects.create(
                to=to, kind=kind, once=f"{about}:{once}" if once else str(about), pupil=pupil, about=str(about),
                is_urgent=told.is_urgent, queued_at=at, queued_by=by,
            )  # fmt: skip
            record_event(
                by=by, at=at, action="message_queued", about=("message", message.pk), owner_id=to.owner_id,
                details={"kind": kind, "to": to.pk} | ({"pupil": pupil.pk} if pupil else {}),
            )  # fmt: skip
    except IntegrityError:
        return


def see_messages(*, to: Person, about: object, at: dt.datetime) -> None:
    """Whoever has opened the page a message leads to, has been told. No decision, so no event."""
    Message.objects.filter(to=to, about=str(about), seen_at=None).update(seen_at=at)


def see_all_about(*, pupil: Person, before: dt.datetime, at: dt.datetime) -> None:
    """Nothing told of the pupil before then waits for anybody but herself any more. No decision, so no event."""
    Message.objects.filter(pupil=pupil, queued_at__lt=before, seen_at=None).exclude(to=pupil).update(seen_at=at)
