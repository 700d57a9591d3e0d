"""What a plan must say, where it may go from each state, and how two versions differ."""

import datetime as dt
import inspect
from dataclasses import replace

import pytest

from tettpaa.follow_up.plans import actions, evaluating, exempting, own_view
from tettpaa.follow_up.plans.compare import CHANGED, FIELDS, GONE, NEW, SAME, compare
from tettpaa.follow_up.plans.form_words import FormUnknown, form_named, form_on
from tettpaa.follow_up.plans.rules import (
    MOST_LINES,
    Content,
    Line,
    asks_guardians,
    faults_in_draft,
    faults_in_evaluation,
    faults_in_plan,
    limits_on,
)
from tettpaa.follow_up.plans.states import EVENT_OF, STATES, may, state_of
from tettpaa.kit.html.looks import LOOKS

TODAY = dt.date(2025, 10, 14)
DAY = dt.timedelta(days=1)
WHOLE = Content(
    problem="Borte hver mandag", goals="Til stede mandager", evaluate_on=TODAY + 30 * DAY, pupil_view="Sover dårlig",
    guardian_why="Eleven ønsker å vente", lines=(Line("Møtes mandag kl. 8", "Lærer A", TODAY, TODAY + 20 * DAY),),
)  # fmt: skip


def faults(**changed) -> dict[str, str]:
    return faults_in_plan(replace(WHOLE, **changed), today=TODAY, is_minor=True)


def test_a_whole_plan_has_no_faults_and_an_empty_one_lacks_each_of_the_five():
    assert faults() == {}
    lacks = faults_in_plan(Content(), today=TODAY, is_minor=True)
    assert set(lacks) == {"problem", "goals", "evaluate_on", "pupil_why", "guardian_why", "lines"}
    assert faults_in_draft(Content()) == {}


@pytest.mark.parametrize(
    ("ahead", "fault"), [(0, "not_ahead"), (-1, "not_ahead"), (1, None), (365, None), (366, "too_far")]
)
def test_the_day_of_evaluation_is_from_tomorrow_to_a_year_ahead(ahead, fault):
    assert faults(evaluate_on=TODAY + ahead * DAY).get("evaluate_on") == fault


def test_the_pupil_is_heard_or_it_says_why_not_and_guardians_of_a_minor_too():
    assert faults(pupil_view=" ") == {"pupil_why": "view_missing"}
    assert faults(pupil_view="", pupil_why="Svarer ikke") == {}
    assert faults(guardian_why="") == {"guardian_why": "view_missing"}
    assert faults_in_plan(replace(WHOLE, guardian_why=""), today=TODAY, is_minor=False) == {}


@pytest.mark.parametrize(
    ("born", "asked"),
    [(dt.date(2007, 10, 14), False), (dt.date(2007, 10, 15), True), (dt.date(2008, 2, 29), True), (None, True)],
)
def test_guardians_are_asked_until_the_eighteenth_birthday_and_of_an_unknown_age(born, asked):
    assert asks_guardians(born, TODAY) is asked


def test_a_measure_says_what_who_and_when_and_ends_after_it_begins():
    lines = (Line("Ring", "Lærer", TODAY), Line("", "", None), Line("Ring", "Lærer", TODAY, TODAY - DAY))
    assert faults(lines=lines) == {
        "line_1_what": "missing", "line_1_who": "missing", "line_1_first_on": "day_missing", "line_2_last_on": "ends_before",
    }  # fmt: skip
    assert faults_in_draft(replace(WHOLE, lines=lines)) == {"line_2_last_on": "ends_before"}


def test_too_long_and_too_many_are_refused_in_a_draft_too():
    long = replace(WHOLE, problem="x" * 2001, pupil_why="x" * 401, lines=WHOLE.lines * (MOST_LINES + 1))
    assert faults_in_draft(long) == {"problem": "too_long", "pupil_why": "too_long", "lines": "too_many_lines"}


