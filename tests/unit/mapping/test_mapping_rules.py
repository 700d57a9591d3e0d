"""A mapping says something of every part, a round ends by its day, and a line says why."""

import datetime as dt
import inspect

import pytest

from tettpaa.assess.mappings import actions, answering, asking, catalogue, rules, states, voiding
from tettpaa.assess.mappings.states import request_state, round_state
from tettpaa.assess.reviews import actions as review_actions
from tettpaa.assess.reviews import rules as review_rules
from tettpaa.assess.reviews import states as review_states
from tettpaa.assess.reviews.models import ReviewLine
from tettpaa.kit.html.looks import LOOKS

TODAY = dt.date(2025, 10, 14)
DAY = dt.timedelta(days=1)
PARTS, QUESTIONS = catalogue.parts_on(TODAY), catalogue.questions_on(TODAY)
ALL_UNKNOWN = {part.key: {"unknown": ""} for part in PARTS.asked}


@pytest.mark.parametrize("version", [PARTS, QUESTIONS], ids=["parts", "questions"])
def test_what_is_asked_has_a_source_and_is_said_in_three_languages(version):
    assert version.source
    for asked in version.asked:
        assert len({choice.key for choice in asked.choices}) == len(asked.choices)
        assert not asked.keys & {"unknown", "none"}
        for each in (asked, *asked.choices):
            assert set(each.words) == {"nb", "nn", "en"} and all(each.words.values())


def test_nothing_is_asked_before_the_first_version():
    with pytest.raises(catalogue.VersionUnknown):
        catalogue.parts_on(dt.date(2020, 1, 1))


@pytest.mark.parametrize(
    ("chosen", "fault"),
    [
        ({}, "nothing_said"), ({"unknown": ""}, ""), ({"none": ""}, ""), ({"belonging": "Alene i pausene"}, ""),
        ({"belonging": "", "unknown": ""}, "said_both"), ({"unknown": "", "none": ""}, "said_both"),
        ({"magic": ""}, "unknown_choice"), ({"belonging": "x" * 401}, "too_long"),
    ],
)  # fmt: skip
def test_a_part_is_answered_and_empty_is_never_none(chosen, fault):
    assert rules.fault_in_part(chosen, PARTS.asked[0]) == fault


def test_a_mapping_without_the_pupil_says_why():
    def faults(**changed):
        given = {"found": ALL_UNKNOWN, "parts": PARTS, "own_words": "", "is_with_pupil": True, "why_without": ""}
        return rules.faults_in_mapping(**given | changed)

    assert faults() == faults(is_with_pupil=False, why_without="Vil ikke ennå") == {}
    assert faults(is_with_pupil=None) == {"is_with_pupil": "with_pupil_missing"}
    assert faults(is_with_pupil=False, why_without=" ") == {"why_without": "why_missing"}
    assert faults(own_words="x" * 1001) == {"own_words": "too_long"}
    assert faults(found={}) == {part.key: "nothing_said" for part in PARTS.asked}
    assert faults(found=ALL_UNKNOWN | {"stars": {"born": ""}}) == {"found": "unknown_choice"}


def test_a_choice_is_made_and_a_line_may_be_empty():
    answers = {question.key: "unknown" for question in QUESTIONS.asked if question.choices}
    assert rules.faults_in_answers(answers, QUESTIONS) == {}
    assert rules.faults_in_answers(answers | {"mastery": ""}, QUESTIONS) == {"mastery": "answer_missing"}
    assert rules.faults_in_answers(answers | {"mastery": "5"}, QUESTIONS) == {"mastery": "unknown_choice"}
    assert rules.faults_in_answers(answers | {"works": "x" * 401}, QUESTIONS) == {"works": "too_long"}


def test_teachers_have_at_least_a_day_and_are_reminded_once_a_day():
    assert rules.fault_in_due_day(TODAY, TODAY) == "not_ahead"
    assert rules.fault_in_due_day(TODAY + DAY, TODAY) == rules.fault_in_due_day(TODAY + 30 * DAY, TODAY) == ""
    assert rules.fault_in_due_day(TODAY + 31 * DAY, TODAY) == "too_far"
    assert not rules.may_remind(asked_on=TODAY, reminded_on=None, today=TODAY)
    assert rules.may_remind(asked_on=TODAY - DAY, reminded_on=None, today=TODAY)
    assert not rules.may_remind(asked_on=TODAY - DAY, reminded_on=TODAY, today=TODAY)
    assert rules.may_remind(asked_on=TODAY - 2 * DAY, reminded_on=TODAY - DAY, today=TODAY)


@pytest.mark.parametrize(
    ("is_closed", "due_in", "is_answered", "is_teaching", "round_key", "request_key"),
    [
        (False, 1, False, True, "open", "asked"), (False, 0, False, True, "open", "asked"),
        (False, -1, False, True, "over", "silent"), (True, 5, False, True, "closed", "silent"),
        (False, 1, False, False, "open", "lapsed"), (True, 5, False, False, "closed", "lapsed"),
        (False, 1, True, False, "open", "answered"), (True, -9, True, True, "closed", "answered"),
    ],
)  # fmt: skip
def test_the_day_closes_a_round_and_who_has_left_is_not_one_who_kept_silent(
    is_closed, due_in, is_answered, is_teaching, round_key, request_key
):
    of_round = round_state(is_closed=is_closed, due_on=TODAY + due_in * DAY, on=TODAY)
    assert of_round.key == round_key
    told = request_state(is_answered=is_answered, is_teaching=is_teaching, of_round=of_round)
    assert told.key == request_key


@pytest.mark.parametrize(
    ("table", "modules"),
    [
        (states.ROUND, [asking]),
        (states.REQUEST, [answering, voiding]),
        (states.VERSION, [voiding]),
        (review_states.STATES, [review_actions]),
    ],
    ids=["round", "request", "version", "review"],
)
def test_every_state_has_words_and_every_act_exists(table, modules):
    assert all(state.word and state.look in LOOKS and state.event for state in table.values())
    acts = {act: to for state in table.values() for act, to in state.acts.items()}
    assert set(acts.values()) <= set(table)
    assert all(any(inspect.isfunction(getattr(module, act, None)) for module in modules) for act in acts)
    assert inspect.isfunction(actions.save_mapping)


def test_what_asks_somebody_to_do_more_than_talk_says_why():
    def faults(choice, line=""):
        return review_rules.faults_in_line(choice=choice, line=line)

    assert set(review_rules.CHOICES) == set(ReviewLine.Choice.values)
    assert faults("fine") == faults("talk") == faults("case", "Borte hver mandag") == {}
    assert faults("case", " ") == faults("mapping") == faults("meeting") == {"line": "line_missing"}
    assert faults("") == {"choice": "unknown_choice"}
    assert faults("fine", "x" * 401) == {"line": "line_too_long"}


def test_a_review_is_not_closed_in_an_empty_room():
    assert review_rules.fault_in_taking_part([], ["leader"]) == "nobody_took_part"
    assert review_rules.fault_in_taking_part(["stranger"], ["leader"]) == "unknown_participant"
    assert review_rules.fault_in_taking_part(["leader"], ["leader", "counsellor"]) == ""


@pytest.mark.parametrize(
    ("day", "half"),
    [((2025, 8, 1), 1), ((2025, 12, 31), 1), ((2026, 1, 14), 1), ((2026, 1, 15), 2), ((2026, 7, 31), 2)],
)
def test_the_half_year_of_a_day(day, half):
    assert review_rules.half_year_of(dt.date(*day)) == half
