"""The states of a measure hold together, and days and schools turn them."""

import datetime as dt
import inspect

import pytest

from tettpaa.follow_up.measures import actions
from tettpaa.follow_up.measures.rules import (
    fault_in_end,
    fault_in_prolonging,
    faults_in_days,
    faults_in_proof,
    looks_after,
)
from tettpaa.follow_up.measures.states import EVENT_OF, STATES, STORED, state_of, whereabouts
from tettpaa.follow_up.measures.words import fault_words, missing_words
from tettpaa.kit.html.looks import LOOKS
from tettpaa.knowledge.measures.gates import gates_for

TODAY = dt.date(2025, 10, 14)
DAY = dt.timedelta(days=1)


def test_every_state_has_words_and_is_reached_by_an_act_that_exists():
    acts = {act: to for state in STATES.values() for act, to in state.acts.items()}
    assert all(state.word and state.look in LOOKS and state.event for state in STATES.values())
    assert set(acts.values()) | {"planned"} == set(STORED)
    assert all(inspect.isfunction(getattr(actions, act)) and act in EVENT_OF for act in acts)
    assert all(bool(state.owner) == (state.key not in ("ended", "voided")) for state in STATES.values())


@pytest.mark.parametrize(
    ("stored", "starts", "ends", "place", "key"),
    [
        ("planned", TODAY, TODAY + DAY, "here", "planned"), ("planned", TODAY - DAY, TODAY, "here", "late"),
        ("running", TODAY - DAY, TODAY, "here", "running"), ("running", TODAY - DAY, TODAY - DAY, "here", "overdue"),
        ("running", TODAY, TODAY - DAY, "left", "left"), ("running", TODAY, TODAY, "left", "left"),
        ("planned", TODAY, TODAY, "left", "planned"), ("ended", TODAY - DAY, TODAY - DAY, "left", "ended"),
        ("voided", TODAY, TODAY, "left", "voided"),
    ],
)  # fmt: skip
def test_where_a_measure_stands_follows_from_the_day_and_the_school(stored, starts, ends, place, key):
    assert state_of(stored, starts, ends, TODAY, place).key == key


@pytest.mark.parametrize(("enrolled_at", "place"), [({1}, "here"), ({1, 2}, "here"), ({2}, "left"), (set(), "left")])
def test_a_pupil_goes_to_the_school_or_has_left_it(enrolled_at, place):
    assert whereabouts(1, enrolled_at) == place


def test_a_measure_has_an_end_that_can_be_overseen():
    assert faults_in_days(starts_on=TODAY, planned_end=TODAY) == {}
    assert faults_in_days(starts_on=TODAY, planned_end=TODAY - DAY) == {"planned_end": "before_start"}
    assert faults_in_days(starts_on=TODAY, planned_end=TODAY + 201 * DAY) == {"planned_end": "too_far"}
    assert fault_in_prolonging(planned_end=TODAY + DAY, now_planned=TODAY, today=TODAY) == ""
    assert fault_in_prolonging(planned_end=TODAY, now_planned=TODAY, today=TODAY) == "not_later"
    assert fault_in_prolonging(planned_end=TODAY - DAY, now_planned=TODAY - 9 * DAY, today=TODAY) == "not_later"
    assert fault_in_prolonging(planned_end=TODAY + 201 * DAY, now_planned=TODAY, today=TODAY) == "too_far"


def test_the_last_day_has_been_and_is_not_before_the_first():
    def fault(ended_on, *, has_begun=True):
        return fault_in_end(ended_on=ended_on, starts_on=TODAY - DAY, today=TODAY, has_begun=has_begun)

    assert fault(TODAY) == fault(TODAY - DAY) == fault(TODAY - 2 * DAY, has_begun=False) == ""
    assert (fault(TODAY + DAY), fault(TODAY - 2 * DAY)) == ("ahead", "before_start")


def test_a_gate_asks_for_a_day_who_and_where_it_can_be_read():
    consent, decision = (gates_for("alternative_arena", TODAY)[at] for at in (0, 3))
    assert set(faults_in_proof(consent, {})) == {"made_on", "given_by", "reference"}
    given = {"made_on": TODAY, "given_by": "pupil", "reference": "2025/812-3"}
    assert faults_in_proof(consent, given) == {}
    assert faults_in_proof(decision, given) == {"until": "until_missing"}
    assert faults_in_proof(decision, given | {"until": TODAY - DAY}) == {"until": "before_made"}


def test_a_return_that_lasted_is_looked_after_four_times_and_nothing_else_is():
    ended = dt.date(2025, 10, 14)
    looks = looks_after(ended, "done", is_return=True)
    assert [(look.weeks, (look.due_on - ended).days) for look in looks] == [(2, 14), (4, 28), (8, 56), (12, 84)]
    assert looks[0].is_due(dt.date(2025, 10, 28)) and not looks[0].is_due(dt.date(2025, 10, 27))
    assert looks_after(ended, "done", is_return=False) == looks_after(ended, "moved", is_return=True) == []


@pytest.mark.parametrize(("words", "keys"), [
    (fault_words, ["line_missing", "too_far", "not_later", "ahead", "before_start", "before_made", "age_unknown"]),
    (missing_words, ["missing", "withdrawn", "ahead", "late", "over", "too_short"]),
])  # fmt: skip
def test_every_fault_has_words(words, keys):
    assert all(words(key) for key in keys)
