"""Talks as the people of the school and the pupil meet them; what is not theirs is not there."""

import datetime as dt
import uuid

import pytest

from tests.builders import a_user, belong
from tests.cast import TODAY
from tests.rights import rights_of
from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.cases.members import add_member
from tettpaa.assess.talks.models import Contact, Talk, TalkForm
from tettpaa.kit import clock
from tettpaa.pages.navigation import entries_for
from tettpaa.pages.talk.tasks import tasks_for
from tettpaa.schools.people.models import Membership
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.identity.persona import PRIVATE

HELD = {"q_own_words": "Sover dårlig", "on": TODAY.isoformat(), "channel": "in_person", "interpreter": "none"}
NOT_HELD = {"not_held_why": "pupil_away", "not_held_line": "Kom ikke", "reached": "no_answer",
            "on": TODAY.isoformat(), "channel": "phone"}  # fmt: skip
RHYTHM = {"party": "pupil", "every_days": "14", "channel": "in_person", "begins_on": "2025-09-01", "line": "Mandager"}


def form_id() -> dict:
    return {"form_id": str(uuid.uuid4())}


@pytest.fixture
def teacher(cast, client):
    client.force_login(cast.users["contact_a"])
    return client


@pytest.fixture
def pupils_own(cast, client):
    client.force_login(a_user("elev", cast.pupils["a1"]), persona=PRIVATE)
    return client


def test_from_the_line_to_the_form_and_no_entry_twice(cast, teacher):
    key = cast.pupils["a1"].key
    line = {
        "on": TODAY.isoformat(),
        "channel": "phone",
        "reached": "yes",
        "line": "Bussen går for tidlig",
        "next_on": "",
    }
    thanks = teacher.post(f"/elev/{key}/snakket", line | form_id(), follow=True)
    contact = Contact.objects.get()
    address = f"/elev/{key}/samtale/fravar?kontakt={contact.reference}"
    assert address in thanks.text
    page = teacher.get(address)
    assert "Bussen går for tidlig" in page.text and page.context["form"]["channel"].value() == "phone"
    given = HELD | {
        "contact": contact.reference,
        "q_at_school": ["peers"],
        "q_home_knows": "no",
        "trusted": "Miljøarbeider",
    }
    told = teacher.post(f"/elev/{key}/samtale/fravar", given | form_id(), follow=True).text
    assert "«Sover dårlig»" in told and "Medelever" in told and "Miljøarbeider (ukjent om var med)" in told
    assert "4 spørsmål er ikke besvart" in told and "Eleven har ikke kvittert ennå" in told
    chronology = teacher.get(f"/elev/{key}").text
    assert chronology.count("Sover dårlig") == 1 and "Bussen går for tidlig" not in chronology
    assert AccessRecord.objects.filter(page="talk", pupil_key=key, thing="talk", kind="opened").exists()


def test_a_talk_that_was_not_held_says_why_on_a_page_of_its_own(cast, teacher):
    address = f"/elev/{cast.pupils['a1'].key}/samtale/halvar/ikke-holdt"
    assert teacher.get(address).status_code == 200
    assert teacher.post(address, NOT_HELD | {"not_held_line": ""} | form_id()).status_code == 422
    assert teacher.post(address, NOT_HELD | {"reached": ""} | form_id()).status_code == 422
    told = teacher.post(address, NOT_HELD | form_id(), follow=True).text
    assert "Ikke holdt" in told and "Svarte ikke" in told and "Kom ikke" in told


def test_a_form_with_faults_comes_back_with_what_was_written(cast, teacher):
    address = f"/elev/{cast.pupils['a1'].key}/samtale/hjem"
    back = teacher.post(address, HELD | {"q_own_words": "", "interpreter": "approved"} | form_id())
    assert back.status_code == 422 and not Talk.objects.exists()
    assert {"q_own_words", "guardians"} <= set(back.context["form"].errors)
    back = teacher.post(address, HELD | {"guardians": "Mor", "interpreter": "approved"} | form_id())
    assert set(back.context["form"].errors) == {"language"}
    assert teacher.get(f"/elev/{cast.pupils['a1'].key}/samtale/ukjent").status_code == 404


@pytest.mark.parametrize("who", ["subject", "contact_b", "leader_elsewhere", "former_contact", "analyst", "nobody"])
def test_who_does_not_have_the_pupil_meets_nothing(cast, client, talked, who):
    talk, key = talked(), cast.pupils["a1"].key
    client.force_login(cast.users[who])
    addresses = [f"/elev/{key}/samtale", f"/elev/{key}/samtale/fravar", f"/elev/{key}/samtale/fravar/ikke-holdt",
                 f"/elev/{key}/rytme", f"/samtale/{talk.pk}", f"/samtale/{talk.pk}/feilfort",
                 f"/samtaler/klasse/{cast.class_a.key}", f"/mine-samtaler/{talk.pk}"]  # fmt: skip
    assert {client.get(address).status_code for address in addresses} == {404}


