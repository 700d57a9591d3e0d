"""Min oppfølging: what pupil and guardian read of plan, measures, meetings and talks, and what they never read."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from tests.builders import a_user
from tests.families import a_family
from tests.flows.plans.made import AT, DAY, TODAY, a_case, a_plan, sent
from tests.flows.seals.moved import closed, moves, new_staff
from tests.pdfs import inside
from tettpaa.assess.talks.holding import record_talk
from tettpaa.assess.talks.talk_queries import form_for
from tettpaa.assess.talks.talk_rules import Told
from tettpaa.follow_up.ending import withdraw_case
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.follow_up.meetings.actions import call_own_meeting
from tettpaa.follow_up.paper.pdf import is_installed
from tettpaa.follow_up.plans.actions import withdraw_plan
from tettpaa.follow_up.plans.evaluating import end_plan
from tettpaa.follow_up.plans.exempting import exempt_plan
from tettpaa.follow_up.plans.models import PlanVersion
from tettpaa.follow_up.plans.own_view import say_view
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.own_follow_up import own_plan
from tettpaa.schools.people.models import GuardianLink, Person
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.audit.reading import EXPORTED
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.sharing.actions import answer_consent, ask_consent

PAGE = reverse("own_follow_up")
PROBLEM, MEASURE, PLACE = "Borte hver mandag", "Ringer når hun ikke kommer", "Rom 4"


def followed(cast, name: str = "a1"):
    """A case with a plan in force, a measure that is planned, a meeting in a week and a talk that is told."""
    case = a_case(cast, name)
    plan = a_plan(case)
    contact = cast.users["contact_a"]
    plan_measure(
        case=case, wish=Wish("home_visit", MEASURE, TODAY, TODAY + 20 * DAY, "Lærer A"), school=cast.school,
        responsible=contact, form_id=uuid.uuid4(), by="contact_a", at=AT,
    )  # fmt: skip
    call_own_meeting(
        pupil=case.pupil, school=cast.school, case=case, kind="network", starts_at=AT + 8 * DAY, minutes=30,
        place=PLACE, link="", wish="Uka som kommer", form_id=uuid.uuid4(), by="contact_a", at=AT,
    )  # fmt: skip
    form = form_for(cast.owner, "absence", TODAY)
    told = Told("absence", AT.date(), "in_person", is_held=True, was_reached=True)
    record_talk(pupil=case.pupil, told=told, form=form, answers={form.own_words.key: "Sover dårlig"},
                form_id=uuid.uuid4(), by="contact_a", at=AT)  # fmt: skip
    return plan


@pytest.fixture
def family(cast):
    """A pupil of 17 and her mother: from 15 it is the pupil's to say what her mother sees."""
    return a_family(cast, dt.date(2008, 5, 1))


def private(client, user, strength: Strength = Strength.TWO_FACTORS):
    client.force_login(user, strength=strength, persona="private")
    return client


def read(client) -> str:
    return client.get(PAGE, follow=True).text


def let_see(family, *things: str):
    """The pupil lets her mother see these."""
    consent = ask_consent(
        pupil=family.pupil, matter="education", things=things, purpose="Følge med", receivers="Mor",
        guardian=family.mother, by="counsellor", at=AT,
    )  # fmt: skip
    answer_consent(consent=consent, answer="given", answered_by=family.pupil, route="talk", by="elev", at=AT, on=TODAY)


def test_the_pupil_reads_what_is_agreed_and_who_answers_for_it_and_the_look_is_logged(cast, client, family):
    followed(cast)
    page = read(private(client, family.elev, Strength.PLAIN))
    for said in (PROBLEM, "Til stede mandager", "Møtes mandag kl. 8", "Sover dårlig", MEASURE, PLACE, "Lærer A"):
        assert said in page, said
    assert "Venter på kvittering fra deg" in page and "Skriv hva du mener" in page
    looks = AccessRecord.objects.filter(by="elev", pupil_key=family.pupil.pk)
    assert set(looks.values_list("page", flat=True)) == {"own_follow_up", "own_plan"}
    assert client.get("/").headers["Location"] == PAGE, "and it is where she begins"


def test_the_page_asks_no_more_of_the_database_when_more_has_happened(
    cast, client, family, django_assert_max_num_queries
):
    plan = followed(cast)
    end_plan(plan=plan, number=1, helped="Litt", did_not_help="Mye", by="contact_a", at=AT)
    a_plan(plan.case)
    private(client, family.elev)
    with django_assert_max_num_queries(50):
        page = client.get(reverse("own_follow_up_of", args=[family.pupil.pk])).text
    assert "Det som er over" in page and reverse("own_plan", args=[plan.pk]) in page
    assert PROBLEM in client.get(reverse("own_plan", args=[plan.pk])).text


