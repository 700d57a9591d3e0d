"""Telling, answering and withdrawing concerns. Each is one transaction and one event."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.concerns.models import Concern
from tettpaa.assess.concerns.rules import fault_in_reason, faults_in_answer, faults_in_concern
from tettpaa.assess.concerns.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.actions import tell
from tettpaa.messages.outbox.readers import tell_readers
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import contact_teachers_of
from tettpaa.trust.audit.actions import record_event


def tell_concern(
    *, pupil: Person, about: str, line: str, teller: str, form_id: UUID, by: str, at: dt.datetime
) -> Concern:
    """One concern, or the one already told in the same form. It waits at the contact teacher until it is answered.

    While it waits, the same words from the same person are the same concern: the back button leads to a form that holds the
    words and a new id.
    """
    faults = faults_in_concern(line=line)
    if about not in Concern.About.values:
        faults["about"] = "unknown_about"
    if faults:
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})
    waits = Concern.objects.filter(pupil=pupil, told_by=by, answered_at=None, withdrawn_at=None)
    if (same := waits.filter(about=about, line=line.strip()).first()) is not None:
        return same
    try:
        with transaction.atomic():
            concern = Concern.objects.create(
                pupil=pupil, about=about, line=line.strip(), teller=Concern.Teller(teller), form_id=form_id,
                told_at=at, told_by=by,
            )  # fmt: skip
            _record("concern_told", concern, by, at, about=about, teller=teller)
            _tell_contact_teachers(concern, by, at)
    except IntegrityError:
        told = Concern.objects.filter(form_id=form_id, pupil=pupil, told_by=by).first()
        if told is None:
            raise
        return told
    return concern


def answer_concern(*, concern: Concern, answer: str, line: str = "", by: str, at: dt.datetime) -> None:
    """Say what was done, once; who told it sees the answer."""
    if faults := faults_in_answer(answer=answer, line=line):
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})
    with transaction.atomic():
        written = Concern.objects.filter(pk=concern.pk, answered_at=None, withdrawn_at=None).update(
            answer=answer, answer_line=line.strip(), answered_at=at, answered_by=by
        )
        if not written:
            raise ValidationError(_("Bekymringen er alt besvart eller trukket."))
        _record("concern_answered", concern, by, at, answer=answer)


def withdraw_concern(*, concern: Concern, reason: str, by: str, at: dt.datetime) -> None:
    """Mark as wrongly entered ('feilført'): the words stay, struck through, with the reason. Who has read it is told."""
    if fault := fault_in_reason(reason):
        raise ValidationError({"reason": fault_words(fault)})
    with transaction.atomic():
        written = Concern.objects.filter(pk=concern.pk, withdrawn_at=None).update(
            withdrawn_at=at, withdrawn_by=by, withdrawn_why=reason.strip()
        )
        if not written:
            raise ValidationError(_("Bekymringen er alt trukket."))
        _record("concern_withdrawn", concern, by, at)
        tell_readers(
            kind="concern_withdrawn", about=concern.pk, pupil=concern.pupil, since=concern.told_at,
            wrote=[concern.answered_by], by=by, at=at,
        )  # fmt: skip


def _tell_contact_teachers(concern: Concern, by: str, at: dt.datetime) -> None:
    """Those who are to answer; not whoever told it."""
    teachers = contact_teachers_of([concern.pupil_id], at.astimezone(OSLO).date())[concern.pupil_id]
    for teacher in teachers:
        if not teacher.users.filter(username=by).exists():
            tell(to=teacher, kind="concern_told", about=concern.pk, pupil=concern.pupil, by=by, at=at)


def _record(action: str, concern: Concern, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=("concern", concern.pk), owner_id=concern.pupil.owner_id,
        details={"pupil": concern.pupil_id, **details},
    )  # fmt: skip
