"""PP-tjenesten signs in: answers what names nobody, and does its part of a referral it was given, and sees nothing else."""

import datetime as dt
import uuid

import pytest

from tests.builders import a_school, a_user, grant
from tests.cast import Cast
from tests.rights import rights_of
from tests.traced import not_compared
from tettpaa.assess.cases.actions import open_case
from tettpaa.follow_up.referrals.actions import draft_referral
from tettpaa.follow_up.referrals.consults import ask_consult
from tettpaa.follow_up.referrals.models import Consult, Referral
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.referral.tasks import tasks_for
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.models import Assignment, RoleGrant
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.identity.models import User
from tettpaa.trust.protection.actions import raise_protection
from tettpaa.trust.sharing.actions import answer_consent, ask_consent
from tettpaa.trust.sharing.rules import Matter

AT = dt.datetime(2025, 10, 14, 6, tzinfo=dt.UTC)
TODAY = AT.date()
DAY = {"on": "2025-10-14"}


@pytest.fixture
def ppt(cast) -> User:
    """Answers for PPT at school A; is nobody in the schools' systems."""
    user = a_user("ppt")
    grant(user, RoleGrant.Role.PPT_OFFICE, cast.owner, cast.school)
    return user


@pytest.fixture
def consult(cast) -> Consult:
    return ask_consult(
        school=cast.school, question="hva hjelper om morgenen?", form_id=uuid.uuid4(), by="contact_a", at=AT
    )


@pytest.fixture
def referral(cast) -> Referral:
    """A draft about a1, who has said yes."""
    Person.objects.filter(pk=cast.pupils["a1"].pk).update(birth_date=dt.date(2009, 3, 1))
    case = open_case(
        pupil=cast.pupils["a1"], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users["contact_a"], by="contact_a", at=AT,
    )  # fmt: skip
    consent = ask_consent(
        pupil=cast.pupils["a1"], matter=Matter.EDUCATION, things=["referral"], receivers="PPT", purpose="Henvise",
        by="counsellor", at=AT,
    )  # fmt: skip
    answer_consent(
        consent=consent, answer="given", answered_by=cast.pupils["a1"], route="talk", by="counsellor", at=AT, on=TODAY
    )
    return draft_referral(
        case=case, reason="Borte", tried="Samtaler", asks="Råd", form_id=uuid.uuid4(), by="counsellor", at=AT
    )  # fmt: skip


def send(cast: Cast, client, referral: Referral, adviser: User | None) -> None:
    client.force_login(cast.users["counsellor"])
    told = DAY | ({"adviser": adviser.username} if adviser else {})
    assert client.post(f"/henvisning/{referral.pk}/send", told).status_code == 302


def test_a_question_without_a_name_is_answered_by_ppt_and_who_asked_is_told(cast, client, ppt, consult):
    client.force_login(ppt)
    page = client.get("/ppt/").text
    assert "hva hjelper om morgenen?" in page and "Lærer A" not in page, "nor who asks"
    page = client.post(f"/ppt/drofting/{consult.pk}", DAY | {"answer": "en fast voksen"}, follow=True)
    assert "Svaret er sendt til skolen." in page.text and "Ingen venter på svar" in page.text
    assert client.get(f"/ppt/drofting/{consult.pk}").status_code == 404, "answered once"
    told = Message.objects.get(kind="consult_answered")
    assert (told.to, told.pupil) == (cast.users["contact_a"].person, None)
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/drofting/{consult.pk}").text
    assert "en fast voksen" in page and "ppt" in page
    told.refresh_from_db()
    assert told.seen_at is not None


def test_ppt_is_not_told_whether_a_name_it_writes_is_somebodys_at_the_school(cast, client, ppt):
    """Else names could be tried one by one."""
    client.force_login(ppt)
    told = {}
    for name in ("Elev A1", "Elev Q9", "Lærer A"):
        asked = ask_consult(school=cast.school, question="hva hjelper?", form_id=uuid.uuid4(), by="contact_a", at=AT)
        with not_compared():  # what the writer typed comes back
            answer = client.post(f"/ppt/drofting/{asked.pk}", DAY | {"answer": f"Snakk med {name}"}, follow=True)
        told[name] = (answer.redirect_chain, answer.text.replace(name, "").count("Her står navn"), answer.status_code)
        assert Consult.objects.get(pk=asked.pk).answer == f"Snakk med {name}"
    assert len({str(each) for each in told.values()}) == 1 and told["Elev A1"][1] == 0