@pytest.mark.parametrize(("born", "sees"), [(dt.date(2011, 5, 1), True), (dt.date(2008, 5, 1), False)])
def test_a_guardian_sees_by_the_table_of_ages(cast, client, born, sees):
    """Under 15 she sees; of one who is 17 nothing before that one has said yes. Talks are the pupil's alone."""
    family, _plan = a_family(cast, born), followed(cast)
    page = read(private(client, family.mor))
    assert all((said in page) is sees for said in (PROBLEM, MEASURE, PLACE))
    assert "Venter på kvittering" not in page and "Ansvarlig for å følge deg opp" not in page
    assert AccessRecord.objects.filter(by="mor", page="own_plan", pupil_key=family.pupil.pk).exists() is sees
    assert client.get(reverse("own_follow_up_of", args=[family.pupil.pk])).status_code == (200 if sees else 404)


@pytest.mark.parametrize(("thing", "said"), [("plan", PROBLEM), ("measure", MEASURE), ("meeting", PLACE)])
def test_a_guardian_sees_the_part_the_pupil_opened_and_no_other(cast, client, family, thing, said):
    plan = followed(cast)
    let_see(family, thing)
    page = read(private(client, family.mor))
    assert [each for each in (PROBLEM, MEASURE, PLACE) if each in page] == [said]
    assert "Skriv hva du mener" not in page
    assert client.get(reverse("own_plan", args=[plan.pk])).status_code == (200 if thing == "plan" else 404)
    assert client.post(reverse("own_view_say", args=[plan.pk]), {"view": "Nei"}).status_code == 404
    assert ("PDF på bokmål" in page) is (thing == "plan" and is_installed())
    if thing != "plan":
        assert client.get(reverse("own_plan_pdf", args=[plan.pk, "nb"])).status_code == 404


def test_a_guardian_takes_out_what_the_page_says_and_nothing_of_the_case(cast, client, family, monkeypatch):
    """The pupil's own paper names who answers for her; that is hers to know, and stands on no guardian's page."""
    plan, papers = followed(cast), []
    monkeypatch.setattr(own_plan, "pdf_of", lambda _sheet, paper, **_on: papers.append(paper) or b"%PDF-")
    let_see(family, "plan")
    address = reverse("own_plan_pdf", args=[plan.pk, "nb"])
    for user in (family.elev, family.mor):
        answer = private(client, user).get(address)
        assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/pdf"
    owns, guardians = ({fact["value"] for fact in paper["facts"]} for paper in papers)
    assert cast.school.name in owns and owns - guardians == {cast.school.name, str(plan.case.responsible)}
    assert PROBLEM in str(papers[1]) and papers[1]["before"] == papers[0]["before"]
    assert AccessRecord.objects.filter(by="mor", page="own_plan", kind=EXPORTED).exists()


def test_at_18_it_ends_at_midnight_but_for_what_the_pupil_opens(cast, client, monkeypatch):
    family = a_family(cast, dt.date(2010, 10, 15))
    followed(cast)
    private(client, family.mor)
    assert all(said in read(client) for said in (PROBLEM, MEASURE, PLACE)), "14 years, and 15 tomorrow"
    for born, day in ((dt.date(2007, 10, 15), "2025-10-15"), (dt.date(2007, 10, 14), "2025-10-14")):
        Person.objects.filter(pk=family.pupil.pk).update(birth_date=born)
        monkeypatch.setenv("TETTPAA_TODAY", day)
        private(client, family.mor)
        assert not any(said in read(client) for said in (PROBLEM, MEASURE, PLACE)), day
    let_see(family, "plan")
    assert PROBLEM in read(client) and MEASURE not in read(client)


def test_nobody_else_reads_it_at_work_or_at_home(cast, client, family):
    plan = followed(cast)
    addresses = [reverse("own_follow_up_of", args=[family.pupil.pk]), reverse("own_plan", args=[plan.pk]),
                 reverse("own_view_say", args=[plan.pk]), reverse("own_plan_pdf", args=[plan.pk, "nb"])]  # fmt: skip
    for user in ("contact_a", "counsellor", "leader", "subject", "nobody"):
        client.force_login(cast.users[user])
        assert [client.get(address).status_code for address in addresses] == [404] * 4, user
        assert PROBLEM not in read(client)
    private(client, a_user("annen", cast.pupils["a2"]))
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    assert "Ingenting er avtalt nå" in read(client)
    assert client.get(addresses[1].replace(str(plan.pk), str(uuid.uuid4()))).status_code == 404


def test_a_guardian_signed_in_too_weakly_is_asked_for_more_and_a_stranger_is_not(cast, client):
    family = a_family(cast, dt.date(2011, 5, 1))
    address = reverse("own_follow_up_of", args=[family.pupil.pk])
    assert private(client, family.mor, Strength.PLAIN).get(address).status_code == 302
    assert private(client, a_user("annen", cast.pupils["a2"]), Strength.PLAIN).get(address).status_code == 404


