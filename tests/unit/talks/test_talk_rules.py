"""A talk says whether it was held, whom it reached and what the pupil said; a form asks for her own words first."""

import datetime as dt
from dataclasses import replace

import pytest

from tettpaa.assess.talks import questions
from tettpaa.assess.talks.halves import HELD, MISSING, NOT_HELD, halves_of, standing_in
from tettpaa.assess.talks.holding import CODES
from tettpaa.assess.talks.models import TalkKind
from tettpaa.assess.talks.rhythm_rules import faults_in_rhythm, is_overdue, rhythm_state
from tettpaa.assess.talks.talk_rules import (
    Told,
    contact_line,
    counts_as_contact,
    faults_in_form,
    faults_in_receipt,
    faults_in_talk,
)
from tettpaa.assess.talks.talk_states import RHYTHM_STATES, TALK_STATES, talk_state

TODAY = dt.date(2025, 10, 14)
DAY = dt.timedelta(days=1)
HELD_TALK = Told("absence", TODAY, "in_person", is_held=True, was_reached=True)
NOT_REACHED = Told(
    "absence", TODAY, "phone", is_held=False, was_reached=False, not_held_why="pupil_away", not_held_line="Kom ikke",
    not_reached_why="no_answer",
)  # fmt: skip
OWN_WORDS = {"key": "said", "type": "text", "own_words": True, "nb": "Hva sier eleven?"}
CHOICE = {"key": "well", "type": "choice", "nb": "Hvordan går det?",
          "choices": [{"key": "a", "nb": "Godt"}, {"key": "b", "nb": "Dårlig"}]}  # fmt: skip


def faults(told: Told, **changed) -> dict[str, str]:
    return faults_in_talk(replace(told, **changed), CODES, TODAY)


def test_every_kind_that_is_offered_has_a_form_in_three_languages_with_own_words_first():
    assert set(questions.shipped_kinds()) == set(TalkKind.values)
    for kind in questions.shipped_kinds():
        for form in questions.shipped_forms(kind):
            assert form.source and form.own_words.is_own_words
            for part in (*form.questions, *(choice for each in form.questions for choice in each.choices)):
                assert set(part.words) == set(questions.LANGUAGES), (kind, part.key)


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([], "how_many"),
        ([CHOICE], "own_words_first"),
        ([CHOICE, OWN_WORDS], "own_words_first"),
        ([OWN_WORDS, {**OWN_WORDS, "own_words": False}], "keys"),
        ([OWN_WORDS, {**CHOICE, "type": "number"}], "type"),
        ([OWN_WORDS, {**CHOICE, "nb": " "}], "words"),
        ([OWN_WORDS, {**CHOICE, "choices": CHOICE["choices"][:1]}], "choices"),
    ],
)
def test_a_form_that_cannot_be_asked_is_refused(rows, fault):
    assert fault in questions.faults_in_questions(rows)
    assert questions.faults_in_questions([OWN_WORDS, CHOICE]) == []


def test_the_last_version_to_begin_holds():
    row = {"questions": [OWN_WORDS], "valid_from": dt.date(2024, 8, 1), "version": 1}
    first = questions.form_from("absence", row)
    later = replace(first, version=2, valid_from=TODAY)
    assert questions.in_force([later, first], TODAY - DAY) == first
    assert questions.in_force([later, first], TODAY) == later
    assert questions.in_force([later], TODAY - DAY) is None


def test_only_own_words_must_be_answered_and_answers_are_those_that_are_offered():
    form = questions.form_from("absence", {"questions": [OWN_WORDS, CHOICE], "valid_from": TODAY, "version": 1})
    assert questions.faults_in_answers(form, {"said": "Sover dårlig"}) == {}
    assert questions.faults_in_answers(form, {"well": "a"}) == {"said": "own_words_missing"}
    assert questions.faults_in_answers(form, {"said": "x", "well": "c", "q": "y"}) == {
        "well": "unknown_answer", "q": "unknown_question",
    }  # fmt: skip
    assert questions.faults_in_answers(form, {"said": "x" * 2001}) == {"said": "answer_too_long"}
    assert faults_in_form(HELD_TALK, form, {"said": "x"}) == {}
    assert faults_in_form(replace(HELD_TALK, kind="start"), form, {"said": "x"}) == {"answers": "form_missing"}
    assert faults_in_form(NOT_REACHED, form, {"said": "x"}) == {"answers": "answered_and_not_held"}
    assert contact_line(form, {"said": "å" * 500}) == "å" * 399 + "…"


