"""A subject teacher gives the notice of § 9-7 in the own subject, and learns nothing else on the way."""

import json
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from tests.builders import a_group, belong
from tests.cast import TODAY, Cast
from tests.flows.letters.made import AWAY, NOON, a_term, be_away, sent, state, written
from tests.records import put
from tests.rights import rights_of
from tettpaa.follow_up.letters.models import Letter, LetterDelivery
from tettpaa.follow_up.letters.own_subject import send_subject_notice, usual_ways, write_subject_notice
from tettpaa.follow_up.letters.queries import draft_of
from tettpaa.follow_up.letters.rules import Wish
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.letter.tasks import tasks_for as letters_waiting
from tettpaa.pages.subject_notice.tasks import tasks_for
from tettpaa.schools.people.models import Membership
from tettpaa.schools.places.models import Group
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.protection.actions import raise_protection
from tettpaa.trust.wall.asking import asked_by
from tettpaa.trust.wall.middleware import asking_of

on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no second wall")


@pytest.fixture
def term(cast) -> Cast:
    """Also mathematics, which another teaches: away there too."""
    a_term(cast)
    maths = a_group(cast.school, "1STA matematikk", Group.Kind.TEACHING, subject_code="MAT1019")
    belong(cast.users["contact_b"].person, maths, Membership.Role.TEACHER)
    belong(cast.pupils["a1"], maths)
    return cast


def a_notice(cast: Cast, by: str = "subject", **given) -> Letter:
    told = {"period": "h1", "grounds": ["absence"], "form_id": uuid.uuid4()} | given
    return write_subject_notice(pupil=cast.pupils["a1"], group=cast.norwegian_a, **told, by=by, at=NOON)


def gone(letter: Letter, by: str = "subject") -> bool:
    seen = draft_of(letter, NOON, usual_ways(letter, NOON)).seen
    return send_subject_notice(letter=letter, seen=seen, by=by, at=NOON)


def given(**told) -> dict:
    return {"period": "h1", "grounds": ["absence"], "line": "", "form_id": str(uuid.uuid4())} | told


def test_from_the_group_to_the_home_by_the_pages_and_the_contact_teacher_is_told(term, client):
    client.force_login(term.users["subject"])
    assert "Hvem bør varsles?" in client.get("/mine-grupper").text
    page = client.get(f"/mine-grupper/{term.norwegian_a.key}/varsel").text
    assert page.index("Elev A1") < page.index("2 andre elever i gruppen") < page.index("Elev A2")
    assert "7,5 av 8,4" in page and "Skriv varsel" in page
    write = f"/elev/{term.pupils['a1'].key}/fagvarsel/{term.norwegian_a.key}"
    assert client.post(write, {"form_id": str(uuid.uuid4())}).status_code == 422
    page = client.post(write, given(line="Lever loggen fra september."), follow=True)
    assert "Stemmer varselet til Elev A1?" in page.text and "19.09.2025, time 1" in page.text
    notice = Letter.objects.get()
    page = client.post(f"/fagvarsel/{notice.pk}/send", {"seen": page.context["page"].seen}, follow=True)
    assert "Varselet er sendt" in page.text and state(notice) == "sent"
    assert {str(each.to) for each in notice.deliveries.all()} == {"Elev A1", "Foresatt En", "Foresatt To"}
    assert "Varslet dette halvåret" in client.get(f"/mine-grupper/{term.norwegian_a.key}/varsel").text
    told = Message.objects.get(kind="subject_notice_sent")
    assert (told.to, told.about) == (term.users["contact_a"].person, str(notice.pk))

    client.force_login(term.users["contact_a"])
    assert "Varslet av Lærer Norsk, faglærer." in client.get(f"/brev/{notice.pk}").text
    assert "Brev: varsel i fag" in client.get(f"/elev/{term.pupils['a1'].key}").text
    assert [task.words for task in letters_waiting(rights_of(term.users["contact_a"]))] == [
        "Lever brevet til Elev A1, og skriv når det er mottatt: varsel i fag"
    ]
    assert letters_waiting(rights_of(term.users["counsellor"])) == []