@pytest.mark.parametrize("who", ["contact_a", "counsellor", "leader"])
def test_who_has_the_pupil_meets_all_but_the_pupils_own(cast, client, talked, who):
    talk, key = talked(), cast.pupils["a1"].key
    client.force_login(cast.users[who])
    addresses = [f"/elev/{key}/samtale", f"/elev/{key}/samtale/fravar", f"/elev/{key}/samtale/fravar/ikke-holdt",
                 f"/elev/{key}/rytme", f"/samtale/{talk.pk}", f"/samtale/{talk.pk}/feilfort",
                 f"/samtaler/klasse/{cast.class_a.key}"]  # fmt: skip
    assert {client.get(address).status_code for address in addresses} == {200}
    assert client.get(f"/mine-samtaler/{talk.pk}").status_code == 404
    assert client.post(f"/mine-samtaler/{talk.pk}/kvittering", {"answer": "read"} | form_id()).status_code == 404


def test_a_member_of_the_case_writes_a_talk_and_takes_it_back(cast, client):
    pupil, member = cast.pupils["a1"], cast.users["subject"]
    case = open_case(
        pupil=pupil, school=cast.school, because="flag", reason="Borte", responsible=cast.users["contact_a"],
        by="contact_a", at=clock.now(),
    )  # fmt: skip
    add_member(case=case, user=member, reason="Kjenner eleven", by="contact_a", at=clock.now())
    client.force_login(member)
    assert client.post(f"/elev/{pupil.key}/samtale/fravar", HELD | form_id()).status_code == 302
    talk = Talk.objects.get()
    assert "Sover dårlig" in client.get(f"/sak/{case.pk}").text
    client.post(f"/samtale/{talk.pk}/feilfort", {"reason": "Feil elev"})
    talk.refresh_from_db()
    assert talk.voided_at and talk.contact.voided_at


def test_the_pupil_reads_and_answers_and_staff_see_the_answer(cast, client, pupils_own, talked):
    talk, others = talked(), talked("a2")
    assert "Venter på kvittering fra deg" in pupils_own.get("/mine-samtaler/").text
    assert "Sover dårlig" in pupils_own.get(f"/mine-samtaler/{talk.pk}").text
    own = rights_of(cast.pupils["a1"].users.get(), persona=PRIVATE)
    assert [task.address for task in tasks_for(own)] == [f"/mine-samtaler/{talk.pk}"]
    address = f"/mine-samtaler/{talk.pk}/kvittering"
    assert pupils_own.post(address, {"answer": "disagrees", "line": ""} | form_id()).status_code == 422
    page = pupils_own.post(address, {"answer": "disagrees", "line": "Jeg sa bussen"} | form_id(), follow=True)
    assert tasks_for(own) == []
    assert "Jeg sa bussen" in page.text and "Du har kvittert" in pupils_own.get("/mine-samtaler/").text
    assert pupils_own.get(f"/mine-samtaler/{others.pk}").status_code == 404
    assert pupils_own.get(f"/samtale/{talk.pk}").status_code == 404
    client.force_login(cast.users["contact_a"])
    assert "Eleven er uenig: «Jeg sa bussen»" in client.get(f"/samtale/{talk.pk}").text


def test_what_was_entered_by_mistake_is_struck_through_for_staff_and_withheld_from_the_pupil(cast, client, talked):
    talk = talked(said="Om en annen elev")
    client.force_login(cast.users["contact_a"])
    page = client.post(f"/samtale/{talk.pk}/feilfort", {"reason": "Feil elev"}, follow=True).text
    assert "Om en annen elev" in page and "tp-withdrawn" in page and "Feil elev" in page
    assert client.get(f"/samtale/{talk.pk}/feilfort").status_code == 404
    assert "Feilført" in client.get(f"/elev/{talk.pupil_id}").text
    client.force_login(a_user("elev", cast.pupils["a1"]), persona=PRIVATE)
    for address in (f"/mine-samtaler/{talk.pk}", "/mine-samtaler/", "/mine-opplysninger"):
        page = client.get(address, follow=True)
        assert page.status_code == 200 and "Om en annen elev" not in page.text, address
    assert "Feil elev" in client.get(f"/mine-samtaler/{talk.pk}").text


def test_the_class_shows_who_is_missing_in_a_bounded_number_of_reads(
    cast, teacher, talked, django_assert_max_num_queries
):
    page = teacher.get("/samtaler/", follow=True)
    assert "3 av 3 elever mangler samtalen i høsthalvåret" in page.text
    talked("a1", kind="half_year")
    talked("a2", kind="absence")
    talked("a3", kind="half_year", is_held=False, not_held_why="pupil_wish", not_held_line="Ville ikke")
    with django_assert_max_num_queries(21):
        page = teacher.get(f"/samtaler/klasse/{cast.class_a.key}")
    assert "2 av 3 elever mangler samtalen i høsthalvåret" in page.text and "Ikke holdt i dag" in page.text
    assert f"/elev/{cast.pupils['a2'].key}/samtale/halvar" in page.text
    assert f"/elev/{cast.pupils['a1'].key}/samtale/halvar" not in page.text
    teacher.force_login(cast.users["leader"])
    assert "1STB" in teacher.get("/samtaler/").text


