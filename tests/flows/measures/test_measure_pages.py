"""Measures as the people of the school meet them; what is not theirs is not there."""

import datetime as dt
import uuid

import pytest

from tests.records import a_calendar, a_lesson, an_absence, put, school_days_between
from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.documents.models import Document
from tettpaa.follow_up.measures.actions import end_measure, start_measure
from tettpaa.follow_up.measures.models import GateProof, Measure, Observation
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.follow_up.measures.scheduling import Days, plan_days
from tettpaa.schools.people.models import Enrolment
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.sharing.models import Consent

AT = dt.datetime(2025, 10, 14, 9, tzinfo=dt.UTC)
BEGAN = dt.datetime(2025, 9, 15, 9, tzinfo=dt.UTC)
TODAY = AT.date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def case(cast):
    cast.pupils["a1"].birth_date = dt.date(2009, 3, 1)
    cast.pupils["a1"].save()
    return open_case(
        pupil=cast.pupils["a1"], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users["contact_a"], by="contact_a", at=BEGAN,
    )  # fmt: skip


def a_measure(cast, case, kind: str, *, ends: dt.date = TODAY + 30 * DAY, is_started: bool = True) -> Measure:
    measure = plan_measure(
        case=case, wish=Wish(kind, "Møter Lærer A kl. 10", BEGAN.date(), ends, "Lærer A"), school=cast.school,
        responsible=cast.users["contact_a"], form_id=uuid.uuid4(), by="contact_a", at=BEGAN,
    )  # fmt: skip
    if is_started:
        start_measure(measure=measure, by="contact_a", at=BEGAN)
    return measure


@pytest.fixture
def registered(cast):
    """A lesson a day since August, registered but for the 10th of October; away from the 1st to the 12th of September."""
    days = school_days_between(dt.date(2025, 8, 18), TODAY)
    group = cast.norwegian_a
    put(cast.school, "calendar", a_calendar())
    put(cast.school, "lessons", [a_lesson(group, day, registered=day.isoformat() != "2025-10-10") for day in days])
    away = [*school_days_between(dt.date(2025, 9, 1), dt.date(2025, 9, 12)), dt.date(2025, 10, 8)]
    put(cast.school, "absences", [an_absence(cast.pupils["a1"], group, day) for day in away])


def plan_form(cast, **changed) -> dict:
    return {
        "line": "Møter i døra kl. 8", "starts_on": "2025-10-14", "planned_end": "2025-11-14", "provider": "Lærer A",
        "responsible": cast.users["contact_a"].username, "amount": "2", "unit": "week", "form_id": str(uuid.uuid4()), **changed,
    }  # fmt: skip


@pytest.mark.parametrize("who", ["contact_a", "counsellor", "subject"])
def test_staff_look_through_the_catalogue_by_group(cast, client, who):
    client.force_login(cast.users[who])
    page = client.get("/tiltak/").text
    assert "Hjemmebesøk" in page and "Alternativ opplæringsarena" in page and "11-6, 11-7, 11-8" in page
    some = client.get("/tiltak/?gruppe=courses").text
    assert "Sommerskole" in some and "Hjemmebesøk" not in some


def test_who_has_nobody_to_follow_up_has_no_catalogue(cast, client):
    for who in ("analyst", "nobody"):
        client.force_login(cast.users[who])
        assert client.get("/tiltak/").status_code == 404


def test_a_measure_is_chosen_from_the_case_and_begins(cast, client, case):
    client.force_login(cast.users["contact_a"])
    assert "Sett i gang tiltak" in client.get(f"/sak/{case.pk}").text
    assert f"/sak/{case.pk}/tiltak/home_visit" in client.get(f"/sak/{case.pk}/tiltak/").text
    assert client.get(f"/sak/{case.pk}/tiltak/hidden_camera").status_code == 404
    address = f"/sak/{case.pk}/tiltak/morning_meeting"
    assert client.get(address).context["form"].initial["provider"] == "Kontaktlærer"
    assert client.post(address, plan_form(cast, planned_end="2025-10-01")).status_code == 422
    form = plan_form(cast)
    page = client.post(address, form, follow=True)
    client.post(address, form)
    measure = Measure.objects.get()
    assert "Tiltaket er i gang" in page.text and "2\xa0ganger per uke" in page.text
    assert AccessRecord.objects.filter(page="measure", pupil_key=measure.pupil_id, kind="opened").exists()
    assert "Noen tar imot om morgenen" in client.get(f"/sak/{case.pk}").text
    assert "Møter i døra kl. 8" in client.get(f"/elev/{measure.pupil_id}").text


