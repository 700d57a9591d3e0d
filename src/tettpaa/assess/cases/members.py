"""Who works on a case. A member's assignment is what lets them see it, and it ends with the case."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case, CaseMember
from tettpaa.assess.cases.rules import fault_in_line
from tettpaa.assess.cases.states import LIVE
from tettpaa.assess.cases.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.schools.places.school_year import last_day, school_year_of
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User


def add_member(*, case: Case, user: User, reason: str, by: str, at: dt.datetime) -> CaseMember:
    """Let a colleague into the case, with a reason, at most through the school year. Once in is enough."""
    if fault := fault_in_line(reason):
        raise ValidationError({"reason": fault_words(fault)})
    with transaction.atomic():
        held = Case.objects.select_for_update().get(pk=case.pk)
        if held.state not in LIVE:
            raise ValidationError(_("Saken er avsluttet."))
        if (already := live_member(held, user, at)) is not None:
            return already
        assignment = Assignment.objects.create(
            user=user, pupil_id=held.pupil_id, role=Assignment.Role.CASE_MEMBER, begins_at=at, ends_at=_end_of_year(at),
            reason=reason.strip(), granted_by=by, granted_at=at,
        )  # fmt: skip
        member = CaseMember.objects.create(case=held, assignment=assignment)
        _record("case_member_added", held, by, at, user=user.pk)
    return member


def remove_member(*, member: CaseMember, by: str, at: dt.datetime) -> None:
    """Out of the case from the next request on. The responsible is not removed: the case is handed on first."""
    with transaction.atomic():
        held = CaseMember.objects.select_for_update().select_related("case__pupil", "assignment").get(pk=member.pk)
        if held.removed_at is not None:
            raise ValidationError(_("Deltakeren er alt ute av saken."))
        if held.assignment.user_id == held.case.responsible_id:
            raise ValidationError(_("Den som har ansvaret, må gi det videre først."))
        _end(held, by, at)
        _record("case_member_removed", held.case, by, at, user=held.assignment.user_id)


def end_all(*, case: Case, by: str, at: dt.datetime) -> None:
    """Everybody's membership ends: the case is over. The caller's transaction holds."""
    for member in CaseMember.objects.filter(case=case, removed_at=None).select_related("assignment"):
        _end(member, by, at)


def live_member(case: Case, user: User, at: dt.datetime) -> CaseMember | None:
    """The user's membership, while it lasts."""
    return CaseMember.objects.filter(
        case=case, assignment__user=user, assignment__ends_at__gt=at, removed_at=None
    ).first()


def _end(member: CaseMember, by: str, at: dt.datetime) -> None:
    CaseMember.objects.filter(pk=member.pk).update(removed_at=at, removed_by=by)
    Assignment.objects.filter(pk=member.assignment_id, ends_at__gt=at).update(ends_at=at)


def _end_of_year(at: dt.datetime) -> dt.datetime:
    """Midnight after 31 July in Oslo: a new school year asks anew who needs to see it."""
    day = last_day(school_year_of(at.astimezone(OSLO).date())) + dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(), OSLO)


def _record(action: str, case: Case, by: str, at: dt.datetime, **details: int) -> None:
    record_event(
        by=by, at=at, action=action, about=("case", case.pk), owner_id=case.pupil.owner_id,
        details={"pupil": case.pupil_id, **details},
    )  # fmt: skip
