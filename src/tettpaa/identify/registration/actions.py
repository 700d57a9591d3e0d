"""Reminding a teacher to register attendance."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.identify.registration.models import RegistrationReminder
from tettpaa.identify.registration.queries import Registration
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event


def remind_teacher(
    *, teacher: Person, missing: Iterable[Registration], by: str, at: dt.datetime
) -> list[RegistrationReminder]:
    """Remind a teacher of every group with lessons not registered; once a day is enough for each group."""
    sent_on = at.astimezone(OSLO).date()
    late = {each.group: each for each in missing if each.missing}
    if not late:
        raise ValidationError(_("Alle timene er ført, så det er ingenting å minne om."))
    with transaction.atomic():
        reminded = RegistrationReminder.objects.filter(teacher=teacher, group__in=late, sent_on=sent_on)
        for group in reminded.values_list("group_id", flat=True):
            del late[group]
        if not late:
            raise ValidationError(_("%(name)s er alt minnet i dag.") % {"name": teacher})
        sent = [
            RegistrationReminder(
                teacher=teacher, group_id=each.group, lessons=each.missing, oldest_on=each.oldest_on,
                newest_on=each.newest_on, sent_on=sent_on, sent_at=at, sent_by=by,
            )
            for each in late.values()
            if each.oldest_on and each.newest_on
        ]  # fmt: skip
        RegistrationReminder.objects.bulk_create(sent, ignore_conflicts=True)
        record_event(
            by=by, at=at, action="registration_reminded", about=("person", teacher.pk), owner_id=teacher.owner_id,
            details={"groups": {str(each.group_id): each.lessons for each in sent}},
        )  # fmt: skip
    return sent
