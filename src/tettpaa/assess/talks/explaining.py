"""Marking the answer to a question about absence as entered by mistake: it stays to be read as that, and is asked for anew."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.assess.talks.models import ExplanationRequest
from tettpaa.assess.talks.rules import faults_in_answer
from tettpaa.assess.talks.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.readers import tell_readers
from tettpaa.trust.audit.actions import record_event


def void_explanation(*, asked: ExplanationRequest, reason: str, by: str, at: dt.datetime) -> None:
    """It explains nothing any more, and whoever asked is told. The contact teacher is asked the same again, unless a question
    about the pupil waits already.
    """
    if fault := faults_in_answer(reason):
        raise ValidationError({"reason": fault_words(fault)})
    with transaction.atomic():
        standing = ExplanationRequest.objects.filter(pk=asked.pk, answered_at__isnull=False, voided_at=None)
        if not standing.update(voided_at=at, voided_by=by, voided_why=reason.strip()):
            raise ValidationError(_("Svaret er alt merket som feilført."))
        record_event(
            by=by, at=at, action="explanation_voided", about=("explanation_request", asked.pk),
            owner_id=asked.pupil.owner_id, details={"pupil": asked.pupil_id},
        )  # fmt: skip
        tell_readers(
            kind="explanation_voided", about=asked.pk, pupil=asked.pupil, since=asked.asked_at,
            wrote=[asked.asked_by, asked.answered_by], by=by, at=at,
        )  # fmt: skip
        if not ExplanationRequest.objects.filter(pupil=asked.pupil_id, answered_at=None).exists():
            _wait_again(asked, at)
    asked.refresh_from_db()


def _wait_again(asked: ExplanationRequest, at: dt.datetime) -> None:
    """The question as it was asked, with the same day to answer by, or today where that has passed."""
    ExplanationRequest.objects.create(
        pupil=asked.pupil, contact_teacher=asked.contact_teacher, facts=asked.facts,
        due_on=max(asked.due_on, at.astimezone(OSLO).date()), asked_at=asked.asked_at, asked_by=asked.asked_by,
    )  # fmt: skip