@pytest.mark.parametrize("who", ["contact_b", "leader_elsewhere", "former_contact", "subject", "analyst", "nobody"])
def test_who_does_not_have_the_pupil_meets_nothing(cast, client, case, who):
    measure = a_measure(cast, case, "stepwise_return")
    client.force_login(cast.users[who])
    own = f"/tiltak/{measure.pk}"
    addresses = [own, f"{own}/avslutt", f"{own}/feilfort", f"{own}/opptrapping", f"{own}/etter/2",
                 f"{own}/vilkar/way_back", f"/sak/{case.pk}/tiltak/", f"/sak/{case.pk}/tiltak/home_visit"]  # fmt: skip
    assert {client.get(address).status_code for address in addresses} == {404}
    assert client.post(f"{own}/begynn").status_code == client.get(f"/tiltak/{uuid.uuid4()}").status_code == 404


def test_each_gate_is_a_question_and_the_measure_begins_when_all_are_answered(cast, client, case):
    measure = a_measure(cast, case, "reduced_participation", is_started=False)
    client.force_login(cast.users["contact_a"])
    own = f"/tiltak/{measure.pk}"
    page = client.get(own).text
    assert "3 vilkår er ikke på plass" in page and "§§ 10-2 og 24-5" in page and "Sett i gang nå" not in page
    assert "Enighet med den som bestemmer (§§ 10-2 og 24-5) mangler" in client.post(f"{own}/begynn", follow=True).text
    assert client.get(f"{own}/vilkar/decision").status_code == 404
    agreed = {"made_on": "2025-10-13", "given_by": "guardian", "reference": "2025/8-1"}
    assert client.post(f"{own}/vilkar/agreed_reduction", agreed).status_code == 422
    for gate, given in (
        ("agreed_reduction", agreed | {"given_by": "pupil"}), ("time_limit", {"until": "2025-11-30"}),
        ("way_back", {"line": "Alle timer fra desember"}),
    ):  # fmt: skip
        assert client.post(f"{own}/vilkar/{gate}", given).status_code == 302
    assert "2025/8-1" in client.get(f"{own}/vilkar/agreed_reduction").text
    page = client.get(own).text
    assert "Sett i gang nå" in page and "Alle timer fra desember" in page
    assert "Tiltaket er i gang" in client.post(f"{own}/begynn", follow=True).text
    assert GateProof.objects.count() == 3


def test_a_consent_given_here_and_a_document_here_are_chosen_and_not_written_again(cast, client, case):
    measure, pupil = a_measure(cast, case, "individual_training", is_started=False), cast.pupils["a1"]
    given = {
        "matter": "education", "things": "measure", "receivers": "PPT", "asked_by": "contact_a", "asked_at": BEGAN,
        "answer": "given", "answered_by": pupil, "route": "talk", "answered_at": BEGAN,
    }  # fmt: skip
    consent = Consent.objects.create(pupil=pupil, purpose="Sakkyndig vurdering", **given)
    Consent.objects.create(pupil=cast.pupils["a2"], purpose="En annens", **given)
    document = Document.objects.create(
        id="d1", pupil=pupil, title="Vurderingen", sort="pdf", size=1, digest="", added_by="leader", added_at=BEGAN
    )
    client.force_login(cast.users["contact_a"])
    own = f"/tiltak/{measure.pk}"
    form = client.get(f"{own}/vilkar/consent_to_assessment").text
    assert "Sakkyndig vurdering" in form and "Vurderingen" in form and "En annens" not in form
    assert client.post(f"{own}/vilkar/consent_to_assessment", {"consent": consent.reference}).status_code == 302
    assert client.post(f"{own}/vilkar/expert_assessment", {"document": document.pk}).status_code == 422
    seen = {"document": document.pk, "made_on": "2025-10-01"}
    page = client.post(f"{own}/vilkar/expert_assessment", seen, follow=True).text
    assert "samtykke: Sakkyndig vurdering" in page and "dokument: Vurderingen" in page and "Eleven selv" in page


def test_the_days_of_a_return_are_held_against_what_is_registered(cast, client, case, registered):
    measure = a_measure(cast, case, "stepwise_return")
    client.force_login(cast.users["contact_a"])
    own = f"/tiltak/{measure.pk}"
    assert "Ingen dager er planlagt" in client.get(own).text
    days = {"first": "2025-10-06", "weekdays": ["1", "2", "4"], "weeks": "2", "part": "morning", "place": "Rom 12"}
    assert client.post(f"{own}/opptrapping", days | {"place": ""}).status_code == 422
    page = client.post(f"{own}/opptrapping", days, follow=True)
    was = [(line.day.on.day, line.word) for _monday, lines in page.context["page"].weeks for line in lines]
    assert was == [(7, "Var der"), (8, "Var borte"), (10, "Ikke ført"), (14, "Var der"), (15, ""), (17, "")]


