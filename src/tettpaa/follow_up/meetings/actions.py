"""Calling a meeting, holding it, calling it off. Each is one transaction and one event."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.meetings.agenda import gather, move_on
from tettpaa.follow_up.meetings.inviting import call_team, tell_invited
from tettpaa.follow_up.meetings.kinds import kind_called
from tettpaa.follow_up.meetings.models import AgendaItem, Invitation, Meeting, Team
from tettpaa.follow_up.meetings.rules import fault_in_length, fault_in_line
from tettpaa.follow_up.meetings.states import CALLED_OFF, HELD, INVITED, PLANNED, may, state_of
from tettpaa.follow_up.meetings.words import refuse
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School
from tettpaa.trust.audit.actions import record_event


def call_team_meeting(
    *, team: Team, starts_at: dt.datetime, minutes: int, place: str, link: str, form_id: UUID, by: str, at: dt.datetime
) -> Meeting:
    """A meeting of a team: everybody in it on the day is called, and the cases that wait come on its list."""
    _refuse_time(starts_at, minutes, at)
    made = Meeting(school=team.school, team=team, kind=team.kind, state=INVITED, form_id=form_id, called_by=by)
    if _is_new(made, starts_at, minutes, place, link, by, at):
        with transaction.atomic():
            call_team(meeting=made, by=by, at=at)
            gather(made)
    return Meeting.objects.get(form_id=form_id, team=team)


def call_own_meeting(
    *, pupil: Person, school: School, case: Case | None, kind: str, starts_at: dt.datetime, minutes: int, place: str,
    link: str, wish: str, form_id: UUID, by: str, at: dt.datetime,
) -> Meeting:  # fmt: skip
    """A meeting about one pupil, or the one already called in the same form. Who is to come is called after."""
    _refuse_time(starts_at, minutes, at)
    refuse({"wish": fault} if (fault := fault_in_line(wish)) else {})
    if kind_called(kind).is_team:
        raise ValidationError({"kind": _("Et team møtes om flere elever.")})
    made = Meeting(school=school, pupil=pupil, kind=kind, state=PLANNED, form_id=form_id, called_by=by)
    with transaction.atomic():
        if _is_new(made, starts_at, minutes, place, link, by, at):
            AgendaItem.objects.create(
                meeting=made, pupil=pupil, case=case, wish=wish.strip(), reported_at=at, reported_by=by
            )
    return Meeting.objects.get(form_id=form_id, pupil=pupil)


def call_off_meeting(*, meeting: Meeting, reason: str, by: str, at: dt.datetime, is_told: bool = True) -> None:
    """Not held, with why. A team's cases wait for its next meeting, and all who were called are told, unless it is asked
    that nobody is.
    """
    refuse({"reason": fault} if (fault := fault_in_line(reason)) else {})
    with transaction.atomic():
        held = _moved(meeting, "call_off_meeting", at)
        Meeting.objects.filter(pk=held.pk).update(state=CALLED_OFF, called_off_why=reason.strip())
        for item in AgendaItem.objects.filter(meeting=held, fate="", team__isnull=False).select_related(
            "pupil", "team"
        ):
            move_on(item=item, by=by, at=at)
        if is_told:
            tell_invited(held, "meeting_called_off", by, at)
        _record("meeting_called_off", held, by, at)
    meeting.refresh_from_db()


def hold_meeting(
    *, meeting: Meeting, was_there: Collection[UUID], reached: Collection[UUID], by: str, at: dt.datetime
) -> None:
    """Say who was there and which cases were reached. A team's other cases move to its next meeting: nothing is lost.

    Not before it has begun. Of cases that whoever says so may not see, nothing is said: they still wait here.
    """
    with transaction.atomic():
        held = _moved(meeting, "hold_meeting", at)
        if at < held.starts_at:
            raise ValidationError(_("Møtet har ikke begynt ennå."))
        Meeting.objects.filter(pk=held.pk).update(state=HELD, held_at=at, held_by=by)
        of_meeting = Invitation.objects.filter(meeting=held)
        of_meeting.filter(pk__in=was_there).update(was_there=True)
        of_meeting.exclude(pk__in=was_there).update(was_there=False)
        for item in AgendaItem.objects.filter(meeting=held, fate="").select_related("pupil", "team"):
            if item.team_id is None or item.pk in reached:
                AgendaItem.objects.filter(pk=item.pk).update(fate=AgendaItem.Fate.REACHED)
            else:
                move_on(item=item, by=by, at=at)
        _record("meeting_held", held, by, at, present=len(was_there))
    meeting.refresh_from_db()


def _is_new(
    made: Meeting, starts_at: dt.datetime, minutes: int, place: str, link: str, by: str, at: dt.datetime
) -> bool:
    """Write the meeting; False where the same form was sent before."""
    start = starts_at.astimezone(dt.UTC)
    made.starts_at, made.ends_at, made.called_at = start, start + dt.timedelta(minutes=minutes), at
    made.place, made.link = place.strip(), link
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            _record("meeting_called", made, by, at, kind=made.kind)
    except IntegrityError:
        return False
    return True


def _moved(meeting: Meeting, act: str, at: dt.datetime) -> Meeting:
    """The meeting, held while it moves; refused where the act leads nowhere from where it stands."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("school", "pupil", "team").get(pk=meeting.pk)
    state = state_of(held.state, held.ends_at, False, at)
    if not may(state, act):
        raise ValidationError(_("Det går ikke nå: møtet står som «%(state)s».") % {"state": _(state.word)})
    return held


def _refuse_time(starts_at: dt.datetime, minutes: int, at: dt.datetime) -> None:
    refuse({"minutes": fault} if (fault := fault_in_length(minutes)) else {})
    if starts_at.astimezone(dt.UTC) <= at.astimezone(dt.UTC):
        raise ValidationError({"day": _("Velg en tid som kommer.")})


def _record(action: str, meeting: Meeting, by: str, at: dt.datetime, **details: object) -> None:
    about = {"pupil": meeting.pupil_id} if meeting.pupil_id else {"team": str(meeting.team_id)}
    record_event(
        by=by, at=at, action=action, about=("meeting", meeting.pk), owner_id=meeting.school.owner_id,
        details={**about, **details},
    )  # fmt: skip
