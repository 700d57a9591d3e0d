"""Writing a talk, taking back one entered by mistake, and the receipt. Each is one transaction and one event."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.talks.actions import record_contact
from tettpaa.assess.talks.models import Channel, Contact, Talk, TalkKind, TalkReceipt
from tettpaa.assess.talks.questions import Answers, Form
from tettpaa.assess.talks.rules import faults_in_answer
from tettpaa.assess.talks.talk_rules import (
    Codes,
    Told,
    contact_line,
    counts_as_contact,
    faults_in_form,
    faults_in_receipt,
    faults_in_talk,
    fields_of,
)
from tettpaa.assess.talks.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.readers import tell_readers
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event

CODES = Codes(
    frozenset(TalkKind.values), frozenset(Channel.values), frozenset(Talk.NotHeld.values),
    frozenset(Talk.NotReached.values), frozenset(Talk.Interpreter.values),
)  # fmt: skip
RECEIPTS = frozenset(TalkReceipt.Answer.values)


def record_talk(
    *, pupil: Person, told: Told, form: Form | None = None, answers: Answers | None = None,
    contact: Contact | None = None, form_id: UUID, by: str, at: dt.datetime,
) -> Talk:  # fmt: skip
    """One talk, or the one already written in the same form. One that reached the pupil is her contact too.

    `contact` is a line already written of the same talk: it is told by the talk from now on, and no second one is made.
    """
    given = answers or {}
    faults = faults_in_talk(told, CODES, at.astimezone(OSLO).date()) | faults_in_form(told, form, given)
    if contact is not None and (contact.pupil_id != pupil.pk or contact.voided_at is not None):
        faults["answers"] = "form_missing"
    _refuse(faults)
    try:
        with transaction.atomic():
            line = contact or _contact(pupil, told, form, given, by, at)
            talk = Talk.objects.create(
                pupil=pupil, **fields_of(told), answers=dict(given), own_form_id=form.own if form else None,
                shipped_version=form.version if form and form.own is None else None, contact=line, form_id=form_id,
                recorded_at=at, recorded_by=by,
            )  # fmt: skip
            _record("talk_recorded", talk, by, at, kind=told.kind, is_held=told.is_held, was_reached=told.was_reached)
    except IntegrityError:
        written = Talk.objects.filter(form_id=form_id, pupil=pupil, recorded_by=by).first()
        if written is None:
            raise ValidationError(_("Denne linjen hører alt til en samtale.")) from None
        return written
    return talk


def _contact(
    pupil: Person, told: Told, form: Form | None, answers: Answers, by: str, at: dt.datetime
) -> Contact | None:
    if not counts_as_contact(told):
        return None
    line = contact_line(form, answers) if told.is_held else told.not_held_line
    return record_contact(
        pupil=pupil, on=told.on, channel=told.channel, was_reached=told.was_reached, line=line, next_on=told.next_on,
        by=by, at=at,
    )  # fmt: skip


def void_talk(*, talk: Talk, reason: str, by: str, at: dt.datetime) -> None:
    """Entered by mistake ('feilført'): stays to be read as that, once; the line that told of it counts no more.

    Staff who have read it are told; the pupil sees it on her own page.
    """
    if fault := faults_in_answer(reason):
        raise ValidationError({"reason": fault_words(fault)})
    with transaction.atomic():
        voided = {"voided_at": at, "voided_by": by}
        if not Talk.objects.filter(pk=talk.pk, voided_at=None).update(**voided, voided_why=reason.strip()):
            raise ValidationError(_("Samtalen er alt merket som feilført."))
        Contact.objects.filter(talk=talk, voided_at=None).update(**voided)
        _record("talk_voided", talk, by, at)
        tell_readers(
            kind="talk_voided", about=talk.pk, pupil=talk.pupil, since=talk.recorded_at, wrote=[talk.recorded_by], by=by,
            at=at,
        )  # fmt: skip
    talk.refresh_from_db()


def give_receipt(
    *, talk: Talk, answer: str, line: str = "", form_id: UUID, by: str, at: dt.datetime
) -> TalkReceipt:  # fmt: skip
    """The pupil has read, or disagrees and says why. A later one stands beside the earlier; none is written over."""
    _refuse(faults_in_receipt(answer=answer, known=RECEIPTS, line=line))
    try:
        with transaction.atomic():
            held = Talk.objects.select_related("pupil").get(pk=talk.pk)
            if held.voided_at is not None:
                raise ValidationError(_("Samtalen er merket som feilført, og trenger ingen kvittering."))
            receipt = TalkReceipt.objects.create(
                talk=held, answer=answer, line=line.strip(), form_id=form_id, given_at=at, given_by=by
            )
            _record("talk_receipt_given", held, by, at, answer=answer)
    except IntegrityError:
        written = TalkReceipt.objects.filter(form_id=form_id, talk=talk, given_by=by).first()
        if written is None:
            raise
        return written
    return receipt


def _refuse(faults: dict[str, str]) -> None:
    if faults:
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})


def _record(action: str, talk: Talk, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=("talk", talk.pk), owner_id=talk.pupil.owner_id,
        details={"pupil": talk.pupil_id, **details},
    )  # fmt: skip
