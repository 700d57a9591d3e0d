"""Teams, lists, invitations and minutes as decisions: what leads on, what is refused, and who is told."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError

from tests.builders import a_person
from tests.cast import Cast
from tests.meetings import (
    AFTER,
    AHEAD,
    AT,
    STARTS,
    a_case,
    a_team,
    a_team_meeting,
    an_own_meeting,
    held,
    minuted,
    reported,
)
from tettpaa.follow_up.meetings.actions import call_off_meeting, call_own_meeting, call_team_meeting, hold_meeting
from tettpaa.follow_up.meetings.agenda import move_on, pass_on, take_off
from tettpaa.follow_up.meetings.inviting import (
    answer_invitation,
    invite_by_name,
    invite_guardian,
    invite_pupil,
    invite_user,
)
from tettpaa.follow_up.meetings.jobs import is_due, tell_lapsed
from tettpaa.follow_up.meetings.minutes import correct_minutes, read_minutes, withdraw_minutes, write_minutes
from tettpaa.follow_up.meetings.models import AgendaItem, Invitation, Meeting, MeetingTask, Minutes, TeamMember
from tettpaa.follow_up.meetings.queries import is_lapsed, lacking_minutes, meeting_load, without_owner
from tettpaa.follow_up.meetings.rules import Asked
from tettpaa.follow_up.meetings.tasks import drop_task, finish_task, give_task, reopen_task
from tettpaa.follow_up.meetings.teams import add_to_team, make_team, set_rhythm, take_out_of_team
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.models import Message
from tettpaa.schools.people.models import Employment, GuardianLink, Person
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.protection.actions import clear_user, raise_protection
from tettpaa.trust.sharing.models import Consent

DUE = dt.date(2025, 10, 24)


def told(kind: str) -> set[str]:
    return {str(message.to) for message in Message.objects.filter(kind=kind)}


def a_guardian(cast: Cast, pupil: str = "a1", born: dt.date = dt.date(2009, 1, 1)) -> Person:
    child, guardian = cast.pupils[pupil], a_person(cast.owner, "Mor", pupil.upper())
    Person.objects.filter(pk=child.pk).update(birth_date=born)
    child.refresh_from_db()
    GuardianLink.objects.create(key=guardian.key, pupil=child, guardian=guardian, has_parental_responsibility=True)
    return guardian


def lets_know(pupil: Person, guardian: Person) -> None:
    Consent.objects.create(
        pupil=pupil, guardian=guardian, matter="education", things="meeting", purpose="Møter", receivers=str(guardian),
        asked_by="x", asked_at=AT, answer="given", answered_by=pupil, answered_at=AT, written_by="x", route="talk",
    )  # fmt: skip


def test_a_form_sent_twice_makes_one_team_one_meeting_and_one_member(cast):
    form_id = uuid.uuid4()
    asked = {"school": cast.school, "kind": "tt", "name": "TT", "form_id": form_id, "by": "leader", "at": AT}
    team = make_team(**asked)
    assert make_team(**asked) == team
    assert add_to_team(team=team, user=cast.users["leader"], by="leader", at=AT) == add_to_team(
        team=team, user=cast.users["leader"], by="leader", at=AT
    )
    when = {"team": team, "starts_at": AHEAD, "minutes": 45, "place": "Rom 1", "link": "", "by": "leader", "at": AT}
    meeting = call_team_meeting(**when, form_id=form_id)
    assert call_team_meeting(**when, form_id=form_id) == meeting
    assert meeting.invitations.count() == 1 and told("meeting_called") == {"Leder A"}
    assert AuditEvent.objects.filter(action="meeting_called").count() == 1


def test_who_is_out_of_the_team_is_not_called_to_its_next_meeting(cast):
    team = a_team(cast)
    member = TeamMember.objects.get(user=cast.users["contact_a"])
    take_out_of_team(member=member, by="leader", at=AT)
    with pytest.raises(ValidationError):
        take_out_of_team(member=member, by="leader", at=AT)
    assert [each.user for each in a_team_meeting(team).invitations.all()] == [cast.users["counsellor"]]


def test_a_reported_case_waits_for_the_next_meeting_and_comes_on_its_list(cast):
    team, case = a_team(cast), a_case(cast)
    item = reported(team, case)
    assert item.meeting is None
    with pytest.raises(ValidationError):
        reported(team, case)
    meeting = a_team_meeting(team)
    item.refresh_from_db()
    assert item.meeting == meeting
    assert reported(team, a_case(cast, "a2")).meeting == meeting


def test_what_was_not_reached_moves_to_the_next_meeting_and_nothing_is_silent(cast):
    team = a_team(cast)
    reached, not_reached = reported(team, a_case(cast)), reported(team, a_case(cast, "a2"))
    meeting, coming = a_team_meeting(team), a_team_meeting(team, AHEAD)
    held(meeting, AgendaItem.objects.get(pk=reached.pk))
    not_reached.refresh_from_db()
    moved = AgendaItem.objects.get(earlier=not_reached)
    assert (not_reached.fate, moved.meeting, moved.wish) == ("moved", coming, not_reached.wish)
    with pytest.raises(ValidationError):
        move_on(item=not_reached, by="leader", at=AFTER)
    take_off(item=moved, reason="Eleven har byttet skole", by="leader", at=AFTER)
    with pytest.raises(ValidationError):
        take_off(item=moved, reason="Igjen", by="leader", at=AFTER)


def test_a_called_off_team_meeting_lets_its_cases_wait_and_tells_everybody(cast):
    team = a_team(cast)
    item, meeting = reported(team, a_case(cast)), a_team_meeting(team, AHEAD)
    call_off_meeting(meeting=meeting, reason="Streik", by="leader", at=AT)
    assert AgendaItem.objects.get(earlier=item).meeting is None
    assert told("meeting_called_off") == {"Rådgiver A", "Lærer A"}
    for act in (call_off_meeting, hold_meeting):
        asked = {"reason": "x"} if act is call_off_meeting else {"was_there": [], "reached": []}
        with pytest.raises(ValidationError):
            act(meeting=meeting, **asked, by="leader", at=AHEAD + dt.timedelta(hours=2))


def test_where_est_prepares_for_tt_only_what_est_passed_on_reaches_tt(cast):
    est = a_team(cast, "EST", "est")
    tt, case = a_team(cast, "TT", "tt", takes_only_from=est), a_case(cast)
    with pytest.raises(ValidationError, match="EST"):
        reported(tt, case)
    item = reported(est, case)
    with pytest.raises(ValidationError):
        pass_on(item=item, to=est, by="leader", at=AT)
    at_tt = pass_on(item=item, to=tt, by="leader", at=AT)
    assert (at_tt.team, at_tt.earlier, at_tt.wish) == (tt, item, item.wish)
    with pytest.raises(ValidationError):
        pass_on(item=item, to=tt, by="leader", at=AT)


def test_a_meeting_is_held_once_and_not_before_it_begins(cast):
    meeting = an_own_meeting(cast, starts_at=STARTS)
    invited = invite_pupil(meeting=meeting, by="contact_a", at=AT)
    with pytest.raises(ValidationError):
        hold_meeting(meeting=meeting, was_there=[], reached=[], by="contact_a", at=AT)
    hold_meeting(meeting=meeting, was_there=[invited.pk], reached=[], by="contact_a", at=AFTER)
    invited.refresh_from_db()
    assert invited.was_there is True and meeting.state == "held"
    for refused in (
        lambda: hold_meeting(meeting=meeting, was_there=[], reached=[], by="contact_a", at=AFTER),
        lambda: call_off_meeting(meeting=meeting, reason="x", by="contact_a", at=AFTER),
        lambda: invite_pupil(meeting=meeting, by="contact_a", at=AFTER),
        lambda: answer_invitation(invitation=invited, answer="coming", by="a1", at=AFTER),
    ):
        with pytest.raises(ValidationError):
            refused()


def test_a_meeting_is_not_called_for_what_is_over_or_for_a_team_as_if_one_pupils(cast):
    with pytest.raises(ValidationError):
        an_own_meeting(cast, starts_at=STARTS, at=AFTER)
    with pytest.raises(ValidationError):
        call_own_meeting(
            pupil=cast.pupils["a1"], school=cast.school, case=None, kind="tt", starts_at=AHEAD, minutes=45, place="x",
            link="", wish="x", form_id=uuid.uuid4(), by="contact_a", at=AT,
        )  # fmt: skip


def test_answers_reach_who_called_and_the_pupil_brings_somebody_she_trusts(cast):
    meeting, pupil = an_own_meeting(cast), cast.pupils["a1"]
    invited = invite_pupil(meeting=meeting, by="contact_a", at=AT)
    assert invite_pupil(meeting=meeting, by="contact_a", at=AT) == invited and meeting.state == "invited"
    answer_invitation(invitation=invited, answer="coming", brings="Tante", by="a1", at=AT)
    assert invited.brings == "Tante" and told("invitation_answered") == {"Lærer A"}
    colleague = invite_user(meeting=meeting, user=cast.users["counsellor"], party="staff", by="contact_a", at=AT)
    answer_invitation(
        invitation=colleague, answer="other_time", line="Etter kl. 12", brings="x", by="counsellor", at=AT
    )
    assert (colleague.answer, colleague.line, colleague.brings) == ("other_time", "Etter kl. 12", "")
    with pytest.raises(ValidationError):
        answer_invitation(invitation=colleague, answer="perhaps", by="counsellor", at=AT)
    assert str(pupil) in {str(each) for each in Invitation.objects.all()}


def test_only_those_who_may_know_of_the_pupil_are_called(cast):
    meeting = an_own_meeting(cast)
    with pytest.raises(ValidationError):
        invite_user(meeting=meeting, user=cast.users["contact_b"], party="staff", by="contact_a", at=AT)
    with pytest.raises(ValidationError):
        invite_guardian(meeting=meeting, guardian=a_person(cast.owner, "En", "Annen"), by="contact_a", at=AT)
    with pytest.raises(ValidationError):
        invite_pupil(meeting=a_team_meeting(a_team(cast)), by="leader", at=AT)
    by_name = invite_by_name(meeting=meeting, name="Kari Nordmann", service="BUP", by="contact_a", at=AT)
    assert str(by_name) == "Kari Nordmann" and by_name.person is None
    assert invite_guardian(meeting=meeting, guardian=a_guardian(cast), by="contact_a", at=AT).party == "guardian"


def test_a_protected_pupil_is_looked_at_again_before_a_guardian_is_called(cast):
    meeting, guardian = an_own_meeting(cast), a_guardian(cast)
    raise_protection(person=cast.pupils["a1"], grade="confidential", source="register", by="x", at=AT)
    meeting.refresh_from_db()
    with pytest.raises(ValidationError):
        invite_guardian(meeting=meeting, guardian=guardian, by="contact_a", at=AT)
    raise_protection(person=cast.pupils["a1"], grade="strict", source="register", by="x", at=AT)
    with pytest.raises(ValidationError):
        invite_user(meeting=meeting, user=cast.users["counsellor"], party="staff", by="contact_a", at=AT)
    clear_user(
        pupil=cast.pupils["a1"], user=cast.users["counsellor"], since=dt.date(2025, 10, 1), until=None,
        reason="Rådgiveren hennes", by="x", at=AT,
    )  # fmt: skip
    assert invite_user(meeting=meeting, user=cast.users["counsellor"], party="staff", by="contact_a", at=AT)


def test_at_midnight_on_the_birthday_the_guardians_invitation_lapses_and_both_are_told(cast):
    meeting, birthday = an_own_meeting(cast), dt.date(2025, 10, 15)
    guardian = a_guardian(cast, born=dt.date(2007, 10, 15))
    meeting.refresh_from_db()
    invited = invite_guardian(meeting=meeting, guardian=guardian, by="contact_a", at=AT)
    last_second = dt.datetime(2025, 10, 14, 23, 59, 59, tzinfo=OSLO)
    midnight = dt.datetime(2025, 10, 15, tzinfo=OSLO)
    assert not is_lapsed(invited, birthday - dt.timedelta(days=1)) and not is_due(cast.owner, last_second)
    assert is_lapsed(invited, birthday) and is_due(cast.owner, midnight)
    tell_lapsed(cast.owner, by="worker", at=midnight)
    tell_lapsed(cast.owner, by="worker", at=midnight)
    assert told("invitation_lapsed") == {"Mor A1", "Elev A1"}
    assert Message.objects.filter(kind="invitation_lapsed").count() == 2
    with pytest.raises(ValidationError):
        invite_guardian(meeting=an_own_meeting(cast), guardian=guardian, by="contact_a", at=midnight)


def test_where_the_pupil_says_yes_the_invitation_stands_past_the_birthday(cast):
    meeting = an_own_meeting(cast)
    guardian = a_guardian(cast, born=dt.date(2007, 10, 15))
    meeting.refresh_from_db()
    invited = invite_guardian(meeting=meeting, guardian=guardian, by="contact_a", at=AT)
    lets_know(meeting.pupil, guardian)
    midnight = dt.datetime(2025, 10, 15, tzinfo=OSLO)
    assert not is_lapsed(invited, midnight.date()) and not is_due(cast.owner, midnight)
    assert invite_guardian(meeting=an_own_meeting(cast), guardian=guardian, by="contact_a", at=midnight)


@pytest.fixture
def item(cast) -> AgendaItem:
    """A case that a team reached in a meeting that is held."""
    team = a_team(cast)
    made = reported(team, a_case(cast))
    held(a_team_meeting(team), made)
    return made


def test_minutes_are_written_once_with_one_task_for_each_party(cast, item):
    staff = cast.users["counsellor"].person.pk
    asked = (
        Asked("staff", "Ringe hjem", DUE, staff),
        Asked("pupil", "Prøve", DUE),
        Asked("other", "Møte", DUE, who="PPT"),
    )
    with pytest.raises(ValidationError):
        minuted(item, Asked("staff", "Ringe hjem", DUE))
    with pytest.raises(ValidationError):
        minuted(item, asked[1], asked[1])
    minuted(item, *asked)
    with pytest.raises(ValidationError):
        minuted(item)
    assert told("meeting_task_asked") == {"Rådgiver A", "Elev A1"}
    assert {task.whose for task in MeetingTask.objects.all()} == {"Rådgiver A", "Elev A1", "PPT"}
    assert not lacking_minutes(Meeting.objects.all(), AFTER).exists()


def test_minutes_wait_for_the_meeting_to_be_held(cast):
    item = reported(a_team(cast), a_case(cast))
    a_team_meeting(item.team)
    with pytest.raises(ValidationError):
        minuted(item)
    assert [each.team for each in lacking_minutes(Meeting.objects.all(), AFTER)] == [item.team]


def test_a_correction_keeps_the_wrong_text_and_reaches_everybody_who_read_it(cast, item):
    wrong = minuted(item)
    read_minutes([wrong], user=cast.users["counsellor"], at=AFTER)
    read_minutes([wrong], user=cast.users["counsellor"], at=AFTER)
    read_minutes([wrong], user=cast.users["contact_a"], at=AFTER)
    asked = {"item": item, "situation": "Sover godt", "conclusion": "Vente", "by": "contact_a", "at": AFTER}
    with pytest.raises(ValidationError):
        correct_minutes(**asked, reason=" ", form_id=uuid.uuid4())
    form_id = uuid.uuid4()
    right = correct_minutes(**asked, reason="Feil elev", form_id=form_id)
    assert correct_minutes(**asked, reason="Feil elev", form_id=form_id) == right
    assert [each.number for each in Minutes.objects.order_by("number")] == [1, 2]
    assert told("minutes_corrected") == {"Rådgiver A"}
    # Corrected again: whoever read only the first version is told of this one too.
    correct_minutes(**asked, reason="En feil til", form_id=uuid.uuid4())
    assert Message.objects.filter(kind="minutes_corrected").count() == 2


def test_minutes_entered_by_mistake_are_struck_through_and_ask_for_nothing(cast, item):
    wrong = minuted(item, Asked("staff", "Ringe hjem", DUE, cast.users["counsellor"].person.pk))
    read_minutes([wrong], user=cast.users["counsellor"], at=AFTER)
    withdraw_minutes(item=item, reason="Skrevet på feil elev", by="leader", at=AFTER)
    wrong.refresh_from_db()
    assert wrong.withdrawn_why == "Skrevet på feil elev" and wrong.situation == "Sover dårlig"
    assert told("minutes_withdrawn") == {"Rådgiver A"} and MeetingTask.objects.get().state == "dropped"
    for refused in (
        lambda: withdraw_minutes(item=item, reason="x", by="leader", at=AFTER),
        lambda: correct_minutes(
            item=item, situation="x", conclusion="x", reason="x", form_id=uuid.uuid4(), by="leader", at=AFTER
        ),
    ):
        with pytest.raises(ValidationError):
            refused()
    again = write_minutes(
        item=item, situation="Ny", conclusion="Ny", asked=(), form_id=uuid.uuid4(), by="contact_a", at=AFTER
    )
    assert again.number == 2


def test_a_task_is_done_dropped_and_taken_up_again_but_not_from_anywhere(cast, item):
    minuted(item, Asked("home", "Se over leksene", DUE))
    task, by = MeetingTask.objects.get(), {"by": "contact_a", "at": AFTER}
    with pytest.raises(ValidationError):
        reopen_task(task=task, reason="x", **by)
    with pytest.raises(ValidationError):
        give_task(task=task, to=cast.users["leader"].person, reason="x", **by)
    finish_task(task=task, **by)
    with pytest.raises(ValidationError):
        finish_task(task=task, **by)
    reopen_task(task=task, reason="Ble likevel ikke gjort", **by)
    with pytest.raises(ValidationError):
        drop_task(task=task, reason=" ", **by)
    drop_task(task=task, reason="Eleven er frisk", **by)
    assert task.state == "dropped" and [step.act for step in task.steps.order_by("pk")] == [
        "finish_task", "reopen_task", "drop_task",
    ]  # fmt: skip


def test_the_tasks_of_a_teacher_who_leaves_on_friday_have_no_owner_on_saturday(cast, item):
    teacher, friday = cast.users["contact_a"].person, dt.date(2025, 10, 17)
    minuted(item, Asked("staff", "Ringe hjem", DUE, teacher.pk), Asked("pupil", "Prøve", DUE))
    Employment.objects.filter(person=teacher).update(valid_to=friday)
    pupils = Person.objects.filter(pk=cast.pupils["a1"].pk)
    assert not without_owner(pupils, friday).exists()
    lost = without_owner(pupils, friday + dt.timedelta(days=1)).get()
    assert lost.person == teacher
    give_task(task=lost, to=cast.users["counsellor"].person, reason="Læreren har sluttet", by="leader", at=AFTER)
    assert not without_owner(pupils, friday + dt.timedelta(days=1)).exists()
    step = lost.steps.get()
    assert (step.to, step.reason) == (cast.users["counsellor"].person, "Læreren har sluttet")
    assert "Rådgiver A" in told("meeting_task_asked")


def test_the_load_counts_meetings_that_were_and_hours_and_leaves_out_the_rest(cast):
    team = a_team(cast)
    first, second = a_team_meeting(team), a_team_meeting(team, STARTS + dt.timedelta(days=1))
    called_off = a_team_meeting(team, STARTS + dt.timedelta(days=2))
    a_team_meeting(team, AHEAD)
    call_off_meeting(meeting=called_off, reason="Syk", by="leader", at=AT)
    at = dt.datetime(2025, 10, 14, 12, tzinfo=OSLO)
    load = {each.teacher.family_name: (each.meetings, each.hours) for each in meeting_load(cast.school, at)}
    assert load == {"A": (2, 1.5), "B": (0, 0.0)}
    said_no = second.invitations.get(user=cast.users["contact_a"])
    answer_invitation(invitation=said_no, answer="not_coming", by="contact_a", at=AT)
    hold_meeting(meeting=first, was_there=[], reached=[], by="leader", at=AFTER)
    load = {each.teacher.family_name: each.meetings for each in meeting_load(cast.school, at)}
    assert load == {"A": 0, "B": 0}


def test_a_rhythm_is_kept_and_logged(cast):
    team = a_team(cast)
    asked = {"rhythm_from": dt.date(2025, 8, 26), "every_weeks": 3, "time": dt.time(10), "place": "Rom 1"}
    set_rhythm(team=team, **asked, minutes=45, by="leader", at=AT)
    assert (team.every_weeks, team.place) == (3, "Rom 1")
    with pytest.raises(ValidationError):
        set_rhythm(team=team, **asked, minutes=1000, by="leader", at=AT)
    assert AuditEvent.objects.filter(action="team_rhythm_set").count() == 1