def test_the_school_is_told_of_a_name_in_ppts_answer_and_of_nobody_the_reader_must_not_know(cast, client, ppt, consult):
    warning = "Svaret ser ut til å nevne noen ved skolen"
    raise_protection(person=cast.pupils["a2"], grade="strict", source="Registeret", by="c", at=AT)
    Person.objects.filter(pk=cast.pupils["a2"].pk).update(given_name="Hemmelig", family_name="Person")
    for name, is_warned_of in (("Kari Q9", False), ("Elev A1", True), ("Hemmelig Person", False)):
        Consult.objects.update(answer=f"Snakk med {name}", answered_on=TODAY, answered_at=AT, answered_by="ppt")
        client.force_login(cast.users["contact_a"])
        with not_compared():  # the words are PPT's, and the log is not told whom they name
            for address in (f"/drofting/{consult.pk}", "/drofting/"):
                assert (warning in client.get(address).text) is is_warned_of, (name, address)
        client.force_login(ppt)
        with not_compared():
            assert warning not in client.get("/ppt/").text


def test_answering_for_ppt_at_a_school_reaches_no_pupil_and_no_other_school(cast, client, ppt, consult):
    elsewhere = ask_consult(
        school=cast.school_elsewhere, question="noe annet?", form_id=uuid.uuid4(), by="leader_elsewhere", at=AT
    )
    client.force_login(ppt)
    assert "noe annet?" not in client.get("/ppt/").text
    assert client.get(f"/ppt/drofting/{elsewhere.pk}").status_code == 404
    for address in (f"/elev/{cast.pupils['a1'].key}", f"/klasse/{cast.class_a.key}", "/drofting/", "/drofting/ny",
                    f"/drofting/{consult.pk}/svar", "/saker/", f"/skole/{cast.school.key}"):  # fmt: skip
        assert client.get(address).status_code == 404, address
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("who", ["contact_a", "counsellor", "leader", "subject", "administrator", "analyst", "nobody"])
def test_the_school_itself_does_not_answer_for_ppt(cast, client, consult, who):
    client.force_login(cast.users[who])
    assert client.get("/ppt/").status_code == 404
    assert client.get(f"/ppt/drofting/{consult.pk}").status_code == 404


def test_a_referral_given_to_an_adviser_is_received_worked_on_and_assessed_by_ppt(cast, client, ppt, referral):
    client.force_login(ppt)
    assert "Ingen henvisninger er gitt deg" in client.get("/ppt/").text
    assert client.get(f"/henvisning/{referral.pk}").status_code == 404, "a draft is the school's own"
    send(cast, client, referral, ppt)
    assert "Hos PPT: ppt" in client.get(f"/henvisning/{referral.pk}").text.replace("Hos PPT:</p>", "Hos PPT:")

    client.force_login(ppt)
    assert "Elev A1" in client.get("/ppt/").text
    assert AccessRecord.objects.filter(page="ppt_referrals", pupil_key=cast.pupils["a1"].key).exists()
    assert [task.words for task in tasks_for(rights_of(ppt))] == ["Ta imot henvisningen av Elev A1"]
    for slug in ("trekk", "avslutt", "vurdering", "send"):
        assert client.get(f"/henvisning/{referral.pk}/{slug}").status_code == 404, slug
    assert client.get(f"/henvisning/{referral.pk}/ppt").status_code == 404
    client.post(f"/henvisning/{referral.pk}/mottatt", DAY)
    assert tasks_for(rights_of(ppt)) == []
    client.post(f"/henvisning/{referral.pk}/under-arbeid", DAY)
    assert client.post(f"/henvisning/{referral.pk}/sakkyndig", DAY).status_code == 422, "an assessment says something"
    written = DAY | {"point_benefit": "Nei, ikke i matematikk", "point_goals": "Fullføre i tre fag"}
    page = client.post(f"/henvisning/{referral.pk}/sakkyndig", written, follow=True)
    assert "Vurderingen er sendt til skolen." in page.text

    client.force_login(cast.users["counsellor"])
    page = client.get(f"/henvisning/{referral.pk}")
    assert "«Nei, ikke i matematikk»" in page.text and "0 dager" in page.text
    assert [point.is_there for point in page.context["page"].points] == [True, False, True, False, False]
    assert client.get(f"/henvisning/{referral.pk}/sakkyndig").status_code == 404, "words of PPT are PPT's to write"


