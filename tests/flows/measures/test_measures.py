"""A measure begins when what it leans on is in place, ends with an answer, and is never left behind."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError

from tests.builders import employ
from tettpaa.assess.cases.actions import close_case, open_case
from tettpaa.assess.documents.models import Document
from tettpaa.follow_up.measures import actions
from tettpaa.follow_up.measures.models import GateProof, Measure, MeasureStep, ReturnDay
from tettpaa.follow_up.measures.observing import record_observation
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.follow_up.measures.proving import Shown, record_proof
from tettpaa.follow_up.measures.queries import facts_at_gates, schedule_of
from tettpaa.follow_up.measures.scheduling import Days, plan_days
from tettpaa.knowledge.measures.gates import gates_for, missing_proofs
from tettpaa.pages.measure.tasks import tasks_for
from tettpaa.schools.people.models import Employment, Enrolment
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.sharing.models import Consent

AT = dt.datetime(2025, 10, 14, 9, tzinfo=dt.UTC)
TODAY = AT.date()
DAY = dt.timedelta(days=1)
BY = {"by": "contact_a", "at": AT}
END = {"ended_on": TODAY, "outcome": "done", "helped": "yes", "learned": "Morgenene er tryggere"}


@pytest.fixture
def case(cast):
    cast.pupils["a1"].birth_date = dt.date(2009, 3, 1)
    cast.pupils["a1"].save()
    return open_case(
        pupil=cast.pupils["a1"], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users["contact_a"], **BY,
    )  # fmt: skip


@pytest.fixture
def planned(cast, case):
    def plan(kind="stepwise_return", **given) -> Measure:
        form_id = given.pop("form_id", uuid.uuid4())
        told = {
            "line": "Møter Lærer A kl. 10",
            "starts_on": TODAY,
            "planned_end": TODAY + 30 * DAY,
            "provider": "Lærer A",
        }
        return plan_measure(
            case=case, wish=Wish(kind=kind, **told | given), school=cast.school, responsible=cast.users["contact_a"],
            form_id=form_id, **BY,
        )  # fmt: skip

    return plan


@pytest.fixture
def running(planned):
    def run(kind="stepwise_return", **given) -> Measure:
        measure = planned(kind, **given)
        actions.start_measure(measure=measure, **BY)
        return measure

    return run


def prove(measure, **changed) -> None:
    """Everything an alternative arena asks for."""
    answers = {
        "consent_to_assessment": Shown(made_on=dt.date(2025, 8, 20), given_by="pupil", reference="2025/8-1"),
        "expert_assessment": Shown(made_on=dt.date(2025, 9, 10), reference="2025/8-2"),
        "consent_to_decision": Shown(made_on=dt.date(2025, 9, 20), given_by="pupil", reference="2025/8-3"),
        "decision": Shown(made_on=dt.date(2025, 10, 1), until=TODAY + 60 * DAY, reference="2025/8-4"),
        "time_limit": Shown(until=TODAY + 60 * DAY),
        "way_back": Shown(line="Matte i klassen fra november"),
    }
    for gate in gates_for(measure.kind, TODAY):
        record_proof(measure=measure, gate=gate, shown=changed.get(gate.key, answers[gate.key]), **BY)


def events(measure) -> list[str]:
    rows = AuditEvent.objects.filter(object_kind="measure", object_id=str(measure.pk)).order_by("pk")
    return list(rows.values_list("action", flat=True))


def tasks(user) -> list[str]:
    return [task.words for task in tasks_for(Rights(user, AT))]


def test_a_measure_is_planned_begins_is_prolonged_and_ended(cast, planned):
    form_id = uuid.uuid4()
    measure = planned(form_id=form_id, starts_on=TODAY + DAY)
    assert planned(form_id=form_id) == measure
    assert measure.amount is None and measure.state == "planned"
    actions.prolong_measure(measure=measure, planned_end=TODAY + 35 * DAY, reason="Begynner etter ferien", **BY)
    assert measure.state == "planned"
    actions.start_measure(measure=measure, **BY)
    assert (measure.state, measure.starts_on) == ("running", TODAY)
    with pytest.raises(ValidationError, match="I gang"):
        actions.start_measure(measure=measure, **BY)
    actions.prolong_measure(measure=measure, planned_end=TODAY + 40 * DAY, reason="Eleven ber om det", **BY)
    with pytest.raises(ValidationError) as refused:
        actions.end_measure(measure=measure, **END | {"helped": "", "learned": " ", "ended_on": TODAY + DAY}, **BY)
    assert set(refused.value.message_dict) == {"helped", "learned", "ended_on"}
    actions.end_measure(measure=measure, **END, **BY)
    assert (measure.state, measure.outcome, measure.helped) == ("ended", "done", "yes")
    with pytest.raises(ValidationError, match="Avsluttet"):
        actions.prolong_measure(measure=measure, planned_end=TODAY + 50 * DAY, reason="Likevel", **BY)
    actions.void_measure(measure=measure, reason="Feil elev", **BY)
    with pytest.raises(ValidationError, match="Feilført"):
        actions.end_measure(measure=measure, **END, **BY)
    assert events(measure) == [
        "measure_planned", "measure_prolonged", "measure_started", "measure_prolonged", "measure_ended",
        "measure_voided",
    ]  # fmt: skip
    assert MeasureStep.objects.filter(measure=measure).count() == 6
    assert not AuditEvent.objects.filter(details__icontains="Morgenene").exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "hidden_camera"}, "kind"), ({"line": " "}, "line"), ({"provider": ""}, "provider"),
        ({"planned_end": TODAY - DAY}, "planned_end"), ({"amount": 2, "unit": "once"}, "unit"),
    ],
)  # fmt: skip
def test_a_measure_that_says_too_little_leaves_nothing(planned, given, field):
    with pytest.raises(ValidationError) as refused:
        planned(**given)
    assert set(refused.value.message_dict) == {field}
    assert not Measure.objects.exists()


def test_nothing_new_is_planned_in_a_case_that_is_over(case, planned):
    close_case(case=case, outcome="reached", evaluation="Godt nok", **BY)
    with pytest.raises(ValidationError, match="avsluttet"):
        planned()


def test_an_alternative_arena_does_not_begin_before_all_is_proven(planned):
    measure = planned("alternative_arena", starts_on=TODAY - 5 * DAY)
    with pytest.raises(ValidationError) as refused:
        actions.start_measure(measure=measure, **BY)
    told = " ".join(refused.value.messages)
    assert "Vedtak om individuelt tilrettelagt opplæring (§ 11-6) mangler." in told and told.count("mangler") == 6
    assert events(measure) == ["measure_planned"]
    prove(measure)
    late = planned("alternative_arena", starts_on=TODAY - 5 * DAY, planned_end=TODAY - DAY)
    prove(late)
    with pytest.raises(ValidationError, match="Forleng først"):
        actions.start_measure(measure=late, **BY)
    actions.start_measure(measure=measure, **BY)
    # It never begins before the day everything is in place.
    assert (measure.state, measure.starts_on) == ("running", TODAY)
    with pytest.raises(ValidationError, match="varer kortere enn tiltaket"):
        actions.prolong_measure(measure=measure, planned_end=TODAY + 61 * DAY, reason="Mer tid", **BY)


def test_a_guardian_consents_before_fifteen_and_the_pupil_after(cast, planned):
    measure, pupil = planned("alternative_arena"), cast.pupils["a1"]
    gate = gates_for(measure.kind, TODAY)[0]

    def fault(given_by: str, born: dt.date | None) -> dict:
        measure.pupil.birth_date = born
        shown = Shown(made_on=dt.date(2025, 9, 1), given_by=given_by, reference="2025/8-1")
        try:
            record_proof(measure=measure, gate=gate, shown=shown, **BY)
        except ValidationError as refused:
            return refused.message_dict
        return {}

    assert pupil.birth_date == dt.date(2009, 3, 1)
    assert fault("pupil", dt.date(2010, 9, 1)) == fault("guardian", dt.date(2010, 9, 2)) == {}
    assert set(fault("guardian", dt.date(2010, 9, 1))) == set(fault("pupil", dt.date(2010, 9, 2))) == {"given_by"}
    assert set(fault("pupil", None)) == {"given_by"}


def test_a_consent_taken_back_and_a_document_taken_away_prove_nothing_any_longer(cast, planned):
    measure, pupil = planned("alternative_arena"), cast.pupils["a1"]
    consent = Consent.objects.create(
        pupil=pupil, matter="education", things="measure", purpose="Sakkyndig vurdering", receivers="PPT",
        asked_by="contact_a", asked_at=AT, answer="given", answered_by=pupil, route="talk",
        answered_at=dt.datetime(2025, 8, 20, 9, tzinfo=dt.UTC),
    )  # fmt: skip
    document = Document.objects.create(
        id="d1", pupil=pupil, title="Vurdering", sort="pdf", size=1, digest="", added_by="leader", added_at=AT
    )
    expert = Shown(made_on=dt.date(2025, 9, 10), document=document)
    prove(measure, consent_to_assessment=Shown(consent=consent), expert_assessment=expert)
    written = GateProof.objects.get(gate="consent_to_assessment", replaced_at=None)
    assert (written.made_on, written.given_by) == (dt.date(2025, 8, 20), "pupil")
    actions.start_measure(measure=measure, **BY)
    assert tasks(cast.users["contact_a"]) == []

    Consent.objects.update(ended_how="withdrawn", ended_at=AT, ended_by="a1")
    Document.objects.update(voided_at=AT, voided_by="leader")
    facts = facts_at_gates([measure], TODAY)[measure.pk]
    assert [each.why for each in missing_proofs(measure.kind, facts, TODAY)] == ["withdrawn", "withdrawn"]
    assert tasks(cast.users["contact_a"]) == ["Elev A1: et vilkår for «Alternativ opplæringsarena» står ikke lenger"]
    with pytest.raises(ValidationError) as refused:
        record_proof(
            measure=measure, gate=gates_for(measure.kind, TODAY)[0], shown=Shown(consent=Consent.objects.get()), **BY
        )
    assert "consent" in refused.value.message_dict


def test_a_new_proof_replaces_the_old_which_is_kept(planned):
    measure = planned("alternative_arena")
    gate = {gate.key: gate for gate in gates_for(measure.kind, TODAY)}["way_back"]
    for line in ("Til jul", "Etter høstferien"):
        record_proof(measure=measure, gate=gate, shown=Shown(line=line), **BY)
    proofs = GateProof.objects.order_by("pk").values_list("line", "replaced_by")
    assert list(proofs) == [("Til jul", "contact_a"), ("Etter høstferien", "")]


def test_days_are_planned_within_the_measure_and_a_day_planned_again_is_replaced(running):
    measure = running(planned_end=TODAY + 20 * DAY)
    weekly = {"first": TODAY, "weekdays": [0, 2], "weeks": 9, "part": "hours", "place": "Rom 12, Lærer A"}
    hours = {"begins": dt.time(10), "ends": dt.time(12)}
    plan_days(measure=measure, days=Days(**weekly, **hours), **BY)
    planned = [day.on for day in schedule_of(measure)]
    assert planned == [dt.date(2025, 10, number) for number in (15, 20, 22, 27, 29)] + [dt.date(2025, 11, 3)]
    plan_days(measure=measure, days=Days(TODAY, [2], 1, "none", ""), **BY)
    assert next((day.on, day.part) for day in schedule_of(measure)) == (dt.date(2025, 10, 15), "none")
    assert ReturnDay.objects.filter(on=dt.date(2025, 10, 15)).count() == 2
    for changed, field in (
        ({"begins": dt.time(13)}, "ends"), ({"place": " "}, "place"), ({"first": TODAY + 40 * DAY}, "weekdays"),
        ({"weeks": 13}, "weeks"),
    ):  # fmt: skip
        with pytest.raises(ValidationError) as refused:
            plan_days(measure=measure, days=Days(**weekly | hours | changed), **BY)
        assert set(refused.value.message_dict) == {field}


def test_a_measure_waits_for_its_responsible_when_a_day_passes(cast, running, planned):
    # What was done last week may be written down after it; then it is asked whether it helped.
    running("home_visit", starts_on=TODAY - 9 * DAY, planned_end=TODAY - DAY)
    planned("fixed_talks", starts_on=TODAY - DAY)
    running("homework_help")
    assert tasks(cast.users["contact_a"]) == [
        "Elev A1: «Faste samtaler» skulle ha begynt",
        "Elev A1: «Hjemmebesøk» skulle vært avsluttet. Hjalp det?",
    ]
    assert tasks(cast.users["counsellor"]) == tasks(cast.users["contact_b"]) == tasks(cast.users["analyst"]) == []


def test_a_return_is_looked_after_until_somebody_has_answered(cast, running):
    measure = running(starts_on=TODAY - 60 * DAY)
    actions.end_measure(measure=measure, **END | {"ended_on": TODAY - 30 * DAY}, **BY)
    assert tasks(cast.users["contact_a"]) == ["Elev A1: se etter om det holder"] * 2
    seen = {"measure": measure, "answer": "holds", "line": "Her hver dag", **BY}
    with pytest.raises(ValidationError, match="ikke tid"):
        record_observation(weeks=8, **seen)
    with pytest.raises(ValidationError):
        record_observation(weeks=2, **seen | {"line": ""})
    record_observation(weeks=2, **seen | {"answer": "not_done", "line": "Vi var på tur"})
    record_observation(weeks=4, **seen)
    with pytest.raises(ValidationError, match="alt svart"):
        record_observation(weeks=4, **seen)
    assert tasks(cast.users["contact_a"]) == []


def test_where_the_responsible_no_longer_signs_in_the_cases_own_is_asked(cast, case, running):
    measure = running(starts_on=TODAY - 9 * DAY, planned_end=TODAY - DAY)
    Measure.objects.filter(pk=measure.pk).update(responsible=cast.users["subject"])
    assert tasks(cast.users["contact_a"]) == []
    cast.users["subject"].is_active = False
    cast.users["subject"].save()
    assert len(tasks(cast.users["contact_a"])) == 1


def test_a_pupil_who_has_left_leaves_a_measure_to_be_ended(cast, running):
    measure, pupil = running("fixed_talks"), cast.pupils["a1"]
    Enrolment.objects.filter(pupil=pupil).update(valid_to=TODAY - DAY)
    assert tasks(cast.users["contact_a"]) == ["Elev A1 har sluttet: avslutt «Faste samtaler»"]
    with pytest.raises(ValidationError, match="sluttet"):
        actions.prolong_measure(measure=measure, planned_end=TODAY + 40 * DAY, reason="Mer tid", **BY)
    actions.end_measure(measure=measure, **END | {"outcome": "moved", "helped": "unknown"}, **BY)
    assert tasks(cast.users["contact_a"]) == [] and events(measure)[-1] == "measure_ended"


def test_a_planned_measure_does_not_begin_where_the_pupil_no_longer_goes(cast, planned):
    measure = planned()
    Enrolment.objects.filter(pupil=measure.pupil).update(valid_to=TODAY - DAY)
    employ(cast.users["contact_a"].person, cast.school_elsewhere, Employment.Role.COUNSELLOR)
    with pytest.raises(ValidationError, match="går ikke på skolen"):
        actions.start_measure(measure=measure, **BY)
    actions.end_measure(measure=measure, **END | {"outcome": "moved", "helped": "unknown"}, **BY)
    assert measure.state == "ended"
