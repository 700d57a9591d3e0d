"""A plan is saved in versions, nobody's text is lost, and every state leads where the table says."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from tests.flows.plans.made import AT, DAY, TODAY, WHOLE, a_case, a_plan
from tettpaa.assess.cases.actions import close_case
from tettpaa.follow_up.plans import actions, evaluating, exempting
from tettpaa.follow_up.plans.models import Plan, PlanEvaluation, PlanVersion
from tettpaa.follow_up.plans.own_view import say_view
from tettpaa.follow_up.plans.queries import content_of, due_plans, live_plan, newest_version, steps_of
from tettpaa.follow_up.plans.saving import Collision
from tettpaa.follow_up.plans.states import EVENT_OF, STATES, state_of
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.plan.tasks import tasks_for
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.audit.models import AuditEvent

LATER = AT + DAY
EVALUATED = {"helped": "Samtalene mandag", "did_not_help": "Meldingene hjem"}


def saved(plan, content=WHOLE, began_from=1, save=actions.change_plan, form_id=None, by="contact_a") -> PlanVersion:
    return save(plan=plan, content=content, began_from=began_from, form_id=form_id or uuid.uuid4(), by=by, at=LATER)


def events(plan) -> list[str]:
    rows = AuditEvent.objects.filter(object_kind="plan", object_id=str(plan.pk)).order_by("pk")
    return list(rows.values_list("action", flat=True))


def test_from_a_draft_to_a_plan_that_is_evaluated_renewed_and_ended(cast):
    plan = a_plan(a_case(cast), is_in_force=False, goals="", lines=())
    saved(plan, replace(WHOLE, goals=""), save=actions.save_draft)
    with pytest.raises(ValidationError) as refused:
        saved(plan, replace(WHOLE, goals=""), began_from=2, save=actions.put_in_force)
    assert set(refused.value.message_dict) == {"goals"}
    saved(plan, began_from=2, save=actions.put_in_force)
    assert plan.state == "in_force"
    assert saved(plan, began_from=3).number == 4
    evaluating.renew_plan(
        plan=plan,
        number=4,
        **EVALUATED,
        evaluate_on=dt.date(2025, 12, 20),
        form_id=uuid.uuid4(),
        by="contact_a",
        at=LATER,
    )
    newest = newest_version(plan)
    assert content_of(newest) == replace(WHOLE, evaluate_on=dt.date(2025, 12, 20))
    evaluating.end_plan(plan=plan, number=5, **EVALUATED, by="contact_a", at=LATER)
    assert plan.state == "ended" and live_plan(plan.case) is None
    assert [step.state for step in steps_of(plan)] == ["draft", "in_force", "ended"]
    assert events(plan) == [
        "plan_drafted", "plan_saved", "plan_put_in_force", "plan_saved", "plan_renewed", "plan_ended",
    ]  # fmt: skip
    assert not AuditEvent.objects.filter(details__icontains="mandag").exists()
    assert PlanEvaluation.objects.filter(version__plan=plan).count() == 2


ACTS = {
    "save_draft": lambda plan: saved(plan, save=actions.save_draft),
    "put_in_force": lambda plan: saved(plan, save=actions.put_in_force),
    "change_plan": saved,
    "say_view": lambda plan: say_view(plan=plan, view="Tirsdag er bedre", form_id=uuid.uuid4(), by="elev", at=LATER),
    "renew_plan": lambda plan: evaluating.renew_plan(
        plan=plan, number=1, **EVALUATED, evaluate_on=dt.date(2025, 12, 1), form_id=uuid.uuid4(), by="leader", at=LATER
    ),
    "end_plan": lambda plan: evaluating.end_plan(plan=plan, number=1, **EVALUATED, by="leader", at=LATER),
    "revoke_exemption": lambda plan: exempting.revoke_exemption(plan=plan, reason="Likevel", by="leader", at=LATER),
    "withdraw_plan": lambda plan: actions.withdraw_plan(plan=plan, reason="Feil elev", by="leader", at=LATER),
}
BEGINNINGS = {
    "draft": lambda case: a_plan(case, is_in_force=False),
    "in_force": a_plan,
    "due": lambda case: a_plan(case, at=AT - 100 * DAY, evaluate_on=TODAY - DAY),
    "ended": lambda case: _ended(a_plan(case)),
    "exempt": lambda case: exempting.exempt_plan(
        case=case, reason="Bytter skole", form_id=uuid.uuid4(), by="leader", at=AT
    ),
    "revoked": lambda case: _after(BEGINNINGS["exempt"](case), "revoke_exemption"),
    "withdrawn": lambda case: _after(a_plan(case), "withdraw_plan"),
}


def _ended(plan: Plan) -> Plan:
    evaluating.end_plan(plan=plan, number=1, **EVALUATED, by="contact_a", at=LATER)
    return plan


def _after(plan: Plan, act: str) -> Plan:
    ACTS[act](plan)
    return plan


@pytest.mark.parametrize("state", STATES)
def test_each_act_leads_where_the_table_says_and_is_refused_elsewhere(cast, state):
    assert set(ACTS) == set(EVENT_OF) and set(BEGINNINGS) == set(STATES)
    case = a_case(cast)
    plan = BEGINNINGS[state](case)
    before = (Plan.objects.get(pk=plan.pk).state, PlanVersion.objects.count(), AuditEvent.objects.count())
    for act in set(ACTS) - set(STATES[state].acts):
        with pytest.raises(ValidationError, match=r"planen står som|alt evaluert"):
            ACTS[act](plan)
    assert (Plan.objects.get(pk=plan.pk).state, PlanVersion.objects.count(), AuditEvent.objects.count()) == before
    for number, (act, to) in enumerate(STATES[state].acts.items()):
        other = BEGINNINGS[state](a_case(cast, pupil=("a2", "a3", "b1", "b2", "b3")[number]))
        ACTS[act](other)
        assert _stands(other) == to, act


def _stands(plan: Plan) -> str:
    newest = newest_version(plan)
    return state_of(Plan.objects.get(pk=plan.pk).state, newest.evaluate_on if newest else None, TODAY).key


def test_two_who_save_from_the_same_version_lose_nothing(cast):
    plan = a_plan(a_case(cast))
    mine, theirs = replace(WHOLE, problem="Min tekst"), replace(WHOLE, problem="Deres tekst")
    first = saved(plan, theirs, by="leader")
    with pytest.raises(Collision) as met:
        saved(plan, mine)
    assert met.value.latest == first and PlanVersion.objects.filter(plan=plan).count() == 2
    on_top = saved(plan, mine, began_from=first.number)
    texts = PlanVersion.objects.filter(plan=plan).order_by("number").values_list("problem", flat=True)
    assert list(texts) == [WHOLE.problem, "Deres tekst", "Min tekst"] and on_top.number == 3


def test_the_same_form_sent_twice_is_one_plan_one_version_and_one_evaluation(cast):
    case, form = a_case(cast), uuid.uuid4()
    told = {"case": case, "content": WHOLE, "form_id": form, "is_in_force": True, "by": "contact_a", "at": AT}
    plan = actions.begin_plan(**told)
    assert actions.begin_plan(**told) == plan
    again = uuid.uuid4()
    assert saved(plan, form_id=again) == saved(plan, form_id=again)
    end = {"plan": plan, "number": 2, **EVALUATED, "by": "contact_a", "at": LATER}
    assert evaluating.end_plan(**end) and evaluating.end_plan(**end)
    with pytest.raises(ValidationError, match="alt evaluert"):
        evaluating.end_plan(**{**end, "by": "leader"})
    counts = (Plan.objects.count(), PlanVersion.objects.count(), PlanEvaluation.objects.count())
    assert counts == (1, 2, 1)


def test_two_who_begin_a_plan_of_the_same_case_meet_each_other(cast):
    case = a_case(cast)
    first = a_plan(case)
    with pytest.raises(Collision) as met:
        a_plan(case, by="leader", problem="En annen plan")
    assert met.value.latest.plan == first and Plan.objects.count() == 1


def test_an_evaluation_of_a_version_that_is_no_longer_the_newest_is_refused(cast):
    plan = a_plan(a_case(cast))
    saved(plan)
    with pytest.raises(ValidationError, match="lagret på nytt"):
        ACTS["end_plan"](plan)


def test_no_plan_is_a_choice_with_a_reason_that_can_be_taken_back(cast):
    case = a_case(cast)
    with pytest.raises(ValidationError):
        exempting.exempt_plan(case=case, reason=" ", form_id=uuid.uuid4(), by="leader", at=AT)
    exempt = BEGINNINGS["exempt"](case)
    with pytest.raises(ValidationError, match="ikke er nødvendig"):
        a_plan(case)
    with pytest.raises(ValidationError, match="alt en plan"):
        BEGINNINGS["exempt"](case)
    ACTS["revoke_exemption"](exempt)
    plan = a_plan(case)
    with pytest.raises(ValidationError, match="alt en plan"):
        BEGINNINGS["exempt"](case)
    assert live_plan(case) == plan


def test_nothing_is_planned_in_a_case_that_is_over_but_what_was_wrong_is_still_withdrawn(cast):
    case = a_case(cast)
    plan = a_plan(case)
    close_case(case=case, outcome="reached", evaluation="Det gikk bra", by="contact_a", at=LATER)
    for act in (saved, ACTS["end_plan"], lambda _plan: a_plan(case)):
        with pytest.raises(ValidationError, match="Saken er avsluttet"):
            act(plan)
    ACTS["withdraw_plan"](plan)
    assert plan.state == "withdrawn"


def test_the_responsible_is_told_when_another_saves_and_who_has_read_it_when_it_was_wrong(cast):
    plan = a_plan(a_case(cast))
    assert not Message.objects.exists()
    saved(plan, by="leader")
    assert Message.objects.get().to == cast.users["contact_a"].person
    actions.withdraw_plan(plan=plan, reason="Feil elev", by="counsellor", at=LATER)
    told = Message.objects.filter(kind="plan_withdrawn").values_list("to", flat=True)
    assert set(told) == {cast.users[name].person.pk for name in ("contact_a", "leader")}


def test_a_plan_that_is_soon_to_be_evaluated_waits_for_the_responsible_and_for_nobody_else(cast):
    teacher = cast.users["contact_a"]
    soon = a_plan(a_case(cast), evaluate_on=TODAY + 7 * DAY)
    a_plan(a_case(cast, "a2"), evaluate_on=TODAY + 8 * DAY)
    a_plan(a_case(cast, "a3"), is_in_force=False, evaluate_on=TODAY + DAY)
    everybody = Person.objects.all()
    assert list(due_plans(teacher, everybody, TODAY)) == [soon]
    assert len(due_plans(teacher, everybody, TODAY + DAY)) == 2
    at = dt.datetime(2025, 10, 14, 9, tzinfo=dt.UTC)
    task = tasks_for(Rights(teacher, at))[0]
    assert (task.pupil, task.due_on, task.address) == (soon.pupil_id, TODAY + 7 * DAY, f"/plan/{soon.pk}/evaluer")
    assert tasks_for(Rights(cast.users["leader"], at)) == []
    ACTS["withdraw_plan"](soon)
    assert tasks_for(Rights(teacher, at)) == []
