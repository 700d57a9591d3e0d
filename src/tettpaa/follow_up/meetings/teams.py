"""Making a team, its rhythm and who is in it. Each is one transaction and one event."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.meetings.kinds import kind_called
from tettpaa.follow_up.meetings.models import Team, TeamMember
from tettpaa.follow_up.meetings.rules import fault_in_length, fault_in_line
from tettpaa.follow_up.meetings.words import refuse
from tettpaa.kit.clock import OSLO
from tettpaa.schools.places.models import School
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User


def make_team(
    *,
    school: School,
    kind: str,
    name: str,
    takes_only_from: Team | None = None,
    form_id: UUID,
    by: str,
    at: dt.datetime,
) -> Team:
    """A team of the school, or the one already made in the same form."""
    refuse({"name": fault} if (fault := fault_in_line(name, 100)) else {})
    if not kind_called(kind).is_team:
        raise ValidationError({"kind": _("Dette er ikke et team.")})
    if takes_only_from is not None and takes_only_from.school_id != school.pk:
        raise ValidationError({"takes_only_from": _("Velg et team ved samme skole.")})
    try:
        with transaction.atomic():
            team = Team.objects.create(
                school=school, kind=kind, name=name.strip(), takes_only_from=takes_only_from, form_id=form_id,
                made_at=at, made_by=by,
            )  # fmt: skip
            _record("team_made", team, by, at, kind=kind)
    except IntegrityError:
        return Team.objects.get(form_id=form_id, school=school)
    return team


def set_rhythm(
    *,
    team: Team,
    rhythm_from: dt.date,
    every_weeks: int,
    time: dt.time,
    minutes: int,
    place: str,
    by: str,
    at: dt.datetime,
) -> None:
    """Every so many weeks from a day, at a time; meetings already called stay as they are."""
    faults = {"minutes": fault} if (fault := fault_in_length(minutes)) else {}
    refuse(faults)
    with transaction.atomic():
        Team.objects.filter(pk=team.pk).update(
            rhythm_from=rhythm_from, every_weeks=every_weeks, time=time, minutes=minutes, place=place.strip()
        )
        _record("team_rhythm_set", team, by, at, every_weeks=every_weeks, rhythm_from=rhythm_from.isoformat())
    team.refresh_from_db()


def add_to_team(*, team: Team, user: User, by: str, at: dt.datetime) -> TeamMember:
    """In the team from today, and called to its next meetings. Once in is enough."""
    today = at.astimezone(OSLO).date()
    try:
        with transaction.atomic():
            member = TeamMember.objects.create(team=team, user=user, valid_from=today, added_at=at, added_by=by)
            _record("team_member_added", team, by, at, user=user.pk)
    except IntegrityError:
        return TeamMember.objects.get(team=team, user=user, valid_to=None)
    return member


def take_out_of_team(*, member: TeamMember, by: str, at: dt.datetime) -> None:
    """Out of the team from today on."""
    with transaction.atomic():
        last_day = at.astimezone(OSLO).date() - dt.timedelta(days=1)
        if not TeamMember.objects.filter(pk=member.pk, valid_to=None).update(valid_to=last_day):
            raise ValidationError(_("Teammedlemmet er alt ute av teamet."))
        _record("team_member_removed", member.team, by, at, user=member.user_id)


def _record(action: str, team: Team, by: str, at: dt.datetime, **details: object) -> None:
    record_event(by=by, at=at, action=action, about=("team", team.pk), owner_id=team.school.owner_id, details=details)
