"""Samtykker og delinger on the pupil's page: asked, answered, taken back, shared and closed, each by who may."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from tests.builders import AT, a_person, a_user
from tests.cast import TODAY
from tests.rights import noon
from tettpaa.kit import clock
from tettpaa.schools.people.models import GuardianLink
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.protection.actions import raise_protection
from tettpaa.trust.sharing.actions import ask_consent, share_with
from tettpaa.trust.sharing.models import Consent, Share
from tettpaa.trust.sharing.rules import Matter

ASK = {"things": ["plan"], "receivers": "PP-rådgiveren", "purpose": "Råd om tiltak", "matter": "education"}
SHARE = {
    "receiver": "Lærer B", "things": ["plan"], "purpose": "Råd om tiltak", "law": "",
    "necessity": "PP-rådgiveren skal gi råd om tiltakene i planen", "basis": "",
    "until": (TODAY + dt.timedelta(days=20)).isoformat(),
}  # fmt: skip


@pytest.fixture
def pupil(cast):
    """16 years old, with a mother."""
    cast.pupils["a1"].birth_date = dt.date(2009, 5, 1)
    cast.pupils["a1"].save()
    mother = a_person(cast.owner, "Foresatt", "A1")
    GuardianLink.objects.create(key=1, pupil=cast.pupils["a1"], guardian=mother, has_parental_responsibility=True)
    a_user("mother", mother)
    return cast.pupils["a1"]


@pytest.fixture
def counsellor(cast, client):
    client.force_login(cast.users["counsellor"])
    return client


def asked(pupil, **changed) -> Consent:
    return ask_consent(**{
        "pupil": pupil, "matter": Matter.EDUCATION, "things": ["plan"], "purpose": "Råd om tiltak",
        "receivers": "PP-rådgiveren", "by": "counsellor", "at": AT,
    } | changed)  # fmt: skip


def page(client, pupil, name="sharing", **parts):
    return client.get(reverse(name, kwargs={"key": pupil.pk, **parts}))


def send(client, pupil, name, given=None, **parts):
    """A form of its own each time, unless told otherwise."""
    sent = {"form_id": str(uuid.uuid4()), **(given or {})}
    return client.post(reverse(name, kwargs={"key": pupil.pk, **parts}), sent)


def test_a_consent_is_asked_answered_rested_on_and_taken_back_with_what_rests_on_it(cast, pupil, counsellor):
    assert send(counsellor, pupil, "consent_ask", ASK | {"things": []}).status_code == 422
    assert send(counsellor, pupil, "consent_ask", ASK).status_code == 302
    consent = Consent.objects.get()
    shown = page(counsellor, pupil).text
    assert "Venter på svar" in shown and "Eleven avgjør selv." in shown and "Spurt av Rådgiver A" in shown
    answer = {"answered_by": pupil.pk, "answer": "given", "route": "talk", "valid_to": ""}
    not_hers = answer | {"answered_by": GuardianLink.objects.get().guardian_id}
    assert send(counsellor, pupil, "consent_record", not_hers, consent_id=consent.reference).status_code == 422
    assert send(counsellor, pupil, "consent_record", answer, consent_id=consent.reference).status_code == 302
    assert "Elev A1 sa ja i samtale" in page(counsellor, pupil).text

    assert send(counsellor, pupil, "share_give", SHARE | {"basis": f"consent:{consent.reference}"}).status_code == 302
    receiver = cast.users["contact_b"]
    assert Rights(receiver, clock.now()).pupils("pupil_open").filter(pk=pupil.pk).exists()
    assert "Lærer B" in page(counsellor, pupil).text
    send(counsellor, pupil, "consent_withdraw", consent_id=consent.reference)
    assert not Rights(receiver, clock.now()).pupils("pupil_open").filter(pk=pupil.pk).exists()
    shown = page(counsellor, pupil).text
    assert "Trukket tilbake" in shown and "Tidligere" in shown
    assert AccessRecord.objects.filter(by="counsellor", page="sharing", thing="consent").exists()


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"receiver": "Ingen Slik"}, "Fant ingen bruker"), ({"necessity": "fordi"}, "minst 20 tegn"),
        ({"things": ["absence"]}, "absence"), ({"until": "2026-03-01"}, "høyst 90 dager"),
        ({"basis": "duty"}, "hvilken bestemmelse"), ({"things": ["talk"]}, "dekker alt"),
    ],
)  # fmt: skip
def test_a_share_that_lacks_something_is_sent_back_with_what(pupil, counsellor, changed, fault):
    consent = asked(pupil)
    answer = {"answered_by": pupil.pk, "answer": "given", "route": "paper", "valid_to": ""}
    send(counsellor, pupil, "consent_record", answer, consent_id=consent.reference)
    sent = send(counsellor, pupil, "share_give", SHARE | {"basis": f"consent:{consent.reference}"} | changed)
    assert sent.status_code == 422
    assert fault in sent.text
    assert not Share.objects.exists()


def test_a_share_by_duty_is_ended_at_once_and_a_consent_is_found_not_valid(cast, pupil, counsellor):
    by_duty = SHARE | {"basis": "duty", "law": "forvaltningsloven § 13 b nr. 5", "receiver": "contact_b"}
    assert send(counsellor, pupil, "share_give", by_duty).status_code == 302
    share = Share.objects.get()
    assert share.ends_at.astimezone().date() >= TODAY + dt.timedelta(days=20)
    assert send(counsellor, cast.pupils["a2"], "share_end", share_id=share.reference).status_code == 404
    send(counsellor, pupil, "share_end", share_id=share.reference)
    assert not Rights(cast.users["contact_b"], clock.now()).pupils("pupil_open").filter(pk=pupil.pk).exists()
    consent = asked(pupil)
    assert send(counsellor, pupil, "consent_void", {"reason": ""}, consent_id=consent.reference).status_code == 422
    send(counsellor, pupil, "consent_void", {"reason": "Forsto ikke"}, consent_id=consent.reference)
    assert "«Forsto ikke»" in page(counsellor, pupil).text


def test_who_may_read_ask_and_answer_is_what_the_matrix_says(cast, pupil, client):
    consent = asked(pupil)
    forms = ("consent_ask", "consent_ask_sight", "share_give")
    let_in = {"contact_a": (200, 200, 200, 404, 404), "leader": (200, 200, 200, 200, 200), "subject": (404,) * 5,
              "contact_b": (404,) * 5, "leader_elsewhere": (404,) * 5, "administrator": (404,) * 5}  # fmt: skip
    for name, expected in let_in.items():
        client.force_login(cast.users[name])
        record = page(client, pupil, "consent_record", consent_id=consent.reference).status_code
        found = (page(client, pupil).status_code, *(page(client, pupil, form).status_code for form in forms), record)
        assert found == expected, name
    client.force_login(cast.users["contact_a"])
    assert send(client, pupil, "consent_withdraw", consent_id=consent.reference).status_code == 404
    assert client.get(reverse("pupil", kwargs={"key": pupil.pk})).text.count(reverse("sharing", args=[pupil.pk])) == 1
    client.force_login(cast.users["subject"])
    assert reverse("sharing", args=[pupil.pk]) not in client.get(reverse("pupil", kwargs={"key": pupil.pk})).text


def test_relatives_of_a_protected_pupil_are_not_named(pupil, counsellor):
    """A confidential address: work goes on, and nobody learns here who the guardians are."""
    asked(pupil, guardian=GuardianLink.objects.get().guardian, things=["absence"])
    assert "Foresatt A1" in page(counsellor, pupil).text
    raise_protection(person=pupil, grade="confidential", source="Folkeregisteret", by="custodian", at=AT)
    shown = page(counsellor, pupil)
    assert shown.status_code == 200
    assert "Foresatt A1" not in shown.text and "en foresatt" in shown.text
    asking = page(counsellor, pupil, "consent_ask_sight")
    assert (asking.status_code, asking.headers["Location"]) == (302, reverse("sharing", args=[pupil.pk]))


def test_reads_do_not_grow_with_consents_and_shares(
    cast, pupil, counsellor, django_assert_max_num_queries, django_assert_num_queries
):
    def fill(number: int) -> None:
        for _each in range(number):
            asked(pupil)
            share_with(
                pupil=pupil, user=cast.users["contact_b"], things=["plan"], purpose="Råd", basis="order", law="§ 1",
                necessity=SHARE["necessity"], begins_at=noon().at, ends_at=noon().at + dt.timedelta(days=9),
                by="counsellor", at=noon().at, on=TODAY,
            )  # fmt: skip

    fill(1)
    page(counsellor, pupil)
    with django_assert_max_num_queries(30) as few:
        page(counsellor, pupil)
    reads = len(few)
    fill(9)
    with django_assert_num_queries(reads):
        assert page(counsellor, pupil).text.count("Lærer B") == 10


class TestOwn:
    @pytest.fixture
    def she(self, pupil, client):
        client.force_login(a_user("elev", pupil), persona="private")
        return client

    def test_the_pupil_answers_opens_to_a_guardian_and_takes_back(self, cast, pupil, she):
        consent = asked(pupil)
        shown = she.get(reverse("own_sharing")).text
        assert "Råd om tiltak" in shown and ">Ja<" in shown and ">Nei<" in shown
        she.post(reverse("own_consent_answer", args=[consent.reference]), {"answer": "given"})
        consent.refresh_from_db()
        assert (consent.answer, consent.route, consent.answered_by) == ("given", "here", pupil)
        mother = GuardianLink.objects.get().guardian
        opened = {
            "guardian": mother.pk,
            "things": ["plan"],
            "purpose": "Mor er med på møtene",
            "form_id": str(uuid.uuid4()),
        }
        assert she.post(reverse("own_let_see"), opened | {"things": ["absence"]}).status_code == 422, "never at 16"
        assert she.post(reverse("own_let_see"), opened).status_code == 302
        by_her = Consent.objects.get(guardian=mother)
        assert "Foresatt A1" in she.get(reverse("own_sharing")).text
        she.post(reverse("own_consent_take_back", args=[by_her.reference]))
        by_her.refresh_from_db()
        assert by_her.ended_how == "withdrawn"
        others = asked(cast.pupils["a2"])
        assert she.post(reverse("own_consent_answer", args=[others.reference]), {"answer": "given"}).status_code == 404

    def test_guardians_see_and_decide_as_far_as_the_childs_age_lets(self, pupil, client):
        consent, health = asked(pupil), asked(pupil, matter=Matter.HEALTH)
        mother = GuardianLink.objects.get().guardian.users.get()
        client.force_login(mother, persona="private")
        assert client.get(reverse("own_sharing")).status_code == 404, "from 16 the pupil's own"
        pupil.birth_date = dt.date(2010, 5, 1)
        pupil.save()
        shown = client.get(reverse("own_sharing")).text
        assert "Eleven avgjør selv." in shown and shown.count(">Ja<") == 1
        assert (
            client.post(reverse("own_consent_answer", args=[consent.reference]), {"answer": "given"}).status_code == 404
        )
        client.post(reverse("own_consent_answer", args=[health.reference]), {"answer": "refused"})
        health.refresh_from_db()
        assert health.answer == "refused"

    def test_nobody_finds_the_page_at_work(self, cast, client):
        client.force_login(cast.users["counsellor"])
        assert client.get(reverse("own_sharing")).status_code == 404