def test_an_evaluation_says_both_what_helped_and_what_did_not():
    assert faults_in_evaluation(helped="Samtalene", did_not_help="Lekselista") == {}
    assert faults_in_evaluation(helped=" ", did_not_help="") == {"helped": "missing", "did_not_help": "missing"}


def test_every_state_has_words_an_owner_while_it_lasts_and_acts_that_exist():
    acts = {act: to for state in STATES.values() for act, to in state.acts.items()}
    assert all(state.word and state.look in LOOKS and state.event for state in STATES.values())
    assert set(acts.values()) | {"draft", "exempt", "due"} == set(STATES)
    homes = (actions, evaluating, exempting, own_view)
    assert all(any(inspect.isfunction(getattr(home, act, None)) for home in homes) for act in acts)
    assert set(EVENT_OF) == set(acts)
    assert all(state.owner for state in STATES.values() if state.acts.keys() - {"withdraw_plan"})


@pytest.mark.parametrize(
    ("stored", "evaluate_on", "key"),
    [
        ("in_force", TODAY + DAY, "in_force"), ("in_force", TODAY, "due"), ("in_force", None, "in_force"),
        ("draft", TODAY - DAY, "draft"), ("ended", TODAY - DAY, "ended"),
    ],
)  # fmt: skip
def test_the_day_alone_makes_a_plan_in_force_due(stored, evaluate_on, key):
    assert state_of(stored, evaluate_on, TODAY).key == key


def test_what_is_over_leads_nowhere_but_to_wrong():
    assert [act for act in EVENT_OF if may(STATES["ended"], act)] == ["withdraw_plan"]
    assert [act for act in EVENT_OF if may(STATES["withdrawn"], act)] == []


def test_two_versions_differ_by_field_and_by_word_and_nothing_of_either_is_left_out():
    other = replace(
        WHOLE, problem="Borte hver tirsdag", goals="", pupil_why="Svarte ikke", evaluate_on=TODAY + 40 * DAY
    )
    found = {each.field: each for each in compare(WHOLE, other, lambda line: line.what, dt.date.isoformat)}
    assert tuple(found) == FIELDS
    kinds = {field: each.kind for field, each in found.items() if each.kind != SAME}
    assert kinds == {"problem": CHANGED, "goals": GONE, "pupil_why": NEW, "evaluate_on": CHANGED}
    parts = [(part.kind, part.text) for part in found["problem"].parts]
    assert parts == [(SAME, "Borte hver "), (GONE, "mandag"), (NEW, "tirsdag")]
    for each in found.values():
        assert "".join(part.text for part in each.parts if part.kind != NEW) == each.one
        assert "".join(part.text for part in each.parts if part.kind != GONE) == each.other


def test_the_form_and_the_limits_are_dated_and_a_form_nobody_knows_is_told():
    assert form_named(form_on(TODAY).key) == form_on(TODAY)
    assert form_on(TODAY).label("problem", "se") == form_on(TODAY).label("problem", "nb")
    with pytest.raises(FormUnknown):
        form_named("1999")
    with pytest.raises(FormUnknown):
        form_on(dt.date(1999, 12, 31))
    assert limits_on(TODAY).told_before < limits_on(TODAY).proposed < limits_on(TODAY).furthest
    with pytest.raises(LookupError):
        limits_on(dt.date(1999, 12, 31))


def test_the_form_says_everything_in_each_language():
    form = form_on(TODAY)
    for words in form.words.values():
        assert {"nb", "nn", "en"} <= set(words)
        assert ("help_nb" in words) is ("help_nn" in words) is ("help_en" in words)
    assert set(form.paper["nb"]) == set(form.paper["nn"])
    assert set(form.states["nb"]) == set(form.states["nn"]) == set(STATES)
    assert {"what", "who", "first_on", "last_on", *FIELDS} == set(form.words)
