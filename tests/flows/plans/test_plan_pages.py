"""The plan's pages as the people of the school meet them; what is not theirs is not there."""

import datetime as dt
import uuid

import pytest

from tests.builders import a_flag
from tests.flows.plans.made import AT, DAY, TODAY, a_case, a_plan, sent
from tests.records import a_calendar, a_lesson, an_absence, put, school_days_between
from tettpaa.assess.cases.actions import close_case
from tettpaa.assess.cases.members import add_member
from tettpaa.assess.cases.models import Case
from tettpaa.assess.talks.actions import record_contact
from tettpaa.follow_up.plans.actions import change_plan, withdraw_plan
from tettpaa.follow_up.plans.exempting import exempt_plan
from tettpaa.follow_up.plans.models import Plan, PlanEvaluation, PlanVersion
from tettpaa.follow_up.plans.queries import content_of
from tettpaa.follow_up.plans.rules import Content
from tettpaa.trust.audit.models import AccessRecord

FACTS = [{"indicator": "absence_days", "value": 3, "window": None, "threshold": 3, "from": "2025-09-29",
          "to": "2025-10-14", "unknown_days": 0}]  # fmt: skip


def speak(cast, line: str = "Orker ikke mandager") -> None:
    record_contact(pupil=cast.pupils["a1"], on=TODAY - DAY, channel="in_person", was_reached=True, line=line, by="contact_a",
                   at=AT)  # fmt: skip


def test_from_a_talk_to_a_plan_with_what_is_known_filled_in_and_a_case_opened(cast, client):
    pupil = cast.pupils["a1"]
    speak(cast)
    a_flag(pupil, cast.school, TODAY - DAY, facts=FACTS)
    client.force_login(cast.users["contact_a"])
    assert f"/elev/{pupil.key}/plan" in client.get(f"/elev/{pupil.key}").text
    initial = client.get(f"/elev/{pupil.key}/plan").context["form"].initial
    assert "3 dager" in initial["problem"].replace("\N{NO-BREAK SPACE}", " ")
    assert initial["pupil_view"] == "Orker ikke mandager" and initial["evaluate_on"] == dt.date(2025, 11, 25)
    form = sent("draft", goals="")
    page = client.post(f"/elev/{pupil.key}/plan", form, follow=True)
    assert "Kladd" in page.text and "Møtes mandag kl. 8" in page.text
    client.post(f"/elev/{pupil.key}/plan", form)
    case = Case.objects.get()
    assert (case.responsible, case.because, case.reason) == (cast.users["contact_a"], "talk", "Borte hver mandag")
    assert Plan.objects.count() == PlanVersion.objects.count() == 1
    assert AccessRecord.objects.filter(page="plan", kind="opened", pupil_key=pupil.key).exists()


def test_a_plan_that_lacks_something_is_not_put_in_force_and_nothing_written_is_lost(cast, client):
    case = a_case(cast)
    client.force_login(cast.users["contact_a"])
    refused = client.post(f"/sak/{case.pk}/plan/ny", sent(goals="", **{"line-0-who": "", "line-1-what": "Ring hjem"}))
    assert refused.status_code == 422 and not Plan.objects.exists()
    assert "Møtes mandag kl. 8" in refused.text and "Ring hjem" in refused.text
    assert [(number, bound.name) for number, bound, _words in refused.context["forms"].line_faults] == [
        (1, "who"), (2, "who"), (2, "first_on"),
    ]  # fmt: skip
    assert "goals" in refused.context["form"].errors
    more = client.post(f"/sak/{case.pk}/plan/ny", sent("more", problem="Skrevet"))
    assert more.status_code == 200 and "line-2-what" in more.text and "Skrevet" in more.text
    assert not Plan.objects.exists()


