"""Meetings as the people of the school meet them; what is not theirs is not there."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from tests.builders import a_person, a_user
from tests.cast import TODAY
from tests.meetings import AFTER, AHEAD, AT, a_case, a_team, a_team_meeting, an_own_meeting, held, minuted, reported
from tests.rights import rights_of
from tettpaa.follow_up.meetings.inviting import answer_invitation, invite_guardian, invite_pupil
from tettpaa.follow_up.meetings.models import AgendaItem, Invitation, Meeting, MeetingTask, Minutes, MinutesRead, Team
from tettpaa.follow_up.meetings.rules import Asked
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.meeting.tasks import tasks_for
from tettpaa.schools.people.models import Employment, GuardianLink
from tettpaa.trust.audit.models import AccessRecord

DUE = dt.date(2025, 10, 24)


@pytest.fixture
def item(cast) -> AgendaItem:
    """Case of a1, reached in a team meeting four days ago; a2's was not."""
    team = a_team(cast)
    made = reported(team, a_case(cast))
    reported(team, a_case(cast, "a2"))
    held(a_team_meeting(team), made)
    return made


def of_item(item: AgendaItem, name: str) -> str:
    return reverse(name, kwargs={"meeting_id": item.meeting_id, "item_id": item.pk})


def a_parent(cast, born: dt.date):
    child = cast.pupils["a1"]
    child.birth_date = born
    child.save()
    person = a_person(cast.owner, "Mor", "A1")
    GuardianLink.objects.create(key=1, pupil=child, guardian=person, has_parental_responsibility=True)
    return a_user("mother", person)


WRITTEN = {
    "situation": "Sover dårlig", "conclusion": "Prøver senere start", "staff_what": "Ringe hjem",
    "staff_due_on": "2025-10-24", "pupil_what": "Prøve buss 2", "pupil_due_on": "2025-10-24",
}  # fmt: skip


def test_a_leader_makes_a_team_with_a_rhythm_and_calls_it_by_one_button(cast, client):
    client.force_login(cast.users["leader"])
    told = {"kind": "tt", "name": "TT påbygg", "form_id": str(uuid.uuid4())}
    client.post(f"/skole/{cast.school.key}/team", told)
    team = Team.objects.get()
    client.post(f"/team/{team.pk}/med", {"user": cast.users["contact_a"].username})
    rhythm = {"rhythm_from": "2025-09-30", "every_weeks": 3, "time": "10:15", "minutes": 45, "place": "Rom 1"}
    assert "Rytmen er lagret" in client.post(f"/team/{team.pk}/rytme", rhythm, follow=True).text
    page = client.get(f"/team/{team.pk}")
    assert "Lærer A" in page.text and page.context["next"] == dt.date(2025, 10, 21)
    form = client.get(f"/team/{team.pk}/kall-inn").context["form"]
    sent = {"form_id": form["form_id"].value(), "day": "2025-10-21", "time": "10:15", "minutes": 45, "place": "Rom 1"}
    called = client.post(f"/team/{team.pk}/kall-inn", sent, follow=True)
    assert "Lærer A" in called.text and "10:15–11:00" in called.text
    assert client.get(f"/team/{team.pk}").context["next"] == dt.date(2025, 11, 11)
    out = client.post(f"/team/{team.pk}/ut/{team.members.get().reference}", follow=True)
    assert "Ute av teamet" in out.text


def test_the_hour_that_comes_twice_is_asked_about_on_the_page(cast, client):
    client.force_login(cast.users["leader"])
    team = a_team(cast)
    sent = {"form_id": str(uuid.uuid4()), "day": "2025-10-26", "time": "02:30", "minutes": 45, "place": "Rom 1"}
    asked = client.post(f"/team/{team.pk}/kall-inn", sent)
    assert asked.status_code == 422 and "Andre gang" in asked.text
    client.post(f"/team/{team.pk}/kall-inn", {**sent, "which": "second"})
    assert Meeting.objects.get().starts_at == dt.datetime(2025, 10, 26, 1, 30, tzinfo=dt.UTC)


def test_a_case_is_reported_from_its_page_and_stands_on_the_teams_list(cast, client):
    team, case = a_team(cast), a_case(cast)
    client.force_login(cast.users["contact_a"])
    assert "Meld til et team" in client.get(f"/sak/{case.pk}").text
    refused = client.post(f"/sak/{case.pk}/meld-til-team", {"team": team.pk, "wish": ""})
    assert refused.status_code == 422
    told = {"team": team.pk, "wish": "Skal vi søke råd?"}
    page = client.post(f"/sak/{case.pk}/meld-til-team", told, follow=True)
    assert "Meldt til TT, venter på neste møte." in page.text and "Skal vi søke råd?" in page.text
    again = client.post(f"/sak/{case.pk}/meld-til-team", told)
    assert again.status_code == 422 and "alt meldt" in again.text
    meeting = a_team_meeting(team, AHEAD)
    assert "Elev A1" in client.get(f"/mote/{meeting.pk}").text
    assert AccessRecord.objects.filter(page="meeting", pupil_key=case.pupil_id).exists()


