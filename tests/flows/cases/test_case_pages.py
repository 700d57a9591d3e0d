"""Concerns and cases as the people of the school meet them; what is not theirs is not there."""

import datetime as dt
import re
import uuid

import pytest

from tests.builders import a_flag
from tettpaa.assess.cases.actions import close_case, open_case, reopen_case, resume_case, wait_case
from tettpaa.assess.cases.handing import offer_case
from tettpaa.assess.cases.models import Case
from tettpaa.assess.concerns.actions import tell_concern
from tettpaa.assess.concerns.models import Concern
from tettpaa.pages.case.queries import NEWEST
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.identity.actions import switch_user

AT = dt.datetime(2025, 10, 13, 6, tzinfo=dt.UTC)


@pytest.fixture
def case(cast) -> Case:
    return open_case(
        pupil=cast.pupils["a1"], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users["contact_a"], by="contact_a", at=AT,
    )  # fmt: skip


def test_a_subject_teacher_tells_and_the_contact_teacher_answers(cast, client):
    pupil = cast.pupils["a1"]
    client.force_login(cast.users["subject"])
    told = {"about": "well_being", "line": "Sitter alene", "form_id": str(uuid.uuid4())}
    page = client.post(f"/elev/{pupil.key}/bekymring", told, follow=True)
    assert "Sitter alene" in page.text and "Venter på svar" in page.text
    concern = Concern.objects.get()
    assert (concern.teller, concern.told_by) == ("staff", "subject")
    assert client.get(f"/bekymringer/{concern.pk}").status_code == 404

    client.force_login(cast.users["contact_a"])
    assert "Sitter alene" in client.get("/bekymringer/").text
    refused = client.post(f"/bekymringer/{concern.pk}", {"answer": "no_need", "line": ""})
    assert refused.status_code == 422
    client.post(f"/bekymringer/{concern.pk}", {"answer": "spoke", "line": "Snakket i går"})
    client.force_login(cast.users["subject"])
    assert "Snakket i går" in client.get("/bekymringer/").text


@pytest.mark.parametrize("who", ["contact_b", "leader_elsewhere", "former_contact", "analyst", "nobody"])
def test_who_does_not_have_the_pupil_meets_nothing(cast, client, case, who):
    told = tell_concern(
        pupil=cast.pupils["a1"],
        about="absence",
        line="Borte",
        teller="staff",
        form_id=uuid.uuid4(),
        by="subject",
        at=AT,
    )
    client.force_login(cast.users[who])
    pupil = cast.pupils["a1"].key
    addresses = [f"/elev/{pupil}/bekymring", f"/elev/{pupil}/sak", f"/bekymringer/{told.pk}", f"/sak/{case.pk}",
                 f"/sak/{case.pk}/avvent", f"/sak/{case.pk}/feilfort"]  # fmt: skip
    assert {client.get(address).status_code for address in addresses} == {404}
    assert client.get(f"/sak/{uuid.uuid4()}").status_code == 404


def test_a_case_is_opened_with_what_is_known_filled_in(cast, client):
    pupil = cast.pupils["a1"]
    facts = [{"indicator": "absence_days", "value": 3, "window": None, "threshold": 3, "from": "2025-09-29",
              "to": "2025-10-14", "unknown_days": 0}]  # fmt: skip
    a_flag(pupil, cast.school, dt.date(2025, 10, 13), facts=facts)
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/elev/{pupil.key}/sak")
    assert page.context["form"].initial["because"] == "flag" and page.context["form"].initial["reason"]
    opened = client.post(f"/elev/{pupil.key}/sak", {"because": "flag", "reason": "Finne ut av mandagene"}, follow=True)
    assert "Finne ut av mandagene" in opened.text
    assert Case.objects.get().responsible == cast.users["contact_a"]
    again = client.post(f"/elev/{pupil.key}/sak", {"because": "flag", "reason": "En til"})
    assert again.status_code == 422 and "alt en sak" in again.text
    assert AccessRecord.objects.filter(page="case", pupil_key=pupil.key, kind="opened").exists()


def test_only_acts_that_lead_on_from_here_are_there(cast, client, case):
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/sak/{case.pk}")
    assert "Avvent til …" in page.text and "Gjenåpne" not in page.text
    assert client.get(f"/sak/{case.pk}/gjenapne").status_code == 404
    assert client.post(f"/sak/{case.pk}/avvent", {"until": "2025-10-13", "reason": "Lege"}).status_code == 422
    waits = client.post(f"/sak/{case.pk}/avvent", {"until": "2025-10-20", "reason": "Lege"}, follow=True)
    assert "Avventer" in waits.text
    closed = client.post(f"/sak/{case.pk}/avslutt", {"outcome": "reached", "evaluation": "Det gikk bra"}, follow=True)
    assert "Det gikk bra" in closed.text
    # The case is over, and so is the membership that let the contact teacher change it: she reads it as the pupil's own.
    assert client.get(f"/sak/{case.pk}/gjenapne").status_code == 404
    client.force_login(cast.users["counsellor"])
    again = client.post(f"/sak/{case.pk}/gjenapne", {"reason": "Borte igjen"}, follow=True)
    assert "Følges opp" in again.text


