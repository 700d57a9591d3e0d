"""Henvisning and drøfting as the people of the school meet them; what is not theirs is not there."""

import datetime as dt
import uuid

import pytest

from tests.builders import a_user
from tests.traced import not_compared
from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.talks.actions import record_contact
from tettpaa.follow_up.referrals.actions import draft_referral
from tettpaa.follow_up.referrals.models import Consult, Referral
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.sharing.actions import answer_consent, end_consent
from tettpaa.trust.sharing.models import Consent

AT = dt.datetime(2025, 10, 14, 6, tzinfo=dt.UTC)
TODAY = AT.date()


@pytest.fixture
def case(cast):
    Person.objects.filter(pk=cast.pupils["a1"].pk).update(birth_date=dt.date(2009, 3, 1))
    return open_case(
        pupil=cast.pupils["a1"], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users["contact_a"], by="contact_a", at=dt.datetime(2025, 10, 1, 9, tzinfo=dt.UTC),
    )  # fmt: skip


@pytest.fixture
def referral(case) -> Referral:
    return draft_referral(
        case=case, reason="Borte", tried="Samtaler", asks="Råd", form_id=uuid.uuid4(), by="counsellor", at=AT
    )  # fmt: skip


@pytest.fixture
def agreed(cast, referral):
    """The pupil says yes to what was asked."""

    def said() -> Consent:
        consent = Consent.objects.get()
        answer_consent(
            consent=consent,
            answer="given",
            answered_by=cast.pupils["a1"],
            route="talk",
            by="counsellor",
            at=AT,
            on=TODAY,
        )
        return consent

    return said


def test_from_the_case_to_ppt_with_consent_on_the_way(cast, client, case):
    for channel, reached in (("in_person", True), ("phone", False), ("phone", False)):
        record_contact(
            pupil=cast.pupils["a1"], on=TODAY, channel=channel, was_reached=reached, line="Sover dårlig", by="contact_a",
            at=AT,
        )  # fmt: skip
    client.force_login(cast.users["counsellor"])
    assert "Henvis til PPT" in client.get(f"/sak/{case.pk}").text
    form = client.get(f"/henvisning/ny/{case.pk}").context["form"]
    assert form.initial["reason"] == "Borte hver mandag"
    assert form.initial["tried"] == "1 samtale, sist tirsdag 14. oktober. Forsøk uten å nå eleven: telefon 2."
    given = {**form.initial, "asks": "En vurdering"}
    page = client.post(f"/henvisning/ny/{case.pk}", given, follow=True)
    assert "Samtykke mangler" in page.text and "Eleven avgjør selv" in page.text and "Send til PPT" not in page.text
    address = f"/henvisning/{Referral.objects.get().pk}"
    assert client.get(f"{address}/send").status_code == 404
    asked = client.post(f"{address}/samtykke", follow=True)
    assert "Samtykke er spurt om, ikke besvart" in asked.text
    consent = Consent.objects.get()
    answer = {"answered_by": cast.pupils["a1"].pk, "answer": "given", "route": "talk", "valid_to": ""}
    client.post(f"/elev/{cast.pupils['a1'].key}/samtykker/{consent.reference}/svar", answer)
    assert "Send til PPT" in client.get(address).text
    sent = client.post(f"{address}/send", {"on": "2025-10-14"}, follow=True)
    assert "Sendt til PPT" in sent.text and "13 dager" in sent.text and "skoledager ukjent" in sent.text
    assert client.post(f"{address}/mottatt", {"on": "2025-10-13"}).status_code == 422
    client.post(f"{address}/mottatt", {"on": "2025-10-14"})
    done = client.post(f"{address}/vurdering", {"on": "2025-10-14", "points": ["benefit"]}, follow=True)
    assert [point.is_there for point in done.context["page"].points] == [True, False, False, False, False]
    assert "Mangler" in done.text and "§ 11-8" in done.text
    assert "Henvisning til PPT: sakkyndig vurdering mottatt" in client.get(f"/sak/{case.pk}").text
    assert AccessRecord.objects.filter(page="referral", pupil_key=cast.pupils["a1"].key, kind="opened").exists()


