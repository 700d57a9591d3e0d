"""What comes between an invitation and a meeting: a birthday, a protected address, a death, a caller who leaves."""

import datetime as dt

import pytest

from tests.cast import TODAY, Cast
from tests.families import Family, a_family
from tests.meetings import AHEAD, AT, STARTS, a_case, a_team, a_team_meeting, an_own_meeting, held, minuted, reported
from tests.rights import rights_of
from tettpaa.assess.cases.handing import accept_case, offer_case
from tettpaa.follow_up.meetings.inviting import answer_invitation, invite_guardian, invite_pupil
from tettpaa.follow_up.meetings.jobs import is_due
from tettpaa.follow_up.meetings.models import Invitation, Meeting
from tettpaa.follow_up.meetings.queries import lacking_minutes
from tettpaa.follow_up.meetings.rules import Asked
from tettpaa.kit.clock import OSLO
from tettpaa.pages.meeting.queries import meetings_for
from tettpaa.pages.meeting.tasks import tasks_for
from tettpaa.schools.people.models import Employment, Membership, Person
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.protection.actions import clear_user, raise_protection

NOON = dt.datetime(2025, 10, 14, 12, tzinfo=OSLO)
YESTERDAY = TODAY - dt.timedelta(days=1)


def called(cast: Cast, born: dt.date, at: dt.datetime = AT) -> tuple[Family, Meeting, Invitation]:
    """A meeting a week ahead, with pupil and mother called."""
    family = a_family(cast, born)
    meeting = an_own_meeting(cast, at=at)
    invite_pupil(meeting=meeting, by="contact_a", at=at)
    return family, meeting, invite_guardian(meeting=meeting, guardian=family.mother, by="contact_a", at=at)


def test_who_is_18_is_told_of_the_guardian_who_fell_away_and_nobody_else_is(cast, client):
    family, _meeting, of_mother = called(cast, dt.date(2007, 10, 14))
    address = f"/innkalling/{of_mother.pk}"
    client.force_login(family.elev, persona="private")
    assert "Skal Mor A1 være med på møtet?" in client.get("/moter/").text
    page = client.get(address).text
    assert "Gjør du ingenting, er Mor A1 ikke med." in page and "/mine-samtykker/" in page
    client.force_login(family.mor, persona="private")
    assert "En innkalling til deg gjelder ikke lenger" in client.get("/moter/").text
    client.force_login(family.mor, persona="staff")
    assert "gjelder ikke lenger" not in client.get("/moter/").text
    client.force_login(cast.users["contact_a"])
    assert client.get(address).status_code == 404


def test_before_the_birthday_a_guardians_invitation_is_not_the_pupils_to_read(cast, client):
    family, _meeting, of_mother = called(cast, dt.date(2007, 10, 15))
    client.force_login(family.elev, persona="private")
    assert "Skal Mor A1" not in client.get("/moter/").text
    assert client.get(f"/innkalling/{of_mother.pk}").status_code == 404


@pytest.mark.parametrize(("born", "sees_meeting"), [(dt.date(2010, 10, 15), True), (dt.date(2010, 10, 14), False)])
def test_from_the_15th_birthday_a_guardian_sees_when_and_where_and_why_no_more(cast, client, born, sees_meeting):
    family, meeting, of_mother = called(cast, born)
    answer_invitation(invitation=of_mother, answer="coming", by="mor", at=AT)
    client.force_login(family.mor, persona="private")
    page, listed = client.get(f"/innkalling/{of_mother.pk}").text, client.get("/moter/").text
    assert ("bestemmer eleven om du ser sakslisten" in page) is not sees_meeting
    assert ("Du har svart" in listed) is not sees_meeting
    assert (client.get(f"/mote/{meeting.pk}").status_code == 200) is sees_meeting


@pytest.mark.parametrize(("grade", "is_closed"), [("confidential", True), ("strict", True), ("client", False)])
def test_a_protected_address_closes_what_was_sent_to_relatives(cast, client, grade, is_closed):
    """The child is 14, so that a mother would else see all of the meeting."""
    family, meeting, of_mother = called(cast, dt.date(2011, 1, 1))
    raise_protection(person=family.pupil, grade=grade, source="register", by="x", at=AT)
    client.force_login(family.mor, persona="private")
    addresses = [f"/innkalling/{of_mother.pk}", f"/innkalling/{of_mother.pk}/mote.ics", f"/mote/{meeting.pk}",
                 f"/mote/{meeting.pk}/sak/{meeting.items.get().pk}"]  # fmt: skip
    assert {client.get(address).status_code for address in addresses} == {404 if is_closed else 200}
    assert ("Svar på innkallingen" in client.get("/moter/").text) is not is_closed
    assert bool(tasks_for(rights_of(family.mor, persona="private"))) is not is_closed
    client.force_login(family.elev, persona="private")
    assert "Mor A1" in client.get(f"/mote/{meeting.pk}").text


def test_who_is_called_of_the_family_is_hidden_from_staff_who_are_not_named(cast, client):
    family, meeting, _of_mother = called(cast, dt.date(2009, 1, 1))
    client.force_login(cast.users["contact_a"])
    assert "Mor A1" in client.get(f"/mote/{meeting.pk}").text
    raise_protection(person=family.pupil, grade="confidential", source="register", by="x", at=AT)
    page = client.get(f"/mote/{meeting.pk}")
    assert page.status_code == 200 and "Mor A1" not in page.text
    told = {"pupil": family.pupil, "reason": "x", "since": TODAY, "until": None, "by": "x", "at": AT}
    clear_user(user=cast.users["contact_a"], **told)
    assert "Mor A1" in client.get(f"/mote/{meeting.pk}").text


