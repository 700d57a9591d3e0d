"""Giving and ending roles."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.access.models import Assignment, RoleGrant, Substitution
from tettpaa.trust.access.ties import AT_A_SCHOOL
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User


def grant_role(
    *, user: User, role: str, owner: Owner, school: School | None, since: dt.date, until: dt.date | None,
    reason: str, by: str, at: dt.datetime,
) -> RoleGrant:  # fmt: skip
    """Give a role from `since` through `until` (none: until ended). Leaders and counsellors get it at a school."""
    if role not in RoleGrant.Role.values:
        raise ValidationError(_("Rollen %(role)s finnes ikke.") % {"role": role})
    if (role in AT_A_SCHOOL) != (school is not None):
        raise ValidationError(_("Leder og rådgiver gis ved en skole, de andre rollene hos skoleeier."))
    if school is not None and school.owner_id != owner.pk:
        raise ValidationError(_("Skolen hører til en annen skoleeier."))
    if until is not None and until < since:
        raise ValidationError(_("Sluttdagen er før startdagen."))
    if not reason.strip():
        raise ValidationError(_("Skriv hvorfor rollen gis."))
    with transaction.atomic():
        given = RoleGrant.objects.create(
            user=user, role=role, owner=owner, school=school, valid_from=since, valid_to=until,
            reason=reason, granted_by=by, granted_at=at,
        )  # fmt: skip
        _record("role_granted", given, by, at)
    return given


def end_grant(*, grant: RoleGrant, last_day: dt.date, reason: str, by: str, at: dt.datetime) -> None:
    """The role holds through `last_day`; a day before it began means that it never held."""
    if not reason.strip():
        raise ValidationError(_("Skriv hvorfor rollen avsluttes."))
    with transaction.atomic():
        RoleGrant.objects.filter(pk=grant.pk).update(valid_to=last_day)
        _record("role_grant_ended", grant, by, at, last_day=last_day.isoformat(), reason=reason)


def _record(action: str, given: RoleGrant, by: str, at: dt.datetime, **details: str) -> None:
    about = {"user": given.user_id, "role": given.role, "school": given.school_id}
    record_event(
        by=by, at=at, action=action, about=("role_grant", given.pk), owner_id=given.owner_id,
        details=about | details,
    )  # fmt: skip


def end_assignment(*, assignment: Assignment, reason: str, by: str, at: dt.datetime) -> None:
    """Over at once."""
    _end_pass(assignment, "assignment_ended", assignment.pupil.owner_id, reason, by, at)


def end_substitution(*, substitution: Substitution, reason: str, by: str, at: dt.datetime) -> None:
    """Over at once, also what would have lasted a day after the lessons."""
    _end_pass(substitution, "substitution_ended", substitution.group.school.owner_id, reason, by, at)


def _end_pass(
    given: Assignment | Substitution, action: str, owner_id: int, reason: str, by: str, at: dt.datetime
) -> None:
    """An end before now stays as it is."""
    if not reason.strip():
        raise ValidationError(_("Skriv hvorfor tilgangen avsluttes."))
    with transaction.atomic():
        type(given)._default_manager.filter(pk=given.pk, ends_at__gt=at).update(ends_at=at)
        about = (given._meta.model_name or "", given.pk)
        record_event(
            by=by, at=at, action=action, about=about, owner_id=owner_id, details={"user": given.user_id}
        )  # fmt: skip