def test_late_in_the_half_year_and_late_in_the_rhythm_somebody_is_told(
    cast, teacher, talked, django_assert_max_num_queries
):
    pupil, contact = cast.pupils["a1"], cast.users["contact_a"]
    assert tasks_for(rights_of(contact)) == []
    assert "Avtalt" in teacher.post(f"/elev/{pupil.key}/rytme", RHYTHM | form_id(), follow=True).text
    assert teacher.post(f"/elev/{pupil.key}/rytme", RHYTHM | form_id()).status_code == 422
    rights = rights_of(contact)
    with django_assert_max_num_queries(15):
        (task,) = tasks_for(rights)
    assert (task.words, task.pupil) == ("På tide å snakke med Elev A1", pupil.key)
    assert "På tide å snakkes" in teacher.get(f"/elev/{pupil.key}").text
    assert tasks_for(rights_of(cast.users["leader"])) == tasks_for(rights_of(cast.users["contact_b"])) == []
    talked(kind="home", guardians="Mor", next_on=TODAY + dt.timedelta(days=2))
    talked()
    (agreed,) = tasks_for(rights_of(contact))
    assert agreed.words == "Snakk igjen med hjemmet til Elev A1"
    assert "Samtale med hjemmet</a>" in teacher.get(f"/elev/{pupil.key}").text
    (rhythm,) = pupil.rhythms.all()
    assert "er avsluttet" in teacher.post(f"/rytme/{rhythm.pk}/avslutt", {"reason": "Går bra"}, follow=True).text
    assert teacher.get(f"/rytme/{rhythm.pk}/avslutt").status_code == 404
    (late, _agreed) = tasks_for(rights_of(contact, on=TODAY.replace(month=12)))
    assert late.words == "3 elever i 1STA mangler halvårssamtale" and late.due_on.isoformat() == "2026-01-15"


def test_who_answers_for_the_forms_reads_them_with_their_source(cast, client):
    for who, status in (("leader", 200), ("administrator", 200), ("contact_a", 404), ("nobody", 404)):
        client.force_login(cast.users[who])
        page = client.get("/samtaleskjema/")
        assert page.status_code == status, who
        assert ("§ 9-6" in page.text) is (status == 200)


def edited(page, **changed) -> dict:
    """What the page would send, with some of it changed."""
    questions = page.context["questions"]
    sent = {"form-TOTAL_FORMS": len(questions.forms), "form-INITIAL_FORMS": questions.initial_form_count()}
    for form in questions:
        sent |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    return sent | {"valid_from": TODAY.isoformat()} | changed


def test_an_administrator_makes_the_owners_own_form_by_editing_the_one_that_holds(cast, client, talked):
    before = talked()
    client.force_login(cast.users["administrator"])
    page = client.get("/samtaleskjema/fravar")
    left_out = client.post("/samtaleskjema/fravar", edited(page, **{"form-0-type": "choice"}))
    assert left_out.status_code == 422 and "egne ord" in left_out.text
    sent = edited(page, **{
        "form-0-nb": "Hva sier eleven?", "form-2-nb": "", "form-7-nb": "Går bussen?", "form-7-type": "choice",
        "form-7-choices": "Ja, hver dag | Ja, kvar dag | Yes\n\nNei", "form-1-choices": "Medelever\nNoe annet",
    })  # fmt: skip
    assert "versjon 1" in client.post("/samtaleskjema/fravar", sent, follow=True).text
    form = TalkForm.objects.get()
    own_words, at_school, *_others, bus = form.questions
    assert (own_words["key"], own_words["nb"], own_words["own_words"]) == ("own_words", "Hva sier eleven?", True)
    assert [each["key"] for each in at_school["choices"]] == ["peers", "choice_1"]
    assert (bus["key"], bus["choices"][0]["nn"], bus["choices"][1]["nb"]) == ("question_1", "Ja, kvar dag", "Nei")
    assert "outside_school" not in {each["key"] for each in form.questions}
    client.force_login(cast.users["contact_a"])
    assert "Går bussen?" in client.get(f"/elev/{before.pupil_id}/samtale/fravar").text
    assert "Hva står bak fraværet" in client.get(f"/samtale/{before.pk}").text
    for who in ("contact_a", "leader", "analyst"):
        client.force_login(cast.users[who])
        assert client.get("/samtaleskjema/fravar").status_code == 404, who


def test_contact_teachers_have_the_talks_in_their_menu_also_when_they_teach(cast):
    teacher = cast.users["contact_a"]
    belong(teacher.person, cast.norwegian_a, Membership.Role.TEACHER)
    menu = [(entry.label, entry.is_current) for entry in entries_for(rights_of(teacher), "/samtaler/klasse/1")]
    assert menu == [
        ("Min dag", False), ("Klassen", False), ("Saker", False), ("Samtaler", True), ("Møter", False),
        ("Gruppene mine", False),
    ]  # fmt: skip
    assert "Samtaler" not in [entry.label for entry in entries_for(rights_of(cast.users["subject"]))]