def test_of_a_pupil_who_is_gone_no_birthday_is_told_and_no_minutes_are_owed(cast):
    family, _meeting, _of_mother = called(cast, dt.date(2007, 10, 14))
    item = reported(a_team(cast), a_case(cast))
    held(a_team_meeting(item.team), item)
    assert is_due(cast.owner, NOON) and lacking_minutes(Meeting.objects.filter(team=item.team), NOON).exists()
    Person.objects.filter(pk=family.pupil.pk).update(is_gone=True)
    assert not is_due(cast.owner, NOON) and not lacking_minutes(Meeting.objects.filter(team=item.team), NOON).exists()


def leaves(cast: Cast, who: str = "contact_a") -> None:
    for ties in (Membership, Employment):
        ties.objects.filter(person=cast.users[who].person).update(valid_to=YESTERDAY)


def owes_minutes(cast: Cast, who: str) -> bool:
    return any(task.words.startswith("Skriv referat: ") for task in tasks_for(rights_of(cast.users[who])))


def test_the_meeting_of_a_caller_who_has_left_is_whoever_has_the_cases(cast):
    case = a_case(cast)
    an_own_meeting(cast, starts_at=STARTS, case=case)
    assert owes_minutes(cast, "contact_a") and not owes_minutes(cast, "leader")
    leaves(cast)
    assert not owes_minutes(cast, "contact_a") and owes_minutes(cast, "leader") and owes_minutes(cast, "counsellor")
    assert not owes_minutes(cast, "leader_elsewhere")
    offer = offer_case(case=case, to=cast.users["counsellor"], reason="Sluttet", by="leader", at=NOON)
    accept_case(handing=offer, by="counsellor", at=NOON)
    assert owes_minutes(cast, "counsellor") and not owes_minutes(cast, "leader")


def test_a_teams_meeting_is_not_taken_over_by_who_has_a_case_on_its_list(cast):
    item = reported(a_team(cast), a_case(cast))
    held(a_team_meeting(item.team), item)
    leaves(cast, "leader")
    assert not owes_minutes(cast, "contact_a") and owes_minutes(cast, "counsellor")


def test_a_meeting_without_a_case_is_the_schools_when_its_caller_has_left(cast):
    an_own_meeting(cast)
    listed = [row.meeting.pupil for row in meetings_for(rights_of(cast.users["leader"]), NOON).ahead]
    assert listed == []
    leaves(cast)
    listed = [row.meeting.pupil for row in meetings_for(rights_of(cast.users["leader"]), NOON).ahead]
    assert listed == [cast.pupils["a1"]]


def test_one_who_still_teaches_or_was_never_employed_has_not_left(cast):
    an_own_meeting(cast, starts_at=STARTS)
    Employment.objects.filter(person=cast.users["contact_a"].person).update(valid_to=YESTERDAY)
    assert not owes_minutes(cast, "leader") and owes_minutes(cast, "contact_a")
    RoleGrant.objects.create(
        user=cast.users["nobody"], role="leader", owner=cast.owner, school=cast.school, valid_from=TODAY, reason="x",
        granted_by="x", granted_at=AT,
    )  # fmt: skip
    Meeting.objects.update(called_by="nobody")
    assert not owes_minutes(cast, "leader") and owes_minutes(cast, "nobody")


def test_who_has_left_is_not_called_with_the_team(cast):
    team = a_team(cast)
    assert {str(each) for each in a_team_meeting(team).invitations.all()} == {"Rådgiver A", "Lærer A"}
    leaves(cast)
    assert [str(each) for each in a_team_meeting(team, AHEAD).invitations.all()] == ["Rådgiver A"]


def test_a_task_that_nobody_has_calls_those_who_can_give_it(cast, client):
    item = reported(a_team(cast), a_case(cast))
    held(a_team_meeting(item.team), item)
    minuted(item, Asked("staff", "Ringe hjem", AHEAD.date(), cast.users["contact_a"].person.pk))
    words = "Oppgaven «Ringe hjem» har ingen: Lærer A arbeider ikke her lenger"
    assert words not in {task.words for task in tasks_for(rights_of(cast.users["leader"]))}
    leaves(cast)
    waiting = {task.words: task for task in tasks_for(rights_of(cast.users["leader"]))}
    assert words in waiting and words not in {
        task.words for task in tasks_for(rights_of(cast.users["leader_elsewhere"]))
    }
    client.force_login(cast.users["leader"])
    assert client.get(waiting[words].address).status_code == 200


def test_the_day_of_a_meeting_just_after_midnight_is_told_as_oslo_has_it(cast, client):
    """22:30 in the world's time is the day after in Oslo; the database keeps the world's."""
    meeting = an_own_meeting(cast, starts_at=dt.datetime(2025, 10, 26, 0, 30, tzinfo=OSLO))
    client.force_login(cast.users["contact_a"])
    assert "søndag 26. oktober kl. 00:30–01:30" in client.get(f"/mote/{meeting.pk}").text