def test_the_second_of_two_sees_both_texts_and_saves_on_top(cast, client):
    plan = a_plan(a_case(cast), problem="Borte hver mandag")
    client.force_login(cast.users["contact_a"])
    began_from = client.get(f"/plan/{plan.pk}/endre").context["form"].initial["began_from"]
    client.force_login(cast.users["leader"])
    client.post(f"/plan/{plan.pk}/endre", sent("save", began_from, problem="Lederens tekst"))
    client.force_login(cast.users["contact_a"])
    mine = {
        "problem": "Lærerens tekst",
        "line-1-what": "Nytt tiltak",
        "line-1-who": "Eleven",
        "line-1-first_on": "2025-10-20",
    }
    met = client.post(f"/plan/{plan.pk}/endre", sent("save", began_from, **mine))
    assert met.status_code == 409
    assert {"Lederens", "Lærerens"} <= set(met.text.replace("<", " ").replace(">", " ").split())
    assert met.context["saved_by"] == "Leder A" and "Ulikt" in met.text
    form = met.context["forms"]
    assert form.fields["began_from"].value() == "2" and form.fields["problem"].value() == "Lærerens tekst"
    assert form.lines[1]["what"].value() == "Nytt tiltak" and PlanVersion.objects.count() == 2
    client.post(f"/plan/{plan.pk}/endre", sent("save", 2, **mine))
    assert list(PlanVersion.objects.order_by("number").values_list("problem", flat=True)) == [
        "Borte hver mandag", "Lederens tekst", "Lærerens tekst",
    ]  # fmt: skip


def test_two_who_begin_at_once_meet_on_the_same_plan(cast, client):
    case = a_case(cast)
    client.force_login(cast.users["leader"])
    client.post(f"/sak/{case.pk}/plan/ny", sent(problem="Lederens tekst"))
    client.force_login(cast.users["contact_a"])
    met = client.post(f"/sak/{case.pk}/plan/ny", sent(problem="Lærerens tekst"))
    plan = Plan.objects.get()
    assert met.status_code == 409 and f'action="/plan/{plan.pk}/endre"' in met.text and "Lærerens tekst" in met.text
    assert client.get(f"/sak/{case.pk}/plan/ny").headers["Location"] == f"/plan/{plan.pk}"


def test_versions_stand_side_by_side_with_words_for_what_differs(cast, client):
    plan = a_plan(a_case(cast))
    content = content_of(plan.versions.get())
    changed = Content(**{**vars(content), "problem": "Borte hver tirsdag", "goals": content.goals})
    change_plan(plan=plan, content=changed, began_from=1, form_id=uuid.uuid4(), by="leader", at=AT)
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/plan/{plan.pk}/versjoner")
    assert "Endret" in page.text and "Det som er likt" in page.text
    assert "fjernet:" in page.text and "mandag</del>" in page.text and "tirsdag</ins>" in page.text
    same = client.get(f"/plan/{plan.pk}/versjoner?fra=1&til=1").text
    assert "<del>" not in same and "Borte hver mandag" in same and "Ingenting er ulikt" in same
    assert client.get(f"/plan/{plan.pk}/versjoner?fra=x&til=99").status_code == 200


