"""A subject teacher's notice of § 9-7: in the own subject, to a pupil of the own group, and to nobody's wider sight.

The teacher sees neither the other subjects, nor other letters, nor who the guardians are. The contact teacher is told.
"""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.letters.actions import send_letter, write_letter
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.letters.queries import Choices
from tettpaa.follow_up.letters.recipients import PRINT, recipients_of
from tettpaa.follow_up.letters.rules import SUBJECT, Wish
from tettpaa.follow_up.letters.texts import template_version
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.actions import tell
from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import contact_teachers_of, live_memberships
from tettpaa.schools.places.models import Group
from tettpaa.trust.identity.models import User


def write_subject_notice(
    *, pupil: Person, group: Group, period: str, grounds: Collection[str], line: str = "", form_id: UUID, by: str,
    at: dt.datetime,
) -> Letter:  # fmt: skip
    """A notice in the group's subject to one of its pupils, ready to be sent."""
    if not group.subject_code or not is_in(group, pupil, at.astimezone(OSLO).date()):
        raise ValidationError(_("Eleven er ikke i gruppen din."))
    return write_letter(
        pupil=pupil, school=group.school, case=None, group=group, wish=Wish(SUBJECT, group.subject_code, period, tuple(grounds)),
        line=line, form_id=form_id, by=by, at=at,
    )  # fmt: skip


def send_subject_notice(*, letter: Letter, seen: str, by: str, at: dt.datetime) -> bool:
    """Send it, if it is true now, by the way that needs nobody to carry it; and tell the pupil's contact teachers."""
    with transaction.atomic():
        is_sent = send_letter(letter=letter, choices=usual_ways(letter, at), seen=seen, by=by, at=at)
        if is_sent:
            for teacher in _contact_teachers(letter, by, at):
                tell(to=teacher, kind="subject_notice_sent", about=letter.pk, pupil=letter.pupil, by=by, at=at)
    return is_sent


def usual_ways(letter: Letter, at: dt.datetime) -> Choices:
    """Each reader's own language, and digital post where that reaches them; else paper."""
    template = template_version(letter.kind, letter.template_version)
    return {
        each.person.pk: (each.language, next((channel for channel in each.channels if channel != PRINT), PRINT))
        for each in recipients_of(letter.pupil, template, at.astimezone(OSLO).date())
    }


def is_in(group: Group, pupil: Person, on: dt.date) -> bool:
    """Whether the pupil belongs to the group on a day."""
    return live_memberships(on).filter(group=group, person=pupil, role=Membership.Role.PUPIL).exists()


def _contact_teachers(letter: Letter, by: str, at: dt.datetime) -> list[Person]:
    """Those of the pupil, without whoever sends: a contact teacher who teaches the subject knows already."""
    teachers = contact_teachers_of([letter.pupil_id], at.astimezone(OSLO).date())[letter.pupil_id]
    own = set(User.objects.filter(username=by).values_list("person_id", flat=True))
    return [teacher for teacher in teachers if teacher.pk not in own]