def test_the_teacher_sees_neither_guardians_nor_other_subjects_nor_other_letters(term, client):
    other = written(
        term, Wish("order_notice", period="h1", grounds=("late",)), line="Vi vet du har det vanskelig hjemme"
    )
    in_subject = written(term, line="Noe kontaktlæreren skrev")
    assert sent(other)
    notice = a_notice(term)
    client.force_login(term.users["subject"])
    pages = [
        client.get(f"/mine-grupper/{term.norwegian_a.key}/varsel").text,
        client.get(f"/fagvarsel/{notice.pk}").text,
    ]
    assert gone(notice)
    pages += [client.get(f"/fagvarsel/{notice.pk}").text, client.get(f"/elev/{term.pupils['a1'].key}").text]
    for page in pages:
        for secret in ("Foresatt En", "Foresatt To", "hjemme.no", "Matematikk", "vanskelig", "Noe kontaktlæreren"):
            assert secret not in page, secret
    for letter in (other, in_subject):
        assert client.get(f"/brev/{letter.pk}").status_code == 404
        assert client.get(f"/fagvarsel/{letter.pk}").status_code == 404
        assert client.post(f"/fagvarsel/{letter.pk}/send").status_code == 404
    notice.refresh_from_db()
    assert [each["code"] for each in notice.facts["subjects"]] == ["NOR1267"], "only the subject's facts are kept"
    assert notice.facts["days"] is None and notice.facts["undocumented_on"] == []


@pytest.mark.parametrize(
    "who", ["contact_b", "contact_a", "counsellor", "leader", "former_contact", "analyst", "nobody"]
)
def test_whoever_does_not_teach_the_group_meets_nothing(term, client, who):
    notice = a_notice(term)
    client.force_login(term.users[who])
    for address in (f"/mine-grupper/{term.norwegian_a.key}/varsel",
                    f"/elev/{term.pupils['a1'].key}/fagvarsel/{term.norwegian_a.key}", f"/fagvarsel/{notice.pk}"):  # fmt: skip
        assert client.get(address).status_code == 404, address
    for act in ("send", "legg-bort"):
        assert client.post(f"/fagvarsel/{notice.pk}/{act}").status_code == 404


def test_only_in_the_own_subject_to_the_own_pupils(term, client):
    """Teaches a1 Norwegian, and b1 chemistry: not a1's mathematics, not b1's Norwegian, not a1's chemistry."""
    maths = Group.objects.get(subject_code="MAT1019")
    chemistry = a_group(term.school, "1STB kjemi", Group.Kind.TEACHING, subject_code="KJE1")
    belong(term.users["subject"].person, chemistry, Membership.Role.TEACHER)
    belong(term.pupils["b1"], chemistry)
    client.force_login(term.users["subject"])
    a1, b1 = term.pupils["a1"].key, term.pupils["b1"].key
    answers = {
        (pupil, group.key): client.post(f"/elev/{pupil}/fagvarsel/{group.key}", given(grounds=["basis"])).status_code
        for pupil in (a1, b1) for group in (term.norwegian_a, maths, chemistry)
    }  # fmt: skip
    assert {pair for pair, code in answers.items() if code == 302} == {(a1, term.norwegian_a.key), (b1, chemistry.key)}
    assert set(answers.values()) == {302, 404}
    with pytest.raises(ValidationError):
        write_subject_notice(
            pupil=term.pupils["b1"], group=term.norwegian_a, period="h1", grounds=["basis"], form_id=uuid.uuid4(),
            by="subject", at=NOON,
        )  # fmt: skip


def test_who_no_longer_teaches_the_pupil_no_longer_sees_the_notice(term, client):
    notice = a_notice(term)
    client.force_login(term.users["subject"])
    assert client.get(f"/fagvarsel/{notice.pk}").status_code == 200
    Membership.objects.filter(group=term.norwegian_a, person=term.pupils["a1"]).update(valid_to=TODAY.replace(day=1))
    other = a_group(term.school, "1STA kjemi", Group.Kind.TEACHING, subject_code="KJE1")
    belong(term.users["subject"].person, other, Membership.Role.TEACHER)
    belong(term.pupils["a1"], other)
    assert client.get(f"/fagvarsel/{notice.pk}").status_code == 404
    assert client.post(f"/fagvarsel/{notice.pk}/send").status_code == 404


@pytest.mark.parametrize("first", ["school", "contact teacher", "colleague"])
def test_not_sent_twice_whoever_sent_the_first(term, client, first):
    if first == "school":
        put(term.school, "notices", [
            {"pupil": term.pupils["a1"].key, "kind": "basis", "sent_on": TODAY.replace(day=1), "subject_code": "NOR1267"},
        ])  # fmt: skip
    elif first == "contact teacher":
        assert sent(written(term))
    else:
        belong(term.users["leader"].person, term.norwegian_a, Membership.Role.TEACHER)
        assert gone(a_notice(term, by="leader"), by="leader")
    again = a_notice(term)
    client.force_login(term.users["subject"])
    page = client.get(f"/fagvarsel/{again.pk}").text
    assert "Et slikt varsel er alt sendt i perioden." in page and "Send varselet" not in page
    assert "Varslet dette halvåret" in client.get(f"/mine-grupper/{term.norwegian_a.key}/varsel").text
    client.post(f"/fagvarsel/{again.pk}/send", {"seen": "x"})
    again.refresh_from_db()
    assert (again.stopped_because, again.deliveries.count()) == ("already_sent", 0)