def test_a_team_member_sees_of_the_list_only_pupils_that_are_theirs(cast, client):
    team = a_team(cast)
    reported(team, a_case(cast))
    reported(team, a_case(cast, "b1", "contact_b"))
    meeting = a_team_meeting(team, AHEAD)
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/mote/{meeting.pk}").text
    assert "Elev A1" in page and "Elev B1" not in page
    client.force_login(cast.users["leader"])
    page = client.get(f"/mote/{meeting.pk}").text
    assert "Elev A1" in page and "Elev B1" in page


def test_a_meeting_is_held_on_the_page_and_the_rest_moves_on(cast, client):
    team = a_team(cast)
    first, second = reported(team, a_case(cast)), reported(team, a_case(cast, "a2"))
    meeting = a_team_meeting(team)
    client.force_login(cast.users["leader"])
    was_there = meeting.invitations.get(user=cast.users["counsellor"])
    page = client.post(f"/mote/{meeting.pk}/holdt", {"was_there": [was_there.pk], "reached": [first.pk]}, follow=True)
    assert "Referat mangler" in page.text and "flyttet til neste møte" in page.text and "Var ikke der" in page.text
    assert AgendaItem.objects.get(earlier=second).meeting is None
    assert client.get(f"/mote/{meeting.pk}/holdt").status_code == 404


def test_minutes_give_tasks_a_sheet_and_reach_the_pupil(cast, client, item):
    client.force_login(cast.users["contact_a"])
    page = client.get(of_item(item, "agenda_item"))
    assert "Skriv referat" in page.text and "Borte hver mandag" in page.text
    form = client.get(of_item(item, "minutes_write")).context["form"]
    sent = {**WRITTEN, "form_id": form["form_id"].value()}
    refused = client.post(of_item(item, "minutes_write"), sent)
    assert refused.status_code == 422 and "Velg hvem som skal gjøre det." in refused.text
    sent["staff_who"] = cast.users["counsellor"].person.pk
    client.post(of_item(item, "minutes_write"), sent)
    client.post(of_item(item, "minutes_write"), sent)
    assert Minutes.objects.count() == 1 and MeetingTask.objects.count() == 2
    sheet = client.get(f"/mote/{item.meeting_id}/ark").text
    assert all(word in sheet for word in ("Elev A1", "Ringe hjem", "Rådgiver A", "Prøve buss 2", "24. oktober"))
    pupil = a_user("pupil_a1", cast.pupils["a1"])
    client.force_login(pupil, persona="private")
    assert "Prøver senere start" in client.get(of_item(item, "agenda_item")).text
    task = MeetingTask.objects.get(party="pupil")
    assert "Gjort" in client.post(f"/moteoppgave/{task.pk}", {"act": "finish"}, follow=True).text
    assert client.get(of_item(item, "minutes_correct")).status_code == 404


def test_a_correction_tells_those_whose_eyes_the_wrong_text_met(cast, client, item):
    minuted(item)
    client.force_login(cast.users["counsellor"])
    assert "Sover dårlig" in client.get(of_item(item, "agenda_item")).text
    assert MinutesRead.objects.get().user == cast.users["counsellor"]
    client.force_login(cast.users["contact_a"])
    form = client.get(of_item(item, "minutes_correct")).context["form"]
    assert form.initial["situation"] == "Sover dårlig"
    right = {
        "situation": "Sover godt",
        "conclusion": "Venter",
        "form_id": form["form_id"].value(),
        "reason": "Feil elev",
    }
    page = client.post(of_item(item, "minutes_correct"), right, follow=True)
    assert "Sover godt" in page.text and "<s>Sover dårlig</s>" in page.text and "Feil elev" in page.text
    message = Message.objects.get(kind="minutes_corrected")
    assert (message.to, message.seen_at) == (cast.users["counsellor"].person, None)
    client.force_login(cast.users["counsellor"])
    client.get(f"/mote/{item.meeting_id}")
    message.refresh_from_db()
    assert message.seen_at is not None
    page = client.post(of_item(item, "minutes_withdraw"), {"reason": "Feil elev"}, follow=True)
    assert "Feilført: Feil elev" in page.text.replace("  ", " ")


