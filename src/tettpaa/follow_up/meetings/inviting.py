"""Calling people to a meeting, and their answers. Whoever may not know of the pupil is never called."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tettpaa.follow_up.meetings.models import Invitation, Meeting
from tettpaa.follow_up.meetings.queries import (
    guardians_of,
    has_lapsed_now,
    keeps_relatives_out,
    live_members,
    may_see_pupil,
)
from tettpaa.follow_up.meetings.rules import LONGEST_LINE
from tettpaa.follow_up.meetings.states import ANSWERS, COMING, INVITED, PLANNED
from tettpaa.follow_up.meetings.words import refuse
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.actions import tell
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User

Party = Invitation.Party


def call_team(*, meeting: Meeting, by: str, at: dt.datetime) -> None:
    """Everybody in the team on the day of the meeting. The caller's transaction holds."""
    if meeting.team is None:
        return
    for member in live_members(meeting.team, meeting.starts_at.astimezone(OSLO).date()):
        _call(meeting, Party.STAFF, by, at, person=member.user.person, user=member.user)


def invite_user(*, meeting: Meeting, user: User, party: str, service: str = "", by: str, at: dt.datetime) -> Invitation:
    """A colleague, or somebody of another service who signs in here: only those who may see the pupil now."""
    if meeting.pupil is not None and not may_see_pupil(user, meeting.pupil, at):
        raise ValidationError(
            _("Denne personen har ikke tilgang til eleven. Ta personen med i saken, eller del, først.")
        )
    return _invite(meeting, Party(party), by, at, person=user.person, user=user, service=service)


def invite_pupil(*, meeting: Meeting, by: str, at: dt.datetime) -> Invitation:
    """The pupil the meeting is about."""
    return _invite(meeting, Party.PUPIL, by, at, person=_pupil_of(meeting))


def invite_guardian(*, meeting: Meeting, guardian: Person, by: str, at: dt.datetime) -> Invitation:
    """A guardian with parental responsibility; of an adult, only one the pupil has let know.

    A protected address is looked at again here, each time: whoever must not know where the pupil is, is not called.
    """
    pupil, on = _pupil_of(meeting), at.astimezone(OSLO).date()
    if guardian not in guardians_of(pupil, on) or keeps_relatives_out(pupil):
        raise ValidationError(_("Denne personen kan ikke kalles inn til et møte om eleven."))
    if has_lapsed_now(pupil, guardian, on):
        raise ValidationError(_("Eleven er 18 år og må selv si ja til at foresatte kalles inn."))
    return _invite(meeting, Party.GUARDIAN, by, at, person=guardian)


def invite_by_name(*, meeting: Meeting, name: str, service: str, by: str, at: dt.datetime) -> Invitation:
    """Somebody of another service who does not sign in here: called by the school, and answered for by it."""
    _pupil_of(meeting)
    refuse({field: "line_missing" for field, text in {"name": name, "service": service}.items() if not text.strip()})
    return _invite(meeting, Party.OTHER, by, at, name=name.strip(), service=service.strip())


def answer_invitation(
    *, invitation: Invitation, answer: str, line: str = "", brings: str = "", by: str, at: dt.datetime
) -> None:
    """Comes, wishes another time, or does not come, with a line; may be answered anew until the meeting begins.

    `brings`: whom the pupil wants with her, somebody she trusts. Who called is told of everything but a plain yes.
    """
    refuse({"line": "line_too_long"} if len(line) > LONGEST_LINE else {})
    if answer not in ANSWERS:
        raise ValidationError({"answer": _("Velg om du kommer.")})
    with transaction.atomic():
        held = (
            Invitation.objects.select_for_update(of=("self",))
            .select_related("meeting__school", "pupil")
            .get(pk=invitation.pk)
        )
        if held.meeting.state not in (PLANNED, INVITED) or held.meeting.starts_at <= at:
            raise ValidationError(_("Møtet er begynt, holdt eller avlyst."))
        Invitation.objects.filter(pk=held.pk).update(
            answer=answer, line=line.strip(), brings=brings.strip() if held.party == Party.PUPIL else "",
            answered_at=at, answered_by=by,
        )  # fmt: skip
        _record("invitation_answered", held, by, at, answer=answer)
        if answer != COMING or brings.strip():
            _tell_caller(held, by, at)
    invitation.refresh_from_db()


