"""A referral goes to PPT only with a consent that stands, and every step of it has a day."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError

from tests.rights import rights_of
from tettpaa.assess.cases.actions import close_case, open_case
from tettpaa.follow_up.referrals import actions
from tettpaa.follow_up.referrals.consults import answer_consult, ask_consult
from tettpaa.follow_up.referrals.models import Consult, Referral, ReferralStep
from tettpaa.follow_up.referrals.queries import days_of, live_consent
from tettpaa.follow_up.referrals.states import STATES
from tettpaa.pages.referral.tasks import tasks_for
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.sharing.actions import answer_consent, ask_consent, end_consent
from tettpaa.trust.sharing.rules import Matter

AT = dt.datetime(2025, 10, 14, 9, tzinfo=dt.UTC)
TODAY = AT.date()
TEXTS = {"reason": "Borte fra matematikk", "tried": "Tre samtaler", "asks": "En vurdering av utbyttet"}


@pytest.fixture
def case(cast):
    Person.objects.filter(pk=cast.pupils["a1"].pk).update(birth_date=dt.date(2009, 3, 1))
    return open_case(
        pupil=cast.pupils["a1"], school=cast.school, because="flag", reason="Borte", responsible=cast.users["contact_a"],
        by="contact_a", at=dt.datetime(2025, 10, 1, 9, tzinfo=dt.UTC),
    )  # fmt: skip


@pytest.fixture
def referral(case) -> Referral:
    return actions.draft_referral(case=case, **TEXTS, form_id=uuid.uuid4(), by="counsellor", at=AT)


@pytest.fixture
def agree(cast, case):
    """The pupil, who is 16, says yes or no to being referred."""

    def agreed(answer: str = "given", things: tuple[str, ...] = ("referral",), valid_to: dt.date | None = None):
        consent = ask_consent(
            pupil=cast.pupils["a1"], matter=Matter.EDUCATION, things=things, purpose="Henvise", receivers="PPT",
            by="counsellor", at=AT,
        )  # fmt: skip
        answer_consent(
            consent=consent, answer=answer, answered_by=cast.pupils["a1"], route="talk", valid_to=valid_to,
            by="counsellor", at=AT, on=TODAY,
        )  # fmt: skip
        return consent

    return agreed


def day(number: int) -> dt.date:
    return dt.date(2025, 10, number)


def test_a_referral_is_sent_received_worked_on_assessed_and_closed(referral, agree):
    given = agree()
    later = AT + dt.timedelta(days=60)
    actions.send_referral(referral=referral, on=day(14), by="counsellor", at=AT)
    actions.receive_referral(referral=referral, on=day(20), by="ppt", at=later)
    actions.begin_assessment(referral=referral, on=day(27), by="ppt", at=later)
    actions.receive_assessment(
        referral=referral,
        on=dt.date(2025, 12, 1),
        points={"benefit": True, "why": True, "goals": True},
        by="ppt",
        at=later,
    )
    actions.close_referral(
        referral=referral, on=dt.date(2025, 12, 10), reason="Vedtak er gjort", decision_on=dt.date(2025, 12, 9),
        decision_reference="25/1234", by="counsellor", at=later,
    )  # fmt: skip
    assert (referral.state, referral.consent, referral.decision_reference) == ("closed", given, "25/1234")
    assert referral.points == {"benefit": True, "why": True, "goals": True, "measures": False, "competence": False}
    assert list(days_of(referral).values()) == [
        day(14), day(20), day(27), dt.date(2025, 12, 1), dt.date(2025, 12, 10)
    ]  # fmt: skip
    events = AuditEvent.objects.filter(object_kind="referral").order_by("pk")
    assert [event.action for event in events] == [
        "referral_drafted", "referral_sent", "referral_received", "assessment_begun", "assessment_received",
        "referral_closed",
    ]  # fmt: skip
    assert not any("Borte" in str(event.details) for event in events)


@pytest.mark.parametrize(
    "said",
    [None, {"answer": "refused"}, {"things": ("plan",)}, {"valid_to": TODAY}],
    ids=["not asked", "refused", "to something else", "runs out today"],
)
def test_without_a_consent_that_stands_nothing_is_sent(referral, agree, said):
    if said is not None:
        agree(**said)
    with pytest.raises(ValidationError, match="ikke gitt samtykke"):
        actions.send_referral(referral=referral, on=TODAY, by="counsellor", at=AT + dt.timedelta(days=1))
    assert referral.state == "draft" and ReferralStep.objects.count() == 1


def test_a_consent_taken_back_stands_no_longer(cast, referral, agree):
    consent = agree()
    assert live_consent(cast.pupils["a1"].pk, TODAY) == consent
    end_consent(consent=consent, how="withdrawn", reason="", by="counsellor", at=AT, on=TODAY)
    assert live_consent(cast.pupils["a1"].pk, TODAY) is None


MOVES = {
    "send_referral": {}, "receive_referral": {}, "begin_assessment": {}, "receive_assessment": {"points": {}},
    "close_referral": {"reason": "Ferdig"}, "withdraw_referral": {"reason": "Eleven vil ikke"},
    "void_referral": {"reason": "Feil elev"},
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_every_act_goes_where_the_table_says_and_nowhere_else(referral, agree, state):
    agree()
    for act, given in MOVES.items():
        Referral.objects.filter(pk=referral.pk).update(state=state)
        referral.refresh_from_db()
        when = {} if act == "void_referral" else {"on": TODAY}
        if act in STATES[state].acts:
            getattr(actions, act)(referral=referral, **when, **given, by="counsellor", at=AT)
            assert referral.state == STATES[state].acts[act]
        else:
            with pytest.raises(ValidationError, match="Det går ikke nå"):
                getattr(actions, act)(referral=referral, **when, **given, by="counsellor", at=AT)


def test_a_decision_needs_an_assessment_and_days_follow_each_other(referral, agree):
    agree()
    actions.send_referral(referral=referral, on=day(14), by="counsellor", at=AT)
    with pytest.raises(ValidationError, match="før det som skjedde sist"):
        actions.receive_referral(referral=referral, on=day(13), by="ppt", at=AT)
    with pytest.raises(ValidationError, match="ikke vært ennå"):
        actions.receive_referral(referral=referral, on=day(15), by="ppt", at=AT)
    actions.receive_referral(referral=referral, on=day(14), by="ppt", at=AT)
    with pytest.raises(ValidationError, match="bygger på en sakkyndig vurdering"):
        actions.close_referral(
            referral=referral, on=day(14), reason="Ferdig", decision_on=day(14), by="counsellor", at=AT
        )  # fmt: skip


def test_a_form_sent_twice_writes_one_referral_and_a_case_has_one_at_a_time(case, referral):
    again = actions.draft_referral(case=case, **TEXTS, form_id=referral.form_id, by="counsellor", at=AT)
    assert again == referral
    with pytest.raises(ValidationError, match="alt en henvisning"):
        actions.draft_referral(case=case, **TEXTS, form_id=uuid.uuid4(), by="counsellor", at=AT)
    actions.void_referral(referral=referral, reason="Feil", by="counsellor", at=AT)
    close_case(case=case, outcome="reached", evaluation="Bra", by="contact_a", at=AT)
    with pytest.raises(ValidationError, match="Saken er avsluttet"):
        actions.draft_referral(case=case, **TEXTS, form_id=uuid.uuid4(), by="counsellor", at=AT)


def test_what_is_sent_is_not_changed(referral, agree):
    actions.change_draft(referral=referral, **{**TEXTS, "asks": "Råd"}, by="counsellor", at=AT)
    agree()
    actions.send_referral(referral=referral, on=TODAY, by="counsellor", at=AT)
    with pytest.raises(ValidationError, match="kan ikke endres"):
        actions.change_draft(referral=referral, **TEXTS, by="counsellor", at=AT)
    referral.refresh_from_db()
    assert referral.asks == "Råd"


def test_tasks_tell_of_drafts_that_wait_and_of_assessments_that_do_not_come(cast, referral, agree):
    def told(who: str, on: dt.date = TODAY) -> list[str]:
        return [task.words for task in tasks_for(rights_of(cast.users[who], on))]

    assert told("counsellor") == ["Henvisningen av Elev A1 venter på samtykke"]
    assert told("contact_b") == told("leader_elsewhere") == []
    agree()
    assert told("leader") == ["Henvisningen av Elev A1 kan sendes"]
    actions.send_referral(referral=referral, on=TODAY, by="counsellor", at=AT)
    assert told("leader") == told("leader", dt.date(2026, 1, 12)) == []
    assert told("leader", dt.date(2026, 1, 13)) == ["Sakkyndig vurdering av Elev A1 er ikke mottatt"]


def consulted(cast, question: str, **given) -> Consult:
    return ask_consult(school=cast.school, question=question, form_id=uuid.uuid4(), by="contact_a", at=AT, **given)


def test_a_consult_names_nobody_of_the_school(cast):
    Person.objects.filter(pk=cast.pupils["a1"].pk).update(given_name="Ingvild", family_name="Solhaug")
    with pytest.raises(ValidationError, match="«Ingvild»"):
        consulted(cast, "Hva gjør vi når Ingvild er borte?")
    with pytest.raises(ValidationError, match="«Rådgiver»"):
        consulted(cast, "Kan Rådgiver hjelpe?")
    asked = consulted(cast, "Hva hjelper en elev på vg1 som er borte om morgenen?")
    with pytest.raises(ValidationError, match="«Solhaug»"):
        answer_consult(consult=asked, answer="Ring til Solhaug", on=TODAY, by="contact_a", at=AT)
    answer_consult(consult=asked, answer="Fast voksen i døra", on=TODAY, by="contact_a", at=AT)
    with pytest.raises(ValidationError, match="alt skrevet"):
        answer_consult(consult=asked, answer="Noe annet", on=TODAY, by="contact_a", at=AT)


def test_a_refusal_does_not_tell_of_somebody_the_asker_must_not_learn_of(cast):
    hidden = cast.pupils["a2"]
    Person.objects.filter(pk=hidden.pk).update(given_name="Ingvild", family_name="Solhaug")
    assert consulted(cast, "Går Ingvild her?", unknown=frozenset({hidden.pk})).pk
