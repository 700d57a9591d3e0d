"""Marking a line of a class review as entered by mistake ('feilført'): it stays to be read as that, and readers are told."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.assess.reviews.models import ReviewLine
from tettpaa.assess.reviews.rules import LONGEST_LINE
from tettpaa.assess.reviews.words import fault_words
from tettpaa.messages.outbox.readers import tell_readers
from tettpaa.trust.audit.actions import record_event


def void_review_line(*, line: ReviewLine, reason: str, by: str, at: dt.datetime) -> None:
    """It holds no longer, also where the review is closed: the writing before it does, where there is one."""
    if not reason.strip() or len(reason) > LONGEST_LINE:
        raise ValidationError(
            {"reason": fault_words("line_too_long") if reason.strip() else _("Skriv hva som er feil.")}
        )
    with transaction.atomic():
        standing = ReviewLine.objects.filter(pk=line.pk, voided_at=None)
        if not standing.update(voided_at=at, voided_by=by, voided_why=reason.strip()):
            raise ValidationError(_("Linja er alt merket som feilført."))
        record_event(
            by=by, at=at, action="review_line_voided", about=("class_review", line.review_id),
            owner_id=line.pupil.owner_id, details={"pupil": line.pupil_id, "number": line.number},
        )  # fmt: skip
        tell_readers(
            kind="review_line_voided", about=line.review_id, once=f"{line.pupil_id}:{line.number}", pupil=line.pupil,
            since=line.written_at, wrote=[line.written_by], by=by, at=at,
        )  # fmt: skip
    line.refresh_from_db()