def test_called_people_answer_and_take_the_meeting_into_their_calendar(cast, client):
    meeting = an_own_meeting(cast)
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/mote/{meeting.pk}/kall-inn")
    offered = dict(page.context["form"].fields["people"].choices)
    assert set(offered.values()) == {"Elev A1", "Lærer A", "Leder A", "Rådgiver A"}
    counsellor = f"user:{cast.users['counsellor'].pk}"
    assert client.post(f"/mote/{meeting.pk}/kall-inn", {"people": ["pupil", counsellor]}).status_code == 422
    sent = {"people": ["pupil", counsellor], "name": "Kari", "service": "BUP", "is_checked": "on"}
    assert "BUP" in client.post(f"/mote/{meeting.pk}/kall-inn", sent, follow=True).text
    pupil = a_user("pupil_a1", cast.pupils["a1"])
    invited = Invitation.objects.get(party="pupil")
    client.force_login(pupil, persona="private")
    assert "Svar på innkallingen" in client.get("/moter/").text
    answered = client.post(f"/innkalling/{invited.pk}", {"answer": "coming", "brings": "Tante Liv"}, follow=True)
    assert "Svaret er sendt" in answered.text and "Tante Liv" in answered.text
    file = client.get(f"/innkalling/{invited.pk}/mote.ics")
    assert file["Content-Type"].startswith("text/calendar")
    assert b"DTSTART:20251021T080000Z" in file.content and b"Elev" not in file.content
    client.force_login(cast.users["counsellor"])
    assert client.get(f"/innkalling/{invited.pk}").status_code == 404
    client.force_login(cast.users["contact_a"])
    assert "har med seg Tante Liv" in client.get(f"/mote/{meeting.pk}").text


def test_a_guardian_of_a_minor_gets_the_letter_and_not_the_minutes(cast, client):
    mother, meeting = a_parent(cast, born=dt.date(2009, 1, 1)), an_own_meeting(cast)
    invited = invite_guardian(meeting=meeting, guardian=mother.person, by="contact_a", at=AT)
    client.force_login(mother, persona="private")
    page = client.get(f"/innkalling/{invited.pk}")
    assert "Nettverksmøte om Elev A1" in page.text and "Finne ut av mandagene" not in page.text
    assert client.get(f"/mote/{meeting.pk}").status_code == 404
    assert "Svar på innkallingen" in client.get("/moter/").text
    client.post(f"/innkalling/{invited.pk}", {"answer": "other_time", "line": "Etter kl. 14"})
    assert Invitation.objects.get().line == "Etter kl. 14"
    client.force_login(mother, persona="staff")
    assert client.get(f"/innkalling/{invited.pk}").status_code == 404


def test_when_the_pupil_is_grown_the_letter_says_only_that_it_no_longer_holds(cast, client):
    mother, meeting = a_parent(cast, born=dt.date(2007, 10, 14)), an_own_meeting(cast)
    invited = invite_guardian(meeting=meeting, guardian=mother.person, by="contact_a", at=AT)
    client.force_login(mother, persona="private")
    page = client.get(f"/innkalling/{invited.pk}")
    assert page.status_code == 200 and "gjelder ikke lenger" in page.text
    assert "Elev A1" not in page.text and "Rom 2" not in page.text
    assert client.get(f"/innkalling/{invited.pk}/mote.ics").status_code == 404
    assert "Svar på innkallingen" not in client.get("/moter/").text


@pytest.mark.parametrize("who", ["contact_b", "subject", "leader_elsewhere", "former_contact", "analyst", "nobody"])
def test_who_does_not_have_the_pupil_meets_nothing(cast, client, item, who):
    minuted(item, Asked("staff", "Ringe hjem", DUE, cast.users["counsellor"].person.pk))
    meeting = an_own_meeting(cast)
    invited = invite_pupil(meeting=meeting, by="contact_a", at=AT)
    client.force_login(cast.users[who])
    names = ("agenda_item", "minutes_write", "minutes_correct", "minutes_withdraw", "agenda_item_off")
    addresses = [of_item(item, name) for name in names] + [
        f"/mote/{meeting.pk}", f"/mote/{item.meeting_id}", f"/mote/{item.meeting_id}/ark", f"/mote/{meeting.pk}/kall-inn",
        f"/mote/{meeting.pk}/holdt", f"/mote/{meeting.pk}/avlys", f"/innkalling/{invited.pk}",
        f"/elev/{cast.pupils['a1'].key}/mote", f"/sak/{item.case_id}/meld-til-team", f"/team/{item.team_id}",
        f"/moteoppgave/{MeetingTask.objects.get().pk}", f"/moteoppgave/{MeetingTask.objects.get().pk}/gi",
        f"/skole/{cast.school.key}/team", f"/skole/{cast.school.key}/motebelastning",
    ]  # fmt: skip
    assert {client.get(address).status_code for address in addresses} == {404}