def test_a_talk_is_held_with_somebody_or_says_why_not():
    assert faults(HELD_TALK) == faults(NOT_REACHED) == {}
    assert set(faults(HELD_TALK, was_reached=False)) == {"was_reached", "not_reached_why"}
    assert faults(HELD_TALK, not_held_why="other") == {"not_held_why": "held_and_not"}
    assert faults(NOT_REACHED, not_held_why="") == {"not_held_why": "why_missing"}
    assert faults(NOT_REACHED, not_held_line=" ") == {"not_held_line": "line_missing_not_held"}
    assert faults(NOT_REACHED, not_reached_why="") == {"not_reached_why": "why_not_reached"}
    # Reached, and did not want it: no reason for not being reached, and none is let in.
    assert faults(NOT_REACHED, was_reached=True, not_reached_why="", not_held_why="pupil_wish") == {}
    assert faults(NOT_REACHED, was_reached=True) == {"not_reached_why": "why_not_reached"}
    assert faults(HELD_TALK, on=TODAY + DAY) == {"on": "in_future"}
    assert faults(HELD_TALK, next_on=TODAY) == {"next_on": "not_ahead"}


def test_the_trusted_person_is_named_before_it_is_asked_whether_she_came_and_an_interpreter_has_a_language():
    assert faults(HELD_TALK, trusted="Miljøarbeideren", has_trusted=True) == {}
    assert faults(HELD_TALK, has_trusted=False) == {"trusted": "trusted_missing"}
    assert faults(HELD_TALK, interpreter="approved") == {"language": "language_missing"}
    assert faults(HELD_TALK, interpreter="missing", language="tigrinja") == {}
    assert faults(HELD_TALK, kind="home") == {"guardians": "guardians_missing"}


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        (HELD_TALK, True), (NOT_REACHED, True), (replace(HELD_TALK, kind="home", guardians="Mor"), False),
        (replace(NOT_REACHED, was_reached=True, not_reached_why=""), False),
    ],
)  # fmt: skip
def test_a_talk_with_the_pupil_or_a_try_is_a_contact_and_one_with_the_home_is_not(told, counts):
    assert counts_as_contact(told) is counts


def test_who_disagrees_says_why():
    known = frozenset({"read", "disagrees"})
    assert faults_in_receipt(answer="read", known=known, line="") == {}
    assert faults_in_receipt(answer="disagrees", known=known, line=" ") == {"line": "disagreement_missing"}
    assert faults_in_receipt(answer="approves", known=known, line="") == {"answer": "unknown_receipt"}


def test_the_half_years_meet_without_a_gap_and_one_talk_held_in_each_is_enough():
    autumn, spring = halves_of(2025)
    assert (autumn.first, spring.last) == (dt.date(2025, 8, 1), dt.date(2026, 7, 31))
    assert autumn.last + DAY == spring.first == dt.date(2026, 1, 16)
    assert "§ 9-6" in autumn.source
    assert standing_in(autumn, [(autumn.last, False), (autumn.first, True)], TODAY) == HELD
    assert standing_in(autumn, [(autumn.last, False), (spring.first, True)], TODAY) == NOT_HELD
    assert standing_in(autumn, [], TODAY) == MISSING
    assert standing_in(spring, [], TODAY) == "coming"
    with pytest.raises(LookupError):
        halves_of(2019)


@pytest.mark.parametrize(
    ("every", "school_days", "days", "is_late"),
    [(14, 10, 40, False), (14, 11, 15, True), (7, 5, 30, False), (7, 6, 8, True), (14, None, 14, False),
     (14, None, 15, True), (1, 1, 3, False), (1, 2, 4, True)],
)  # fmt: skip
def test_a_rhythm_is_late_by_school_days_where_they_are_known_and_by_days_where_not(every, school_days, days, is_late):
    counted = TODAY - days * DAY
    assert is_overdue(counted=counted, every_days=every, school_days_since=school_days, today=TODAY) is is_late


@pytest.mark.parametrize(
    ("is_ended", "begins", "ends", "is_late", "key"),
    [(False, -9, None, False, "on_time"), (False, -9, None, True, "overdue"), (False, 1, None, False, "not_begun"),
     (True, -9, None, True, "ended"), (False, -9, -1, True, "ended"), (False, -9, 0, True, "overdue")],
)  # fmt: skip
def test_the_days_alone_turn_a_rhythm(is_ended, begins, ends, is_late, key):
    ends_on = None if ends is None else TODAY + ends * DAY
    state = rhythm_state(
        is_ended=is_ended, begins_on=TODAY + begins * DAY, ends_on=ends_on, is_late=is_late, today=TODAY
    )
    assert state.key == key


def test_a_rhythm_rarer_than_a_quarter_is_none():
    given = {"begins_on": TODAY, "ends_on": None, "line": "", "today": TODAY}
    assert faults_in_rhythm(every_days=92, **given) == {}
    assert faults_in_rhythm(every_days=93, **given) == {"every_days": "no_rhythm"}
    assert faults_in_rhythm(every_days=14, **given | {"ends_on": TODAY}) == {"ends_on": "not_ahead"}


def test_what_is_over_has_no_act_and_each_act_leads_to_a_state():
    for states in (TALK_STATES, RHYTHM_STATES):
        assert all(to in states for state in states.values() for to in state.acts.values())
    assert talk_state(is_held=True, is_voided=True).acts == RHYTHM_STATES["ended"].acts == {}
    assert [talk_state(is_held=held, is_voided=False).key for held in (True, False)] == ["held", "not_held"]
