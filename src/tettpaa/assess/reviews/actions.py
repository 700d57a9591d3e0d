"""Opening a class review, writing its lines, and closing it. Each is one transaction and one event."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.reviews.models import ClassReview, ReviewLine
from tettpaa.assess.reviews.queries import lines_in, who_may_take_part
from tettpaa.assess.reviews.rules import HALVES, fault_in_taking_part, faults_in_line
from tettpaa.assess.reviews.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group
from tettpaa.trust.audit.actions import record_event


class WrittenMeanwhile(Exception):
    """Somebody has written about the pupil since this one began: `newest` is theirs. Nothing was written."""

    def __init__(self, newest: ReviewLine) -> None:
        super().__init__(str(newest.number))
        self.newest = newest


def open_review(*, group: Group, half: int, by: str, at: dt.datetime) -> ClassReview:
    """The sheet of the class and the half-year: a new one, or the one that is there already."""
    if half not in HALVES:
        raise ValidationError({"half": _("Velg et halvår.")})
    try:
        with transaction.atomic():
            review = ClassReview.objects.create(
                group=group, school_year=group.school_year, half=half, opened_at=at, opened_by=by
            )
            _record("class_review_opened", review, by, at)
    except IntegrityError:
        return ClassReview.objects.get(group=group, half=half)
    return review


def write_line(
    *, review: ClassReview, pupil: Person, began_from: int, choice: str, line: str, by: str, at: dt.datetime
) -> ReviewLine:
    """The next writing after number `began_from` (0: none). The same words again write nothing, but where they were a mistake.

    WrittenMeanwhile where another has written since; ValidationError where something is missing or the review is closed.
    """
    if faults := faults_in_line(choice=choice, line=line):
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})
    try:
        with transaction.atomic():
            held = _open(review)
            newest = lines_in(held, [pupil.pk]).first()
            if (
                newest is not None
                and newest.voided_at is None
                and (newest.choice, newest.line) == (choice, line.strip())
            ):
                return newest
            if newest is not None and newest.number != began_from:
                raise WrittenMeanwhile(newest)
            written = ReviewLine.objects.create(
                review=held, pupil=pupil, number=began_from + 1, choice=choice, line=line.strip(), written_at=at,
                written_by=by,
            )  # fmt: skip
            _record("review_line_written", held, by, at, pupil=pupil.pk, choice=choice, number=written.number)
    except IntegrityError:
        # Where rows are not locked, two may come here at once; the second finds the first's.
        newest = lines_in(review, [pupil.pk]).first()
        if newest is None:
            raise
        raise WrittenMeanwhile(newest) from None
    return written


def close_review(*, review: ClassReview, took_part: Sequence[str], by: str, at: dt.datetime) -> None:
    """Close with who took part (user names); who is not gone through stays as that."""
    with transaction.atomic():
        held = _open(review)
        known = who_may_take_part(held.group, at.astimezone(OSLO).date()).values_list("username", flat=True)
        if fault := fault_in_taking_part(took_part, known):
            raise ValidationError({"took_part": fault_words(fault)})
        ClassReview.objects.filter(pk=held.pk).update(took_part=sorted(set(took_part)), closed_at=at, closed_by=by)
        _record("class_review_closed", held, by, at, took_part=len(set(took_part)))
    review.refresh_from_db()


def _open(review: ClassReview) -> ClassReview:
    """The review, held; refused where it is closed."""
    held = ClassReview.objects.select_for_update().get(pk=review.pk)
    if held.closed_at is not None:
        raise ValidationError(_("Gjennomgangen er avsluttet."))
    return held


def _record(action: str, review: ClassReview, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=("class_review", review.pk), owner_id=review.group.school.owner_id,
        details={"group": review.group_id, "half": review.half, **details},
    )  # fmt: skip
