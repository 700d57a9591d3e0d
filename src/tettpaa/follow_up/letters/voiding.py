"""A letter that should not have been sent: it stays to be read as that, and whoever got it or has read it is told."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.letters.models import Letter, LetterDelivery
from tettpaa.follow_up.letters.queries import standing_of
from tettpaa.follow_up.letters.recipients import PRINT
from tettpaa.follow_up.letters.states import may
from tettpaa.follow_up.letters.texts import common_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.channels.queueing import queue_letter
from tettpaa.messages.outbox.readers import tell_readers
from tettpaa.trust.audit.actions import record_event

LONGEST = 400


def void_letter(*, letter: Letter, reason: str, by: str, at: dt.datetime) -> list[LetterDelivery]:
    """Mark a letter that has left as sent by mistake ('feilført'), once, with why.

    Those it went to by a channel are told by the same one, in the same language; those who got it on paper are answered,
    for staff to tell. The reason is staff's own: no recipient is told it.
    """
    if not reason.strip() or len(reason) > LONGEST:
        raise ValidationError({"reason": _("Skriv hva som er feil, med høyst 400 tegn.")})
    with transaction.atomic():
        held = Letter.objects.select_for_update(of=("self",)).select_related("pupil__owner", "school").get(pk=letter.pk)
        state = standing_of(held).state
        if not may(state, "void_letter"):
            raise ValidationError(_("Det går ikke nå: brevet står som «%(state)s».") % {"state": _(state.word)})
        Letter.objects.filter(pk=held.pk).update(voided_at=at, voided_by=by, voided_why=reason.strip())
        record_event(
            by=by, at=at, action="letter_voided", about=("letter", held.pk), owner_id=held.pupil.owner_id,
            details={"pupil": held.pupil_id, "kind": held.kind},
        )  # fmt: skip
        tell_readers(
            kind="letter_voided", about=held.pk, pupil=held.pupil, since=held.written_at,
            wrote=[held.written_by, held.sent_by], by=by, at=at,
        )  # fmt: skip
        went = list(held.deliveries.select_related("to").order_by("to__sort_key", "pk"))
        for delivery in went:
            if delivery.channel != PRINT:
                _tell_recipient(held, delivery, at)
    letter.refresh_from_db()
    return to_tell_by_hand(went)


def to_tell_by_hand(went: list[LetterDelivery]) -> list[LetterDelivery]:
    """Whom staff must tell: the letter came to them on paper."""
    return [delivery for delivery in went if delivery.channel == PRINT]


def _tell_recipient(letter: Letter, delivery: LetterDelivery, at: dt.datetime) -> None:
    words = common_words(delivery.language)
    sent_on = letter.sent_at.astimezone(OSLO).strftime("%d.%m.%Y") if letter.sent_at else ""
    body = "\n\n".join(
        (
            words["to"].format(name=delivery.to),
            words["void_body"].format(day=sent_on, title=delivery.title),
            words["signed"].format(school=letter.school.name),
        )
    )
    queue_letter(
        channel=delivery.channel, to=delivery.to, pupil=letter.pupil, about=uuid.uuid5(delivery.pk, "void_letter"),
        subject=words["void_title"], body=body, at=at,
    )  # fmt: skip
