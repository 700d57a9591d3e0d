"""Opening a round, answering, reminding, and letting lapse what nobody has answered."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.recertification.models import Review, Round
from tettpaa.trust.recertification.periods import periods_on
from tettpaa.trust.recertification.rights import end_right, found_right, standing_rights
from tettpaa.trust.recertification.states import state_of

ENDED_BECAUSE = "Avsluttet ved gjennomgang av tilganger"
LAPSED_BECAUSE = "Ingen bekreftet tilgangen innen fristen"


def open_round(*, owner: Owner, by: str, at: dt.datetime, on: dt.date) -> Round:
    """Ask about all that stands, once a quarter; one that is opened is given again."""
    periods = periods_on(on)
    period, answer_by = periods.begun_on(on), periods.answer_by(on)
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)
        opened, is_new = Round.objects.get_or_create(
            owner=owner, period=period, defaults={"opened_at": at, "answer_by": answer_by}
        )
        if is_new:
            rights = standing_rights(owner, at, on, answer_by)
            Review.objects.bulk_create([
                Review(round=opened, kind=right.kind, right_id=right.right_id, user_id=right.user,
                       school_id=right.school, pupil_key=right.pupil)
                for right in rights
            ])  # fmt: skip
            _record_round("access_review_opened", opened, by, at, reviews=len(rights), answer_by=answer_by.isoformat())
    return opened


def remind_round(*, opened: Round, by: str, at: dt.datetime) -> None:
    """Note, once, that the last days for answers have come; from now the pages say what will lapse."""
    with transaction.atomic():
        if Round.objects.filter(pk=opened.pk, warned_at=None).update(warned_at=at):
            _record_round("access_review_reminded", opened, by, at, waiting=opened.reviews.filter(answer="").count())


def keep_access(*, review: Review, by: str, at: dt.datetime, on: dt.date) -> None:
    """The right is needed still."""
    with transaction.atomic():
        held = _held(review, by)
        is_there = found_right(held, at, on) is not None
        _answer(held, Review.Answer.KEPT if is_there else Review.Answer.OVER, by, at)


def end_access(*, review: Review, by: str, at: dt.datetime, on: dt.date) -> None:
    """The right is over from the next request on."""
    with transaction.atomic():
        _end(_held(review, by), Review.Answer.ENDED, ENDED_BECAUSE, by, at, on)


def lapse_unanswered(*, opened: Round, by: str, at: dt.datetime, on: dt.date) -> int:
    """After the last day: each right nobody has answered ends, by itself one transaction; then the round is closed."""
    if on <= opened.answer_by:
        raise ValidationError(_("Fristen er ikke ute."))
    lapsed = 0
    for review in opened.reviews.filter(answer="").order_by("pk"):
        with transaction.atomic():
            held = Review.objects.select_for_update().get(pk=review.pk)
            if not held.answer:
                _end(held, Review.Answer.LAPSED, LAPSED_BECAUSE, by, at, on)
                lapsed += 1
    with transaction.atomic():
        if Round.objects.filter(pk=opened.pk, closed_at=None).update(closed_at=at):
            counts = {answer: opened.reviews.filter(answer=answer).count() for answer in Review.Answer.values}
            _record_round("access_review_closed", opened, by, at, **counts)
    return lapsed


def _held(review: Review, by: str) -> Review:
    """The review, locked, where `by` may still answer it. Nobody answers for their own."""
    held = Review.objects.select_for_update().select_related("round").get(pk=review.pk)
    if held.user.username == by:
        raise ValidationError(_("En annen må bekrefte din egen tilgang."))
    if held.answer or held.round.closed_at is not None:
        raise ValidationError(_("Det er svart på denne tilgangen."))
    return held


def _end(held: Review, answer: str, reason: str, by: str, at: dt.datetime, on: dt.date) -> None:
    right = found_right(held, at, on)
    if right is not None:
        end_right(right, reason=reason, by=by, at=at, on=on)
    _answer(held, answer if right is not None else Review.Answer.OVER, by, at)


def _answer(held: Review, answer: str, by: str, at: dt.datetime) -> None:
    held.answer, held.answered_by, held.answered_at = answer, by, at
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    record_event(
        by=by, at=at, action=state_of(answer).event, about=("access_review", held.pk), owner_id=held.round.owner_id,
        details={"kind": held.kind, "right": held.right_id, "user": held.user_id, "school": held.school_id},
    )  # fmt: skip


def _record_round(action: str, opened: Round, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=("access_round", opened.pk), owner_id=opened.owner_id, details=details
    )  # fmt: skip