def tell_invited(meeting: Meeting, kind: str, by: str, at: dt.datetime) -> None:
    """Tell everybody who is called and known here. The caller's transaction holds."""
    for each in Invitation.objects.filter(meeting=meeting).select_related("person", "pupil"):
        if each.person is not None:
            tell(to=each.person, kind=kind, about=each.pk, pupil=each.pupil, by=by, at=at)


def lapse_invitations(invitations: list[Invitation], *, by: str, at: dt.datetime) -> None:
    """Tell guardian and pupil that the guardian's invitation no longer holds: the pupil is 18, and has not said yes."""
    for each in invitations:
        with transaction.atomic():
            if not Invitation.objects.filter(pk=each.pk, lapse_told_at=None).update(lapse_told_at=at):
                continue
            for person in (each.person, each.pupil):
                if person is not None:
                    tell(to=person, kind="invitation_lapsed", about=each.pk, by=by, at=at)
            _record("invitation_lapsed", each, by, at)


def _invite(
    meeting: Meeting, party: Invitation.Party, by: str, at: dt.datetime, *, person: Person | None = None,
    user: User | None = None, name: str = "", service: str = "",
) -> Invitation:  # fmt: skip
    with transaction.atomic():
        held = Meeting.objects.select_for_update(of=("self",)).select_related("school", "pupil").get(pk=meeting.pk)
        if held.state not in (PLANNED, INVITED) or held.starts_at <= at:
            raise ValidationError(_("Møtet er begynt, holdt eller avlyst."))
        made = _called_by_name(held, name, service) or _call(
            held, party, by, at, person=person, user=user, name=name, service=service
        )
        Meeting.objects.filter(pk=held.pk, state=PLANNED).update(state=INVITED)
    meeting.refresh_from_db()
    return made


def _called_by_name(meeting: Meeting, name: str, service: str) -> Invitation | None:
    """Who signs in here is called once by the table's own rule; who does not, by what they are called."""
    return Invitation.objects.filter(meeting=meeting, name=name, service=service).first() if name else None


def _call(
    meeting: Meeting, party: Invitation.Party, by: str, at: dt.datetime, *, person: Person | None, user: User | None = None,
    name: str = "", service: str = "",
) -> Invitation:  # fmt: skip
    """One invitation and one message, or the one there is: nobody is called twice."""
    try:
        with transaction.atomic():
            made = Invitation.objects.create(
                meeting=meeting, pupil=meeting.pupil, party=party, person=person, user=user, name=name, service=service,
                invited_at=at, invited_by=by,
            )  # fmt: skip
            _record("invitation_sent", made, by, at, party=str(party))
            if person is not None:
                tell(to=person, kind="meeting_called", about=made.pk, pupil=meeting.pupil, by=by, at=at)
    except IntegrityError:
        same = Q(person=person) if person else Q(user=user)
        return Invitation.objects.get(same, meeting=meeting)
    return made


def _pupil_of(meeting: Meeting) -> Person:
    if meeting.pupil is None:
        raise ValidationError(
            _("Et teammøte er om flere elever: elev, hjem og andre kalles inn til elevens eget møte.")
        )
    return meeting.pupil


def _tell_caller(invitation: Invitation, by: str, at: dt.datetime) -> None:
    meeting = invitation.meeting
    caller = Person.objects.filter(users__username=meeting.called_by).first()
    if caller is not None and caller.pk != invitation.person_id:
        once = f"{invitation.pk.hex}{at:%m%d%H%M%S}"
        tell(to=caller, kind="invitation_answered", about=meeting.pk, pupil=invitation.pupil, once=once, by=by, at=at)


def _record(action: str, invitation: Invitation, by: str, at: dt.datetime, **details: object) -> None:
    meeting = invitation.meeting
    about = {"pupil": invitation.pupil_id} if invitation.pupil_id else {"team": str(meeting.team_id)}
    record_event(
        by=by, at=at, action=action, about=("invitation", invitation.pk), owner_id=meeting.school.owner_id,
        details={"meeting": str(meeting.pk), "to": invitation.person_id, **about, **details},
    )  # fmt: skip