def test_a_draft_is_not_what_is_agreed_and_a_choice_of_no_plan_is_told_with_its_reason(cast, client, family):
    case = a_case(cast)
    draft = a_plan(case, is_in_force=False)
    assert PROBLEM not in read(private(client, family.elev))
    assert client.get(reverse("own_plan", args=[draft.pk])).status_code == 404
    withdraw_plan(plan=draft, reason="Kladden gjaldt en annen", by="contact_a", at=AT)
    assert client.get(reverse("own_plan", args=[draft.pk])).status_code == 404, "it never held"
    exempt_plan(case=case, reason="Vi snakkes hver uke", form_id=uuid.uuid4(), by="contact_a", at=AT)
    page = read(client)
    assert "Plan ikke nødvendig" in page and "Vi snakkes hver uke" in page


def test_of_what_was_wrong_only_that_it_was_is_told(cast, client, family):
    """Marking the case as a mistake marks what was planned in it, so that nobody is told of a plan for another."""
    plan = followed(cast)
    withdraw_case(case=plan.case, reason="Feil elev", by="counsellor", at=AT)
    page, alone = read(private(client, family.elev)), client.get(reverse("own_plan", args=[plan.pk])).text
    assert PROBLEM not in page + alone and MEASURE not in page and "Feil elev" not in page + alone
    assert "Feilført" in page and "Denne planen ble skrevet ved en feil" in alone
    assert client.get(reverse("own_plan_pdf", args=[plan.pk, "nb"])).status_code == 404
    assert client.post(reverse("own_view_say", args=[plan.pk]), {"view": "Hei"}).status_code == 404


def test_what_the_pupil_thinks_is_the_next_version_once_and_the_responsible_is_told(cast, client, family):
    plan, form_id = followed(cast), str(uuid.uuid4())
    address = reverse("own_view_say", args=[plan.pk])
    private(client, family.elev, Strength.PLAIN)
    assert client.post(address, {"view": " ", "form_id": form_id}).status_code == 422
    for _again in (1, 2):
        assert client.post(address, {"view": "Jeg vil heller møtes tirsdag", "form_id": form_id}).status_code == 302
    first, second = PlanVersion.objects.filter(plan=plan).order_by("number")
    assert (second.pupil_view, second.saved_by, first.pupil_view) == (
        "Jeg vil heller møtes tirsdag",
        "elev",
        "Sover dårlig",
    )
    assert second.problem == first.problem and second.lines.count() == first.lines.count() == 1
    assert Message.objects.get(kind="plan_saved").to == cast.users["contact_a"].person
    assert AuditEvent.objects.filter(action="plan_view_said", by="elev").count() == 1
    assert "Jeg vil heller møtes tirsdag" in read(client)


def test_what_she_thinks_is_never_lost_to_who_saves_at_the_same_time(cast, client, family):
    plan = followed(cast)
    say_view(plan=plan, view="Tirsdag er bedre", form_id=uuid.uuid4(), by="elev", at=AT)
    client.force_login(cast.users["contact_a"])
    answer = client.post(reverse("plan_edit", args=[plan.pk]), sent(began_from=1))
    assert answer.status_code == 409 and "Tirsdag" in answer.text


def test_the_pupil_takes_her_plan_out_as_pdf_and_it_is_logged(cast, client, family):
    plan = followed(cast)
    answer = private(client, family.elev).get(reverse("own_plan_pdf", args=[plan.pk, "nn"]))
    assert answer.headers["Content-Type"] == "application/pdf" and b"/StructTreeRoot" in inside(answer.content)
    taken = AccessRecord.objects.get(kind="export")
    assert (taken.page, taken.by, taken.pupil_key) == ("own_plan", "elev", family.pupil.pk)
    assert client.get(reverse("own_plan_pdf", args=[plan.pk, "en"])).status_code == 404


def test_what_the_old_school_wrote_is_hers_to_read_and_no_longer_to_answer(cast, client, family):
    new_staff(cast)
    plan = followed(cast)
    moves(cast)
    closed(cast)
    page = read(private(client, family.elev))
    assert "Ingenting er avtalt nå" in page and "nå er det bare du som ser dette" in page
    own = reverse("own_plan", args=[plan.pk])
    assert PROBLEM in client.get(own).text and "Skriv hva du mener" not in client.get(own).text
    assert client.get(reverse("own_plan_pdf", args=[plan.pk, "nb"])).status_code == 200
    assert client.post(reverse("own_view_say", args=[plan.pk]), {"view": "Hei"}).status_code == 404
    Person.objects.filter(pk=family.pupil.pk).update(birth_date=dt.date(2011, 5, 1))
    assert private(client, family.mor).get(own).status_code == 404


def test_a_guardian_of_two_chooses_whom_and_both_are_logged(cast, client):
    family = a_family(cast, dt.date(2011, 5, 1))
    other = cast.pupils["b1"]
    Person.objects.filter(pk=other.pk).update(birth_date=dt.date(2012, 5, 1))
    GuardianLink.objects.create(key=other.key, pupil=other, guardian=family.mother, has_parental_responsibility=True)
    page = read(private(client, family.mor))
    assert "Elev A1" in page and "Elev B1" in page and "Elev A2" not in page
    assert set(AccessRecord.objects.filter(by="mor", kind="listed").values_list("pupil_key", flat=True)) == {
        family.pupil.pk, other.pk,
    }  # fmt: skip
