"""Switching the requirement on and off, and recording who has completed the course."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.course.models import CourseCompletion, CourseRequirement
from tettpaa.trust.course.rules import Course, fault_in_switch, valid_to, wrong_in
from tettpaa.trust.identity.models import User


def set_requirement(
    *, owner: Owner, is_required: bool, covers_emergency: bool, valid_from: dt.date, reason: str, by: str,
    at: dt.datetime, on: dt.date,
) -> CourseRequirement:  # fmt: skip
    """Ask the course of everybody who sees pupils at the owner, or no longer ask it, from a day on."""
    if found := fault_in_switch(reason=reason, valid_from=valid_from, on=on):
        raise ValidationError({field: _words(fault) for field, fault in found.items()})
    with transaction.atomic():
        row = CourseRequirement.objects.create(
            owner=owner, is_required=is_required, covers_emergency=covers_emergency and is_required,
            valid_from=valid_from, reason=reason.strip(), set_by=by, set_at=at,
        )  # fmt: skip
        record_event(
            by=by, at=at, action="course_requirement_set", about=("course_requirement", row.pk), owner_id=owner.pk,
            details={"is_required": is_required, "covers_emergency": row.covers_emergency,
                     "valid_from": valid_from.isoformat()},
        )  # fmt: skip
    return row


def complete_course(
    *, user: User, course: Course, answers: Sequence[int], by: str, at: dt.datetime, on: dt.date
) -> CourseCompletion:
    """Record that the user has answered every question rightly. The answers are not kept."""
    if wrong_in(course, answers):
        raise ValidationError(_("Noen av svarene er ikke riktige ennå."))
    with transaction.atomic():
        row = CourseCompletion.objects.create(
            user=user, number=course.number, completed_at=at, valid_to=valid_to(course, on)
        )
        owner = user.person.owner_id if user.person else None
        record_event(
            by=by, at=at, action="course_completed", about=("user", user.pk), owner_id=owner,
            details={"number": course.number, "valid_to": row.valid_to.isoformat()},
        )  # fmt: skip
    return row


def _words(fault: str) -> str:
    return {
        "reason_short": _("Skriv hvorfor, med noen ord."),
        "in_the_past": _("Velg i dag eller en senere dag."),
    }[fault]