def test_a_due_plan_is_evaluated_and_goes_on_to_the_next_version_or_ends(cast, client):
    case = a_case(cast)
    plan = a_plan(case, at=AT - 60 * DAY, evaluate_on=TODAY)
    client.force_login(cast.users["contact_a"])
    assert "Skal evalueres" in client.get(f"/sak/{case.pk}").text
    told = {"helped": "Samtalene", "did_not_help": "Lekselista", "number": 1, "form_id": str(uuid.uuid4())}
    without_day = client.post(f"/plan/{plan.pk}/evaluer", {**told, "goes_on": "yes", "evaluate_on": ""})
    assert without_day.status_code == 422 and "Lekselista" in without_day.text
    on = client.post(f"/plan/{plan.pk}/evaluer", {**told, "goes_on": "yes", "evaluate_on": "2025-12-01"})
    assert on.headers["Location"] == f"/plan/{plan.pk}/endre"
    page = client.get(f"/plan/{plan.pk}").text
    assert "Gjelder" in page and "Samtalene" in page and "1. desember 2025" in page
    client.post(f"/plan/{plan.pk}/evaluer", {**told, "goes_on": "no", "evaluate_on": "", "number": 2})
    assert PlanEvaluation.objects.count() == 2 and Plan.objects.get().state == "ended"
    assert client.get(f"/plan/{plan.pk}/evaluer").status_code == client.get(f"/plan/{plan.pk}/endre").status_code == 404
    again = client.get(f"/sak/{case.pk}/plan/ny").context["form"].initial
    assert again["tried"] == "Hjalp: Samtalene\nHjalp ikke: Lekselista"
    history = client.get(f"/sak/{case.pk}").text
    assert "Planen evaluert og avsluttet · Lærer A" in history and "Planen lagret, versjon 2 · Lærer A" in history


def test_no_plan_is_registered_on_the_case_and_taken_back(cast, client):
    case = a_case(cast)
    client.force_login(cast.users["contact_a"])
    address = f"/sak/{case.pk}/plan/ikke-nodvendig"
    assert client.post(address, {"reason": "", "form_id": str(uuid.uuid4())}).status_code == 422
    page = client.post(address, {"reason": "Bytter skole i morgen", "form_id": str(uuid.uuid4())}, follow=True)
    assert "Plan ikke nødvendig" in page.text and "Bytter skole i morgen" in page.text
    plan = Plan.objects.get()
    for absent in ("endre", "evaluer", "versjoner", "plan-nb.pdf"):
        assert client.get(f"/plan/{plan.pk}/{absent}").status_code == 404
    client.post(f"/plan/{plan.pk}/likevel", {"reason": "Flyttet ikke"})
    assert client.get(f"/sak/{case.pk}/plan/ny").status_code == 200


def test_a_wrong_plan_is_struck_through_with_its_reason_and_can_no_longer_be_taken_out(cast, client):
    plan = a_plan(a_case(cast))
    client.force_login(cast.users["contact_a"])
    page = client.post(f"/plan/{plan.pk}/feilfort", {"reason": "Gjelder en annen elev"}, follow=True).text
    assert "tp-withdrawn" in page and "Gjelder en annen elev" in page and "plan-nb.pdf" not in page
    assert client.get(f"/plan/{plan.pk}/plan-nb.pdf").status_code == 404
    assert client.get(f"/plan/{plan.pk}/feilfort").status_code == 404


@pytest.mark.parametrize("who", ["contact_b", "leader_elsewhere", "former_contact", "subject", "analyst", "nobody"])
def test_who_does_not_have_the_pupil_meets_nothing(cast, client, who):
    case = a_case(cast)
    plan = a_plan(case)
    client.force_login(cast.users[who])
    addresses = [
        f"/elev/{case.pupil_id}/plan", f"/sak/{case.pk}/plan/ny", f"/sak/{case.pk}/plan/ikke-nodvendig",
        *(f"/plan/{plan.pk}{part}" for part in ("", "/endre", "/versjoner", "/evaluer", "/feilfort", "/plan-nb.pdf")),
    ]  # fmt: skip
    assert {client.get(address).status_code for address in addresses} == {404}
    assert client.get(f"/plan/{uuid.uuid4()}").status_code == 404


def test_a_member_of_the_case_writes_the_plan_but_neither_voids_nor_takes_it_out(cast, client):
    case = a_case(cast, "b1", by="contact_b")
    plan = a_plan(case, by="contact_b")
    add_member(case=case, user=cast.users["subject"], reason="Kjenner eleven", by="contact_b", at=AT)
    client.force_login(cast.users["subject"])
    page = client.get(f"/plan/{plan.pk}")
    assert "Endre planen" in page.text and "PDF" not in page.text and "feilført" not in page.text
    assert client.post(f"/plan/{plan.pk}/endre", sent("save", 1, problem="Ny")).status_code == 302
    assert {client.get(f"/plan/{plan.pk}/{part}").status_code for part in ("feilfort", "plan-nb.pdf")} == {404}


