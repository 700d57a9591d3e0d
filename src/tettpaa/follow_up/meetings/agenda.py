"""Which cases a team meets about: reported with a wish, passed from one team to another, moved on where time ran out."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE
from tettpaa.follow_up.meetings.models import AgendaItem, Meeting, Team
from tettpaa.follow_up.meetings.rules import fault_in_line
from tettpaa.follow_up.meetings.states import INVITED, PLANNED
from tettpaa.follow_up.meetings.words import refuse
from tettpaa.trust.audit.actions import record_event


def report_case(*, team: Team, case: Case, wish: str, by: str, at: dt.datetime) -> AgendaItem:
    """Put a case on the list of the team's next meeting; without one called, it waits for it.

    Where the team takes only what another has passed on, that other is where to begin.
    """
    refuse({"wish": fault} if (fault := fault_in_line(wish)) else {})
    if case.state not in LIVE:
        raise ValidationError(_("Saken er avsluttet."))
    if team.school_id != case.school_id:
        raise ValidationError({"team": _("Teamet er ved en annen skole.")})
    first = team.takes_only_from
    if first is not None and not AgendaItem.objects.filter(team=first, case=case, is_passed_on=True).exists():
        raise ValidationError(
            {
                "team": _("%(team)s tar bare saker som %(first)s har sendt videre. Meld saken dit.")
                % {"team": team, "first": first}
            }
        )
    return _put_on(team, case.pupil_id, case, wish.strip(), None, "case_reported", by, at)


def pass_on(*, item: AgendaItem, to: Team, by: str, at: dt.datetime) -> AgendaItem:
    """Send a case on to a team that takes its cases from this one."""
    with transaction.atomic():
        held = AgendaItem.objects.select_for_update(of=("self",)).select_related("team", "pupil").get(pk=item.pk)
        if held.team_id is None or to.takes_only_from_id != held.team_id:
            raise ValidationError(_("Dette teamet tar ikke saker herfra."))
        if held.is_passed_on:
            raise ValidationError(_("Saken er alt sendt videre."))
        AgendaItem.objects.filter(pk=held.pk).update(is_passed_on=True)
        made = _put_on(to, held.pupil_id, held.case, held.wish, held, "case_passed_on", by, at)
    item.refresh_from_db()
    return made


def move_on(*, item: AgendaItem, by: str, at: dt.datetime) -> AgendaItem:
    """A case that was not reached: it stands so on this meeting's list, and waits for the team's next."""
    with transaction.atomic():
        _end(item, AgendaItem.Fate.MOVED, "")
        made = _put_on(item.team, item.pupil_id, item.case, item.wish, item, "case_moved_on", by, at)
    item.refresh_from_db()
    return made


def take_off(*, item: AgendaItem, reason: str, by: str, at: dt.datetime) -> None:
    """Take a case off the list, with why; it stands struck through."""
    refuse({"reason": fault} if (fault := fault_in_line(reason)) else {})
    with transaction.atomic():
        _end(item, AgendaItem.Fate.WITHDRAWN, reason.strip())
        _record("case_taken_off", item, by, at)
    item.refresh_from_db()


def gather(meeting: Meeting) -> None:
    """The team's cases that wait come on the list of a meeting that is called. The caller's transaction holds."""
    AgendaItem.objects.filter(team=meeting.team, meeting=None, fate="").update(meeting=meeting)


def next_meeting(team: Team, at: dt.datetime) -> Meeting | None:
    """The team's first meeting that has not begun and is not called off."""
    ahead = Meeting.objects.filter(team=team, state__in=(PLANNED, INVITED), starts_at__gt=at)
    return ahead.order_by("starts_at").first()


def _put_on(
    team: Team | None, pupil: int, case: Case | None, wish: str, earlier: AgendaItem | None, event: str, by: str,
    at: dt.datetime,
) -> AgendaItem:  # fmt: skip
    if team is None:
        raise ValidationError(_("Saken hører til et møte om én elev, ikke til et team."))
    try:
        with transaction.atomic():
            made = AgendaItem.objects.create(
                meeting=next_meeting(team, at), team=team, pupil_id=pupil, case=case, wish=wish, earlier=earlier,
                reported_at=at, reported_by=by,
            )  # fmt: skip
            _record(event, made, by, at)
    except IntegrityError:
        raise ValidationError({"__all__": _("Saken er alt meldt til teamet.")}) from None
    return made


def _end(item: AgendaItem, fate: str, why: str) -> None:
    """Written once: two who press at once, only one is first."""
    if not AgendaItem.objects.filter(pk=item.pk, fate="").update(fate=fate, fate_why=why):
        raise ValidationError(_("Saken er alt tatt opp eller flyttet."))


def _record(action: str, item: AgendaItem, by: str, at: dt.datetime) -> None:
    record_event(
        by=by, at=at, action=action, about=("agenda_item", item.pk), owner_id=item.pupil.owner_id,
        details={"pupil": item.pupil_id, "team": str(item.team_id), "meeting": str(item.meeting_id or "")},
    )  # fmt: skip
