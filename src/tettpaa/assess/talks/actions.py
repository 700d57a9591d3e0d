"""Writing that somebody spoke with a pupil, and asking and answering about large absence."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.talks.models import Contact, ExplanationRequest
from tettpaa.assess.talks.rules import faults_in_answer, faults_in_contact
from tettpaa.assess.talks.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.readers import tell_readers
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event


def record_contact(
    *, pupil: Person, on: dt.date, channel: str, was_reached: bool, line: str = "", next_on: dt.date | None = None,
    form_id: UUID | None = None, by: str, at: dt.datetime,
) -> Contact:  # fmt: skip
    """One contact, or the one already written in the same form. A contact that is none is refused by field."""
    faults = faults_in_contact(
        on=on, was_reached=was_reached, line=line, next_on=next_on, today=at.astimezone(OSLO).date()
    )
    if channel not in Contact.Channel.values:
        faults["channel"] = "unknown_channel"
    if faults:
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})
    try:
        with transaction.atomic():
            contact = Contact.objects.create(
                pupil=pupil, on=on, channel=channel, was_reached=was_reached, line=line.strip(), next_on=next_on,
                form_id=form_id, recorded_at=at, recorded_by=by,
            )  # fmt: skip
            _record("contact_recorded", contact, at, by, was_reached=was_reached, channel=channel)
    except IntegrityError:
        written = Contact.objects.filter(form_id=form_id, pupil=pupil, recorded_by=by).first() if form_id else None
        if written is None:
            raise
        return written
    return contact


def void_contact(*, contact: Contact, reason: str, by: str, at: dt.datetime) -> None:
    """Entered by mistake ('feilført'), once, with why: it stays to be read as that, and the pupil waits for a talk again.

    Refused for the line of a talk: the talk is marked, and the line with it. Whoever has read it is told.
    """
    if fault := faults_in_answer(reason):
        raise ValidationError({"reason": fault_words(fault)})
    with transaction.atomic():
        standing = Contact.objects.filter(pk=contact.pk, voided_at=None, talk=None)
        if not standing.update(voided_at=at, voided_by=by, voided_why=reason.strip()):
            raise ValidationError(_("Kontakten er alt merket som feilført, eller hører til en samtale."))
        _record("contact_voided", contact, at, by)
        tell_readers(
            kind="contact_voided", about=contact.pk, pupil=contact.pupil, since=contact.recorded_at,
            wrote=[contact.recorded_by], by=by, at=at,
        )  # fmt: skip
    contact.refresh_from_db()


def ask_explanation(
    *, pupil: Person, contact_teacher: Person, facts: Mapping, due_on: dt.date, by: str, at: dt.datetime
) -> ExplanationRequest:
    """Ask the contact teacher to explain a large absence; refused while an earlier question is open."""
    if due_on < at.astimezone(OSLO).date():
        raise ValidationError({"due_on": fault_words("not_ahead")})
    try:
        with transaction.atomic():
            asked = ExplanationRequest.objects.create(
                pupil=pupil, contact_teacher=contact_teacher, facts=dict(facts), due_on=due_on, asked_at=at,
                asked_by=by,
            )  # fmt: skip
            _record("explanation_asked", asked, at, by, due_on=due_on.isoformat())
    except IntegrityError:
        raise ValidationError(_("Et spørsmål om denne eleven venter allerede på svar.")) from None
    return asked


def answer_explanation(*, asked: ExplanationRequest, answer: str, by: str, at: dt.datetime) -> None:
    """Answer once; what was answered is not written over."""
    if fault := faults_in_answer(answer):
        raise ValidationError({"answer": fault_words(fault)})
    with transaction.atomic():
        written = ExplanationRequest.objects.filter(pk=asked.pk, answered_at=None).update(
            answer=answer.strip(), answered_at=at, answered_by=by
        )
        if not written:
            raise ValidationError(_("Spørsmålet er alt besvart."))
        _record("explanation_answered", asked, at, by)


def _record(action: str, about: Contact | ExplanationRequest, at: dt.datetime, by: str, **details: object) -> None:
    kind = "contact" if isinstance(about, Contact) else "explanation_request"
    record_event(
        by=by, at=at, action=action, about=(kind, about.pk), owner_id=about.pupil.owner_id,
        details={"pupil": about.pupil_id, **details},
    )  # fmt: skip
