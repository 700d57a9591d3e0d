"""What makes a contact one, and when a pupil has been spoken with."""

import datetime as dt

import pytest

from tettpaa.assess.talks import rules, states
from tettpaa.assess.talks.models import Contact
from tettpaa.assess.talks.words import CHANNELS, fault_words
from tettpaa.kit.html.looks import LOOKS

TODAY = dt.date(2025, 10, 14)


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, {}),
        ({"on": day(-1)}, {}),
        ({"on": day(1)}, {"on": "in_future"}),
        ({"on": day(-366)}, {}),
        ({"on": day(-367)}, {"on": "too_old"}),
        ({"line": ""}, {"line": "line_missing"}),
        ({"line": "  "}, {"line": "line_missing"}),
        ({"line": "", "was_reached": False}, {}),
        ({"line": "x" * 400}, {}),
        ({"line": "x" * 401}, {"line": "line_too_long"}),
        ({"line": "x" * 401, "was_reached": False}, {"line": "line_too_long"}),
        ({"next_on": TODAY}, {"next_on": "not_ahead"}),
        ({"next_on": day(1)}, {}),
        ({"next_on": day(366)}, {}),
        ({"next_on": day(367)}, {"next_on": "too_far"}),
        ({"on": day(1), "line": ""}, {"on": "in_future", "line": "line_missing"}),
    ],
)
def test_the_faults_of_a_contact(changed, faults):
    given = {"on": TODAY, "was_reached": True, "line": "Sover dårlig", "next_on": None, "today": TODAY}
    assert rules.faults_in_contact(**given | changed) == faults


@pytest.mark.parametrize(
    ("reached_on", "is_spoken_with"), [([], False), ([day(-1)], False), ([day(0)], True), ([day(-5), day(3)], True)]
)
def test_only_a_contact_on_the_flags_day_or_later_counts(reached_on, is_spoken_with):
    assert rules.is_spoken_with(TODAY, reached_on) is is_spoken_with


@pytest.mark.parametrize(
    ("later", "is_held"),
    [
        ([], False),
        ([(day(13), True, None)], False),
        ([(day(14), True, None)], True),
        ([(day(14), False, None)], False),
        ([(day(30), True, None)], True),
        ([(day(2), False, day(40))], True),
        ([(day(0), True, None)], False),
    ],
)
def test_an_agreed_talk_is_held_near_its_day_or_replaced(later, is_held):
    assert rules.is_agreed_talk_held(day(0), day(21), later) is is_held


def test_a_talk_on_the_very_day_of_the_agreement_is_not_the_agreed_one():
    assert not rules.is_agreed_talk_held(day(0), day(3), [(day(0), True, None)])
    assert rules.is_agreed_talk_held(day(0), day(3), [(day(1), True, None)])


@pytest.mark.parametrize(
    ("answer", "fault"), [("Syk", ""), ("", "line_missing"), (" ", "line_missing"), ("x" * 401, "line_too_long")]
)
def test_the_faults_of_an_answer(answer, fault):
    assert rules.faults_in_answer(answer) == fault


def test_every_fault_has_its_words():
    for fault in ("in_future", "too_old", "line_missing", "line_too_long", "not_ahead", "too_far", "unknown_channel"):
        assert fault_words(fault)


def test_the_form_offers_every_channel_there_is():
    assert [key for key, _words in CHANNELS] == Contact.Channel.values


def test_every_state_has_word_look_owner_and_acts_that_lead_somewhere():
    for state in states.STATES.values():
        assert state.word
        assert state.look in LOOKS
        assert state.owner in ("contact_teacher", "leader") or not state.acts
        assert set(state.acts.values()) <= set(states.STATES)


@pytest.mark.parametrize(
    ("is_answered", "is_due", "key"),
    [(False, False, "asked"), (False, True, "overdue"), (True, False, "answered"), (True, True, "answered")],
)
def test_the_state_of_a_question(is_answered, is_due, key):
    assert states.state_of(is_answered, is_due).key == key