def test_whoever_answers_for_ppt_does_not_see_what_another_was_given(cast, client, ppt, referral):
    other = a_user("ppt2")
    grant(other, RoleGrant.Role.PPT_OFFICE, cast.owner, cast.school)
    send(cast, client, referral, ppt)
    client.force_login(other)
    assert "Elev A1" not in client.get("/ppt/").text
    assert client.get(f"/henvisning/{referral.pk}").status_code == 404


def test_it_is_given_to_nobody_who_does_not_answer_for_ppt_there(cast, client, ppt, referral):
    elsewhere = a_user("ppt_elsewhere")
    grant(elsewhere, RoleGrant.Role.PPT_OFFICE, cast.owner, a_school(cast.owner, "Skole C"))
    client.force_login(cast.users["counsellor"])
    for user in (elsewhere, cast.users["nobody"], cast.users["contact_b"]):
        answer = client.post(f"/henvisning/{referral.pk}/send", DAY | {"adviser": user.username})
        assert answer.status_code == 422
    assert not Assignment.objects.filter(role="ppt_adviser").exists()


@pytest.mark.parametrize(
    ("slug", "told"), [("trekk", {"reason": "Eleven vil ikke"}), ("feilfort", {"reason": "Feil elev"})]
)
def test_the_adviser_sees_it_no_more_when_it_is_over(cast, client, ppt, referral, slug, told):
    send(cast, client, referral, ppt)
    client.force_login(ppt)
    assert client.get(f"/henvisning/{referral.pk}").status_code == 200
    client.force_login(cast.users["counsellor"])
    assert client.post(f"/henvisning/{referral.pk}/{slug}", DAY | told).status_code == 302
    client.force_login(ppt)
    assert client.get(f"/henvisning/{referral.pk}").status_code == 404
    assert "Elev A1" not in client.get("/ppt/").text


def test_after_ninety_days_it_is_renewed_or_given_to_another(cast, client, ppt, referral):
    send(cast, client, referral, ppt)
    given = Assignment.objects.get(role="ppt_adviser")
    assert given.ends_at - given.begins_at == dt.timedelta(days=90)
    other = a_user("ppt2")
    grant(other, RoleGrant.Role.PPT_OFFICE, cast.owner, cast.school)
    Assignment.objects.filter(pk=given.pk).update(ends_at=AT)
    page = client.get(f"/henvisning/{referral.pk}").text
    assert "Ingen i PP-tjenesten ser henvisningen her" in page and "Velg hvem i PP-tjenesten som ser den" in page
    client.post(f"/henvisning/{referral.pk}/ppt", {"adviser": other.username})
    client.force_login(other)
    assert "Elev A1" in client.get("/ppt/").text
    client.force_login(ppt)
    assert "Elev A1" not in client.get("/ppt/").text


def test_the_list_asks_no_more_for_many(cast, client, ppt, django_assert_max_num_queries):
    client.force_login(ppt)
    client.get("/ppt/")
    for number in range(8):
        ask_consult(
            school=cast.school, question=f"spørsmål {number}?", form_id=uuid.uuid4(), by="contact_a", at=AT
        )  # fmt: skip
    with django_assert_max_num_queries(30):
        client.get("/ppt/")


def test_an_adviser_who_has_read_a_referral_finds_that_it_was_a_mistake_and_one_who_has_not_is_told_nothing(
    cast, client, ppt, referral
):
    other = a_user("ppt2")
    grant(other, RoleGrant.Role.PPT_OFFICE, cast.owner, cast.school)
    send(cast, client, referral, ppt)
    client.force_login(ppt)
    assert client.get(f"/henvisning/{referral.pk}").status_code == 200
    client.force_login(cast.users["counsellor"])
    client.post(f"/henvisning/{referral.pk}/ppt", {"adviser": other.username})
    assert client.post(f"/henvisning/{referral.pk}/feilfort", {"reason": "Feil elev"}).status_code == 302
    client.force_login(ppt)
    page = client.get("/ppt/").text
    assert "En henvisning du har lest, var feil" in page and "Elev A1" not in page and "Feil elev" not in page
    client.force_login(other)
    assert "En henvisning du har lest, var feil" not in client.get("/ppt/").text