def test_the_facts_are_read_again_as_it_leaves(term, client):
    notice = a_notice(term)
    client.force_login(term.users["subject"])
    seen = client.get(f"/fagvarsel/{notice.pk}").context["page"].seen
    be_away(term, AWAY[:8])
    page = client.post(f"/fagvarsel/{notice.pk}/send", {"seen": seen}, follow=True)
    assert "endret siden du leste brevet" in page.text and state(notice) == "queued"
    be_away(term, AWAY[:2])
    page = client.post(f"/fagvarsel/{notice.pk}/send", {"seen": seen}, follow=True)
    assert "Det stemmer ikke lenger" in page.text and state(notice) == "not_sent"
    assert not LetterDelivery.objects.exists() and not Message.objects.filter(kind="subject_notice_sent").exists()


def test_by_digital_post_nobody_has_to_carry_it(term, settings):
    settings.TETTPAA_STAND_INS = ("digital_post",)
    notice = a_notice(term)
    assert gone(notice)
    assert {each.channel for each in notice.deliveries.all()} == {"digital_post"}
    assert letters_waiting(rights_of(term.users["contact_a"])) == []


def test_about_a_protected_pupil_nothing_leaves(term):
    notice = a_notice(term)
    raise_protection(person=term.pupils["a1"], grade="confidential", source="Register", by="x", at=NOON)
    assert not gone(notice) and not LetterDelivery.objects.exists()


def test_a_draft_waits_for_its_writer_and_a_form_sent_twice_is_one(term, client):
    client.force_login(term.users["subject"])
    told = given()
    for _ in range(2):
        client.post(f"/elev/{term.pupils['a1'].key}/fagvarsel/{term.norwegian_a.key}", told)
    notice = Letter.objects.get()
    assert [task.words for task in tasks_for(rights_of(term.users["subject"]))] == [
        "Les gjennom og send varselet til Elev A1"
    ]
    assert tasks_for(rights_of(term.users["contact_a"])) == []
    assert "Varselet er lagt bort." in client.post(f"/fagvarsel/{notice.pk}/legg-bort", follow=True).text
    assert tasks_for(rights_of(term.users["subject"])) == []


def test_a_weak_sign_in_is_not_enough(term):
    weak = rights_of(term.users["subject"], strength=Strength.PLAIN)
    assert weak.may("teaching_group_read") and not weak.may("subject_notice_write")


def test_every_look_is_logged_as_the_subjects(term, client):
    client.force_login(term.users["subject"])
    client.get(f"/mine-grupper/{term.norwegian_a.key}/varsel")
    assert set(AccessRecord.objects.values_list("pupil_key", flat=True)) == {
        term.pupils[name].key for name in ("a1", "a2", "a3")
    }


def test_the_group_asks_no_more_for_many(term, client, django_assert_max_num_queries):
    client.force_login(term.users["subject"])
    client.get(f"/mine-grupper/{term.norwegian_a.key}/varsel")
    for name in ("b1", "b2", "b3"):
        belong(term.pupils[name], term.norwegian_a)
    with django_assert_max_num_queries(42):
        client.get(f"/mine-grupper/{term.norwegian_a.key}/varsel")


def test_the_event_names_no_subject_and_no_hour(term):
    assert gone(a_notice(term))
    assert "NOR" not in json.dumps(AuditEvent.objects.get(action="letter_sent").details)


@on_postgres
def test_the_second_wall_shows_a_teacher_own_notices_and_that_one_in_the_subject_has_gone(term):
    order = written(term, Wish("order_notice", period="h1", grounds=("late",)))
    in_maths = written(term, Wish("subject_notice", "MAT1019", "h1", ("basis",)))
    by_contact = written(term)
    assert sent(order) and sent(in_maths) and sent(by_contact)
    own = a_notice(term)
    with asked_by(asking_of(rights_of(term.users["subject"]))):
        assert set(Letter.objects.values_list("pk", flat=True)) == {own.pk, by_contact.pk}
        assert not LetterDelivery.objects.exists(), "what others' letters say, and to whom, is not a subject teacher's"
        changed = Letter.objects.filter(pk__in=[order.pk, in_maths.pk, by_contact.pk, own.pk]).update(line="x")
        assert changed == 1
    with asked_by(asking_of(rights_of(term.users["contact_b"]))):
        assert set(Letter.objects.values_list("pk", flat=True)) == {in_maths.pk}