def test_a_consent_taken_back_after_it_was_sent_is_said(cast, client, referral, agreed):
    client.force_login(cast.users["counsellor"])
    client.post(f"/henvisning/{referral.pk}/samtykke")
    consent = agreed()
    client.post(f"/henvisning/{referral.pk}/send", {"on": "2025-10-14"})
    end_consent(consent=consent, how="withdrawn", reason="", by="counsellor", at=AT, on=TODAY)
    page = client.get(f"/henvisning/{referral.pk}").text
    assert "Samtykket gjelder ikke lenger" in page and "Si fra til PPT" in page


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("counsellor", 200, 200), ("leader", 200, 200), ("contact_a", 200, 200), ("contact_b", 404, 404),
        ("subject", 404, 404), ("leader_elsewhere", 404, 404), ("former_contact", 404, 404), ("analyst", 404, 404),
        ("nobody", 404, 404),
    ],
)  # fmt: skip
def test_who_gets_to_a_referral(cast, client, referral, who, reads, writes):
    # The contact teacher writes as a member of the case, and may not void.
    client.force_login(cast.users[who])
    address = f"/henvisning/{referral.pk}"
    answers = [client.get(page).status_code for page in (address, f"{address}/endre", f"{address}/trekk")]
    assert answers == [reads, writes, writes]
    voids = 200 if who in ("counsellor", "leader") else 404
    assert client.get(f"{address}/feilfort").status_code == voids
    assert client.get(f"/henvisning/{uuid.uuid4()}").status_code == 404


def test_an_adviser_of_ppt_does_its_own_part_and_no_more(cast, client, referral, agreed):
    adviser = a_user("ppt")
    Assignment.objects.create(
        user=adviser, pupil=cast.pupils["a1"], role="ppt_adviser", begins_at=AT - dt.timedelta(days=1),
        ends_at=AT + dt.timedelta(days=30), reason="Henvist", granted_by="leader", granted_at=AT,
    )  # fmt: skip
    client.force_login(cast.users["counsellor"])
    client.post(f"/henvisning/{referral.pk}/samtykke")
    agreed()
    client.force_login(adviser)
    address = f"/henvisning/{referral.pk}"
    assert client.get(f"{address}/send").status_code == client.get(f"{address}/endre").status_code == 404
    client.force_login(cast.users["counsellor"])
    client.post(f"{address}/send", {"on": "2025-10-14"})
    client.force_login(adviser)
    assert "PPT har mottatt den" in client.get(address).text and "Trekk henvisningen" not in client.get(address).text
    client.post(f"{address}/mottatt", {"on": "2025-10-14"})
    referral.refresh_from_db()
    assert referral.state == "received"


def test_what_was_entered_by_mistake_stays_struck_through(cast, client, referral, case):
    client.force_login(cast.users["leader"])
    client.post(f"/henvisning/{referral.pk}/feilfort", {"reason": "Feil elev"})
    page = client.get(f"/sak/{case.pk}").text
    assert "Feilført" in page and "Henvis til PPT" in page


def test_a_question_without_a_name_is_asked_and_answered(cast, client):
    client.force_login(cast.users["contact_a"])
    named = {"question": "Hva gjør vi med Elev A1?", "form_id": str(uuid.uuid4())}
    with not_compared():  # what the writer typed comes back
        refused = client.post("/drofting/ny", named)
    assert refused.status_code == 422 and "Her står navn" in refused.text and not Consult.objects.exists()
    form = {"question": "hva hjelper om morgenen?", "form_id": str(uuid.uuid4())}
    assert "hva hjelper om morgenen?" in client.post("/drofting/ny", form, follow=True).text
    client.post("/drofting/ny", form)
    consult = Consult.objects.get()
    client.force_login(cast.users["contact_b"])
    assert "hva hjelper" not in client.get("/drofting/").text
    assert client.get(f"/drofting/{consult.pk}/svar").status_code == 404
    client.force_login(cast.users["counsellor"])
    answered = client.post(
        f"/drofting/{consult.pk}/svar", {"on": "2025-10-14", "answer": "en fast voksen"}, follow=True
    )
    assert "en fast voksen" in answered.text
    client.force_login(cast.users["subject"])
    assert client.get("/drofting/").status_code == 404