def test_the_leader_sees_the_load_and_gives_a_task_without_owner_to_another(cast, client, item):
    teacher = cast.users["contact_a"].person
    minuted(item, Asked("staff", "Ringe hjem", DUE, teacher.pk))
    Employment.objects.filter(person=teacher).update(valid_to=TODAY - dt.timedelta(days=1))
    client.force_login(cast.users["leader"])
    assert "Oppgaver uten eier" in client.get(f"/skole/{cast.school.key}").text
    page = client.get(f"/skole/{cast.school.key}/oppgaver-uten-eier").text
    assert "Ringe hjem" in page and "Lærer A er ikke ansatt lenger" in page
    task = MeetingTask.objects.get()
    given = {"to": cast.users["counsellor"].person.pk, "reason": "Læreren har sluttet"}
    assert "Rådgiver A" in client.post(f"/moteoppgave/{task.pk}/gi", given, follow=True).text
    page = client.get(f"/skole/{cast.school.key}/oppgaver-uten-eier").text
    assert "Alle oppgaver har noen" in page
    load = client.get(f"/skole/{cast.school.key}/motebelastning").text
    assert "Lærer A" in load and "Elev" not in load.split("<main")[1]


def test_est_sends_a_case_on_to_tt_by_a_button(cast, client):
    est = a_team(cast, "EST", "est")
    tt, made = a_team(cast, "TT", "tt", takes_only_from=est), reported(est, a_case(cast))
    held(a_team_meeting(est), made)
    client.force_login(cast.users["counsellor"])
    assert "Send videre til TT" in client.get(of_item(made, "agenda_item")).text
    page = client.post(of_item(made, "agenda_item_onward"), {"team": str(tt.pk)}, follow=True)
    assert "Saken er sendt videre til TT." in page.text
    assert client.post(of_item(made, "agenda_item_onward"), {"team": str(uuid.uuid4())}).status_code == 404


def test_a_guardian_who_has_answered_finds_the_answer_again(cast, client):
    mother, meeting = a_parent(cast, dt.date(2009, 1, 1)), an_own_meeting(cast)
    invited = invite_guardian(meeting=meeting, guardian=mother.person, by="contact_a", at=AT)
    client.force_login(mother, persona="private")
    assert "Nettverksmøte" in client.get("/moter/").text
    answer_invitation(invitation=invited, answer="other_time", by="mother", at=AT)
    page = client.get("/moter/").text
    assert "Du har svart" in page and "Ønsker en annen tid" in page and f"/innkalling/{invited.pk}" in page
    assert "Du har ingen møter" not in page


def test_what_waits_is_told_once_for_each(cast, item):
    an_own = an_own_meeting(cast)
    pupil = a_user("pupil_a1", cast.pupils["a1"])
    invite_pupil(meeting=an_own, by="contact_a", at=AT)
    assert [task.words for task in tasks_for(rights_of(pupil, persona="private"))] == [
        "Svar på innkalling: Nettverksmøte"
    ]
    leader = rights_of(cast.users["leader"])
    assert [task.words for task in tasks_for(leader)] == ["Skriv referat: TT"]
    minuted(item, Asked("staff", "Ringe hjem", DUE, cast.users["counsellor"].person.pk))
    assert tasks_for(leader) == []
    found = tasks_for(rights_of(cast.users["counsellor"]))
    assert [(task.words, task.due_on, task.pupil) for task in found] == [("Ringe hjem", DUE, cast.pupils["a1"].pk)]


def test_the_lists_ask_a_bounded_number_of_questions(cast, client, item, django_assert_max_num_queries):
    minuted(item)
    for _number in range(3):
        invite_pupil(meeting=an_own_meeting(cast), by="contact_a", at=AT)
    client.force_login(cast.users["contact_a"])
    with django_assert_max_num_queries(44):
        assert client.get("/moter/").status_code == 200
    with django_assert_max_num_queries(40):
        assert client.get(f"/mote/{item.meeting_id}").status_code == 200


def test_the_day_a_meeting_is_held_it_may_not_be_answered(cast, client):
    meeting = an_own_meeting(cast, starts_at=AFTER)
    invited = invite_pupil(meeting=meeting, by="contact_a", at=AT)
    client.force_login(a_user("pupil_a1", cast.pupils["a1"]), persona="private")
    page = client.get(f"/innkalling/{invited.pk}")
    assert "Send svaret" not in page.text
    assert client.post(f"/innkalling/{invited.pk}", {"answer": "coming"}).status_code == 422