def test_the_pages_ask_a_number_of_questions_that_does_not_grow(cast, client, django_assert_max_num_queries):
    case = a_case(cast)
    plan = a_plan(case)
    content = content_of(plan.versions.get())
    for number in range(1, 12):
        change_plan(plan=plan, content=content, began_from=number, form_id=uuid.uuid4(), by="leader", at=AT)
    client.force_login(cast.users["leader"])
    for address, most in ((f"/plan/{plan.pk}", 32), (f"/plan/{plan.pk}/versjoner", 26), (f"/sak/{case.pk}", 50)):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_withdrawing_is_read_in_the_messages_of_who_read_it(cast, client):
    plan = a_plan(a_case(cast))
    client.force_login(cast.users["counsellor"])
    client.get(f"/plan/{plan.pk}")
    withdraw_plan(plan=plan, reason="Feil elev", by="leader", at=dt.datetime(2025, 10, 14, 20, tzinfo=dt.UTC))
    mine = cast.users["counsellor"].person.messages
    assert mine.get().kind == "plan_withdrawn" and mine.get().seen_at is None
    client.get(f"/plan/{plan.pk}")
    assert mine.get().seen_at is not None


def test_in_a_case_that_is_over_the_plan_is_read_and_not_written(cast, client):
    case = a_case(cast)
    plan = a_plan(case)
    close_case(case=case, outcome="reached", evaluation="Det gikk bra", by="contact_a", at=AT)
    client.force_login(cast.users["leader"])
    page = client.get(f"/plan/{plan.pk}").text
    assert "Borte hver mandag" in page and "Endre planen" not in page and "Evaluer planen" not in page
    assert "Lag plan" not in client.get(f"/sak/{case.pk}").text
    refused = client.post(f"/plan/{plan.pk}/endre", sent("save", 1, problem="Skrevet for sent"))
    assert refused.status_code == 422 and "Skrevet for sent" in refused.text


def test_an_exemption_blocks_a_plan_until_it_is_taken_back(cast, client):
    case = a_case(cast)
    exempt_plan(case=case, reason="Slutter", form_id=uuid.uuid4(), by="leader", at=AT)
    client.force_login(cast.users["contact_a"])
    refused = client.post(f"/sak/{case.pk}/plan/ny", sent(problem="Likevel en plan"))
    assert refused.status_code == 422 and "Likevel en plan" in refused.text


def test_evaluating_asks_whether_it_helped_beside_the_figures(cast, client):
    """Ten days away before the plan, one after; and nothing is said where nothing is delivered."""
    began = AT - 28 * DAY
    plan = a_plan(a_case(cast), at=began, evaluate_on=TODAY)
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/plan/{plan.pk}/evaluer").text
    assert "For lite data" in page or "For tidlig å si" in page
    a_registered_autumn(cast)
    page = client.get(f"/plan/{plan.pk}/evaluer").text
    assert "Hva tallene viser" in page and "viser ikke alene at planen hjalp" in page
    compared = client.get(f"/plan/{plan.pk}/evaluer").context["figures"][0].compared
    assert (compared.before.days_away, compared.after.days_away) == (10, 1)


def a_registered_autumn(cast) -> None:
    days = school_days_between(dt.date(2025, 8, 18), TODAY)
    put(cast.school, "calendar", a_calendar())
    put(cast.school, "lessons", [a_lesson(cast.norwegian_a, day) for day in days])
    away = [*school_days_between(dt.date(2025, 9, 1), dt.date(2025, 9, 12)), dt.date(2025, 10, 8)]
    put(cast.school, "absences", [an_absence(cast.pupils["a1"], cast.norwegian_a, day) for day in away])