def test_ending_asks_whether_it_helped_beside_the_figures(cast, client, case, registered):
    measure = a_measure(cast, case, "stepwise_return")
    client.force_login(cast.users["contact_a"])
    own = f"/tiltak/{measure.pk}"
    page = client.get(f"{own}/avslutt")
    found = page.context["compared"]
    assert (found.before.days_away, found.after.days_away, found.after.reported) == (10, 1, 19)
    assert "viser ikke alene at tiltaket hjalp" in page.text
    given = {"ended_on": "2025-10-14", "outcome": "done", "helped": "too_early", "learned": "Trygg om morgenen"}
    assert client.post(f"{own}/avslutt", given | {"helped": ""}).status_code == 422
    over = client.post(f"{own}/avslutt", given, follow=True).text
    assert "For tidlig å si" in over and "12 uker etter" in over
    assert client.get(f"{own}/avslutt").status_code == client.get(f"{own}/etter/2").status_code == 404


def test_nothing_is_said_of_absence_nobody_has_delivered(cast, client, case):
    measure = a_measure(cast, case, "stepwise_return")
    plan_days(measure=measure, days=Days(BEGAN.date(), [0], 1, "whole", "Rom 12"), by="contact_a", at=AT)
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/tiltak/{measure.pk}")
    assert "Ikke ført" in page.text and "For lite data" in page.text and "Var der" not in page.text


def test_looking_after_is_answered_once(cast, client, case):
    measure = a_measure(cast, case, "stepwise_return")
    end_measure(
        measure=measure, ended_on=TODAY - 20 * DAY, outcome="done", helped="yes", learned="Fint", by="contact_a", at=AT
    )
    client.force_login(cast.users["contact_a"])
    own = f"/tiltak/{measure.pk}"
    assert f"{own}/etter/2" in client.get(own).text and client.get(f"{own}/etter/4").status_code == 404
    assert client.post(f"{own}/etter/2", {"answer": "holds", "line": ""}).status_code == 422
    assert (
        "Her hver dag" in client.post(f"{own}/etter/2", {"answer": "holds", "line": "Her hver dag"}, follow=True).text
    )
    assert client.get(f"{own}/etter/2").status_code == 404
    assert Observation.objects.count() == 1
    assert "sett etter: det holder" in client.get(f"/sak/{case.pk}").text


def test_marking_as_entered_by_mistake_is_not_for_every_member(cast, client, case):
    measure = a_measure(cast, case, "fixed_talks")
    client.force_login(cast.users["counsellor"])
    own = f"/tiltak/{measure.pk}"
    assert client.post(f"{own}/feilfort", {"reason": ""}).status_code == 422
    assert "Feilført" in client.post(f"{own}/feilfort", {"reason": "Feil elev"}, follow=True).text
    assert client.get(f"{own}/feilfort").status_code == client.get(f"{own}/forleng").status_code == 404


def test_a_measure_of_a_pupil_who_has_left_may_be_ended_and_nothing_else(cast, client, case):
    measure, pupil = a_measure(cast, case, "fixed_talks"), cast.pupils["a1"]
    Enrolment.objects.filter(pupil=pupil).update(valid_to=TODAY - DAY)
    own = f"/tiltak/{measure.pk}"
    client.force_login(cast.users["contact_a"])
    assert "går ikke lenger på noen av skolene her" in client.get(own).text
    assert client.get(f"{own}/forleng").status_code == client.get(f"{own}/gi-over").status_code == 404
    assert client.get(f"{own}/avslutt").status_code == 200


def test_the_pages_ask_a_bounded_number_of_questions(cast, client, case, registered, django_assert_max_num_queries):
    for kind in ("fixed_talks", "home_visit", "stepwise_return", "homework_help"):
        measure = a_measure(cast, case, kind)
    client.force_login(cast.users["contact_a"])
    with django_assert_max_num_queries(36):
        assert client.get(f"/sak/{case.pk}").status_code == 200
    with django_assert_max_num_queries(38):
        assert client.get(f"/tiltak/{measure.pk}").status_code == 200
    with django_assert_max_num_queries(21):
        assert client.get(f"/sak/{case.pk}/tiltak/").status_code == 200
