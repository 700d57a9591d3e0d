"""Trappa as the people of the school meet it."""

import datetime as dt

import pytest

from tests.builders import a_flag, a_person, belong, enrol
from tests.flows.stairs.conftest import at_five
from tests.rights import rights_of
from tettpaa.assess.talks.actions import record_contact
from tettpaa.follow_up.stairs.models import StairChoice
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.stairs.tasks import tasks_for
from tettpaa.trust.audit.models import AccessRecord

CHOICE = {"is_on": "yes", "days_0": "3", "days_1": "4", "days_2": "5", "valid_from": "2025-10-14", "reason": "Prøver"}


@pytest.fixture
def on_stairs(cast, flagged, choose):
    """On Tuesday 14 October the pupil has been flagged since the 6th; one attempt is made, and another is missing."""
    choose("fredrik_ii")
    record_contact(
        pupil=flagged, on=dt.date(2025, 10, 7), channel="phone", was_reached=False, by="contact_a",
        at=at_five(dt.date(2025, 10, 7)),
    )  # fmt: skip
    return flagged


def test_counsellor_and_leader_see_who_stands_where_and_what_is_missing(cast, client, on_stairs):
    for who in ("counsellor", "leader"):
        client.force_login(cast.users[who])
        page = client.get(f"/skole/{cast.school.key}/trappa").text
        assert "Elev A1" in page and "Trinn 1: kontaktlærer" in page
        assert "Mangler: 1 forsøk (ansikt til ansikt, melding, hjemmebesøk)" in page
    assert AccessRecord.objects.filter(page="stairs", pupil_key=on_stairs.key, kind="listed").exists()


@pytest.mark.parametrize(
    ("who", "board", "pupil"),
    [
        ("leader", 200, 200), ("counsellor", 200, 200), ("contact_a", 404, 200), ("contact_b", 404, 404),
        ("subject", 404, 404), ("leader_elsewhere", 404, 404), ("former_contact", 404, 404), ("analyst", 404, 404),
        ("nobody", 404, 404),
    ],
)  # fmt: skip
def test_who_gets_to_the_stairs(cast, client, on_stairs, who, board, pupil):
    client.force_login(cast.users[who])
    answers = [client.get(f"/skole/{cast.school.key}/trappa"), client.get(f"/elev/{on_stairs.key}/trappa")]
    assert [answer.status_code for answer in answers] == [board, pupil]


def test_the_contact_teacher_reads_on_min_dag_what_happens_next(cast, client, on_stairs):
    client.force_login(cast.users["contact_a"])
    assert "Fristen er passert. Mangler: 1 forsøk" in client.get("/min-dag").text
    record_contact(
        pupil=on_stairs, on=dt.date(2025, 10, 14), channel="message", was_reached=False, by="contact_a",
        at=at_five(dt.date(2025, 10, 14)),
    )  # fmt: skip
    assert "Rådgiver tar over om 2 skoledager." in client.get("/min-dag").text


def test_what_is_late_is_a_task_of_who_has_the_stair(cast, on_stairs, morning):
    what = "Trappa, Elev A1: Få tak i eleven: oppsøke, ringe, sende melding."
    told = [task.words for task in tasks_for(rights_of(cast.users["contact_a"]))]
    assert told == [f"{what} Mangler: 1 forsøk (ansikt til ansikt, melding, hjemmebesøk)"]
    assert tasks_for(rights_of(cast.users["counsellor"])) == tasks_for(rights_of(cast.users["contact_b"])) == []
    record_contact(
        pupil=on_stairs, on=dt.date(2025, 10, 8), channel="message", was_reached=False, by="contact_a",
        at=at_five(dt.date(2025, 10, 8)),
    )  # fmt: skip
    for day in (10, 14):
        morning(day)
    task = tasks_for(rights_of(cast.users["counsellor"]))[0]
    assert (task.pupil, task.due_on, task.address) == (
        on_stairs.key, dt.date(2025, 10, 21), f"/elev/{on_stairs.key}/trappa"
    )  # fmt: skip


def test_a_message_leads_to_the_page_and_is_seen_there(cast, client, on_stairs, morning):
    morning(14)
    client.force_login(cast.users["counsellor"])
    page = client.get(f"/elev/{on_stairs.key}/trappa").text
    assert "sagt fra om at neste trinn er nær" in page
    seen = Message.objects.filter(seen_at__isnull=False).values_list("to", flat=True)
    assert list(seen) == [cast.users["counsellor"].person.pk]


def test_a_role_that_is_empty_is_said_and_so_is_an_unknown_calendar(cast, client, choose):
    a_flag(cast.pupils["a1"], cast.school, dt.date(2025, 10, 6))
    choose("glemmen")
    client.force_login(cast.users["leader"])
    assert "Ukjent frist: skoleruta mangler." in client.get(f"/elev/{cast.pupils['a1'].key}/trappa").text
    cast.users["contact_a"].person.memberships.update(valid_to=dt.date(2025, 10, 1))
    assert "Skolen har ingen kontaktlærer. Avdelingsleder har trinnet." in client.get(
        f"/skole/{cast.school.key}/trappa"
    ).text  # fmt: skip


def test_a_leader_chooses_for_the_school_and_a_rule_editor_for_all(cast, client):
    client.force_login(cast.users["leader"])
    address = f"/skole/{cast.school.key}/trapper/glemmen"
    assert client.post(address, {**CHOICE, "valid_from": "2025-10-13"}).status_code == 422
    page = client.post(address, CHOICE, follow=True)
    assert "Trappa følges fra dagen du valgte" in page.text and "Gjelder" in page.text
    assert StairChoice.objects.get().days == [3, 4, 5]
    assert client.get(f"/eier/{cast.owner.pk}/trapper").status_code == 404
    client.force_login(cast.users["rule_editor"])
    assert "alle skolene" in client.get("/trapper/").text
    client.post(f"/eier/{cast.owner.pk}/trapper/askim", CHOICE)
    assert StairChoice.objects.get(stairs="askim").school is None
    assert "valgt for alle skolene" in client.get(f"/skole/{cast.school.key}/trapper").text


@pytest.mark.parametrize("who", ["counsellor", "contact_a", "leader_elsewhere", "analyst", "nobody"])
def test_others_choose_nothing(cast, client, who):
    client.force_login(cast.users[who])
    addresses = [f"/skole/{cast.school.key}/trapper", f"/skole/{cast.school.key}/trapper/glemmen",
                 f"/eier/{cast.owner.pk}/trapper/glemmen"]  # fmt: skip
    assert {client.get(address).status_code for address in addresses} == {404}


def test_reads_do_not_grow_with_the_pupils(
    cast, client, on_stairs, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(cast.users["leader"])
    address = f"/skole/{cast.school.key}/trappa"
    client.get(address)
    with django_assert_max_num_queries(41) as few:
        client.get(address)
    for number in range(12):
        pupil = a_person(cast.owner, "Elev", f"C{number}")
        enrol(pupil, cast.school)
        belong(pupil, cast.class_a)
        a_flag(pupil, cast.school, dt.date(2025, 10, 6))
    with django_assert_num_queries(len(few.captured_queries)):
        assert "Elev C11" in client.get(address).text
