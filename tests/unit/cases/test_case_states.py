"""The states of cases and concerns hold together, and waiting is never forgetting."""

import datetime as dt
import inspect

import pytest

from tettpaa.assess.cases import actions as case_actions
from tettpaa.assess.cases import rules as case_rules
from tettpaa.assess.cases import states as case_states
from tettpaa.assess.concerns import actions as concern_actions
from tettpaa.assess.concerns import rules as concern_rules
from tettpaa.assess.concerns import states as concern_states
from tettpaa.assess.concerns.models import Concern
from tettpaa.kit.html.looks import LOOKS

TODAY = dt.date(2025, 10, 14)


@pytest.mark.parametrize(
    ("states", "actions", "first"),
    [(case_states.STATES, case_actions, "open"), (concern_states.STATES, concern_actions, "waiting")],
    ids=["case", "concern"],
)
def test_every_state_has_words_and_is_reached_by_an_act_that_exists(states, actions, first):
    acts = {act: to for state in states.values() for act, to in state.acts.items()}
    assert all(state.word and state.look in LOOKS and state.event for state in states.values())
    assert set(acts.values()) | {first} | {"overdue", "waited_out"} & set(states) == set(states)
    assert all(inspect.isfunction(getattr(actions, act)) for act in acts)
    assert all(state.owner for state in states.values() if state.key not in ("closed", "withdrawn", "answered"))


@pytest.mark.parametrize(
    ("stored", "until", "key"),
    [
        ("open", None, "open"), ("waiting", TODAY + dt.timedelta(days=1), "waiting"), ("waiting", TODAY, "waited_out"),
        ("waiting", TODAY - dt.timedelta(days=30), "waited_out"), ("closed", None, "closed"),
        ("withdrawn", None, "withdrawn"),
    ],
)  # fmt: skip
def test_the_day_alone_ends_waiting(stored, until, key):
    assert case_states.state_of(stored, until, TODAY).key == key


@pytest.mark.parametrize(
    ("is_withdrawn", "is_answered", "waited", "key"),
    [
        (False, False, 2, "waiting"), (False, False, 3, "overdue"), (False, False, None, "waiting"),
        (False, True, 9, "answered"), (True, True, 9, "withdrawn"), (True, False, 0, "withdrawn"),
    ],
)  # fmt: skip
def test_a_concern_is_late_only_where_school_days_say_so(is_withdrawn, is_answered, waited, key):
    state = concern_states.state_of(is_withdrawn=is_withdrawn, is_answered=is_answered, waited=waited, within=2)
    assert state.key == key


def test_waiting_has_a_day_ahead_and_a_reason():
    def faults(days, reason="Venter på svar fra heimen"):
        return case_rules.faults_in_waiting(until=TODAY + dt.timedelta(days=days), reason=reason, today=TODAY)

    assert faults(1) == faults(120) == {}
    assert faults(0) == {"until": "not_ahead"}
    assert faults(121) == {"until": "too_far"}
    assert faults(1, reason=" ") == {"reason": "line_missing"}


def test_nothing_closes_without_an_outcome_and_an_evaluation():
    known = frozenset({"reached"})
    assert case_rules.faults_in_closing(outcome="reached", known=known, evaluation="Vi møttes hver uke.") == {}
    assert case_rules.faults_in_closing(outcome="reached", known=known, evaluation="") == {"evaluation": "line_missing"}
    assert set(case_rules.faults_in_closing(outcome="", known=known, evaluation="x" * 1001)) == {
        "outcome",
        "evaluation",
    }


def test_to_leave_a_concern_as_it_is_asks_for_a_reason():
    def faults(answer, line=""):
        return concern_rules.faults_in_answer(answer=answer, line=line)

    assert set(concern_rules.ANSWERS) == set(Concern.Answer.values)
    assert faults("spoke") == faults("no_need", "Er alt snakket om i klassens time") == {}
    assert faults("no_need") == {"line": "reason_missing"}
    assert faults("ja") == {"answer": "unknown_answer"}
    assert faults("spoke", "x" * 401) == {"line": "line_too_long"}
    assert concern_rules.answered_within(TODAY) == 2