def test_the_baton_is_offered_and_answered_on_the_page(cast, client, case):
    offer_case(case=case, to=cast.users["counsellor"], reason="Trenger rådgiver", by="contact_a", at=AT)
    client.force_login(cast.users["leader"])
    assert client.post(f"/sak/{case.pk}/svar", {"answer": "yes"}).status_code == 404
    client.force_login(cast.users["counsellor"])
    assert "Vil du ta over saken til" in client.get("/min-dag").text
    assert "Trenger rådgiver" in client.get("/saker/").text
    assert "Vil du ta over ansvaret?" in client.get(f"/sak/{case.pk}").text
    client.post(f"/sak/{case.pk}/svar", {"answer": "no", "reason": ""})
    case.refresh_from_db()
    assert case.responsible == cast.users["contact_a"]
    client.post(f"/sak/{case.pk}/svar", {"answer": "yes"})
    case.refresh_from_db()
    assert case.responsible == cast.users["counsellor"]
    assert "Vil du ta over saken til" not in client.get("/min-dag").text
    # The one who had it is still in the case, and is taken out by a button.
    page = client.get(f"/sak/{case.pk}").text
    member = case.members.get(assignment__user=cast.users["contact_a"])
    address = f"/sak/{case.pk}/ut/{member.assignment.reference}"
    assert address in page
    assert "er ute av saken" in client.post(address, follow=True).text


def test_a_case_whose_responsible_has_left_is_marked_in_the_list_and_the_leader_finds_it_among_tasks(
    cast, client, case
):
    client.force_login(cast.users["leader"])
    assert "Ingen har saken" not in client.get("/saker/").text
    switch_user(user=cast.users["contact_a"], is_active=False, by="administrator", at=AT)
    page = client.get("/saker/").text
    assert "Ingen har saken" in page and "/oppgaver/" in page
    assert "Saken til Elev A1 har ingen" in client.get("/oppgaver/").text


def test_the_list_and_the_page_ask_a_bounded_number_of_questions(cast, client, case, django_assert_max_num_queries):
    client.force_login(cast.users["leader"])
    with django_assert_max_num_queries(24):
        assert "Borte hver mandag" in client.get("/saker/").text
    with django_assert_max_num_queries(42):
        assert client.get(f"/sak/{case.pk}").status_code == 200


def test_who_told_takes_it_back_and_nobody_else_can(cast, client):
    pupil = cast.pupils["a1"]
    told = tell_concern(
        pupil=pupil, about="absence", line="Borte", teller="staff", form_id=uuid.uuid4(), by="subject", at=AT
    )
    address = f"/bekymringer/{told.pk}/ta-tilbake"
    client.force_login(cast.users["contact_a"])
    assert client.get(address).status_code == 404

    client.force_login(cast.users["subject"])
    assert client.post(address, {"reason": " "}).status_code == 422
    assert "feilført" in client.post(address, {"reason": "Feil elev"}, follow=True).text
    told.refresh_from_db()
    assert (told.withdrawn_by, told.withdrawn_why) == ("subject", "Feil elev")
    assert client.get(address).status_code == 404
    client.force_login(cast.users["contact_a"])
    assert "Borte" not in client.get("/bekymringer/").text


def test_a_case_that_was_opened_again_is_listed_with_why(cast, client, case):
    client.force_login(cast.users["contact_a"])
    assert "Borte hver mandag" in client.get("/saker/").text
    for reason in ("Borte igjen etter jul", "Borte igjen i mars"):
        close_case(case=case, outcome="reached", evaluation="Det ble bedre", by="contact_a", at=AT)
        reopen_case(case=case, reason=reason, by="contact_a", at=AT)
        listed, page = client.get("/saker/").text, client.get(f"/sak/{case.pk}").text
        assert reason in listed and "Borte hver mandag" not in listed
        assert reason in page.partition("Hva som har skjedd")[0]
    wait_case(case=case, until=dt.date(2025, 11, 3), reason="Venter på time", by="contact_a", at=AT)
    resume_case(case=case, reason="Timen er holdt", by="contact_a", at=AT)
    assert "Borte igjen i mars" in client.get("/saker/").text, "taking up again is no new reason"


def test_the_page_leads_to_its_parts_and_folds_what_is_old(cast, client, case):
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/sak/{case.pk}").text
    anchors = re.findall(r'<a href="#([a-z]+)"', page.partition("På denne siden")[2])
    assert {"plan", "samtaler", "tiltak", "moter", "deltakere", "historie"} <= set(anchors)
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in page] == [], "each leads somewhere"
    assert "eldre hendelse" not in page
    for _number in range(NEWEST):
        wait_case(case=case, until=dt.date(2025, 11, 3), reason="Venter", by="contact_a", at=AT)
        resume_case(case=case, reason="Tatt opp", by="contact_a", at=AT)
    page = client.get(f"/sak/{case.pk}").text
    folded = page.partition(f"Vis {NEWEST + 1} eldre hendelser")[2]
    assert "Borte hver mandag" in folded, "the first of all is the oldest"
