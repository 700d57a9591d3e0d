"""When a meeting may be, who may know of it, and where it stands: without a database."""

import datetime as dt

import pytest

from tettpaa.follow_up.meetings.kinds import KindUnknown, kind_called, kinds
from tettpaa.follow_up.meetings.rules import (
    Asked,
    fault_in_length,
    faults_in_asked,
    faults_in_minutes,
    grown_on,
    half_year_of,
    has_lapsed,
    instants_of,
    next_day,
    starts_at,
)
from tettpaa.follow_up.meetings.states import (
    INVITATION_STATES,
    STATES,
    STORED,
    TASK_EVENTS,
    TASK_STATES,
    invitation_state,
    state_of,
)
from tettpaa.kit.html.looks import look_of

NIGHT = dt.time(2, 30)
SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2025, 10, 26)
ENDS = dt.datetime(2025, 10, 14, 9, tzinfo=dt.UTC)
BEFORE, AFTER = ENDS - dt.timedelta(minutes=1), ENDS
TODAY = dt.date(2025, 10, 14)


def test_an_ordinary_time_is_one_instant_summer_and_winter():
    assert starts_at(dt.date(2025, 10, 14), dt.time(10)) == (dt.datetime(2025, 10, 14, 8, tzinfo=dt.UTC), "")
    assert starts_at(dt.date(2025, 12, 1), dt.time(10)) == (dt.datetime(2025, 12, 1, 9, tzinfo=dt.UTC), "")


def test_the_hour_left_out_in_spring_is_refused():
    assert instants_of(SPRING, NIGHT) == []
    assert starts_at(SPRING, NIGHT, "first") == (None, "time_left_out")
    assert instants_of(SPRING, dt.time(3)) == [dt.datetime(2026, 3, 29, 1, tzinfo=dt.UTC)]


def test_the_hour_that_comes_twice_in_autumn_is_asked_about():
    first, second = instants_of(AUTUMN, NIGHT)
    assert second - first == dt.timedelta(hours=1)
    assert starts_at(AUTUMN, NIGHT) == (None, "time_comes_twice")
    assert starts_at(AUTUMN, NIGHT, "first") == (first, "") and starts_at(AUTUMN, NIGHT, "second") == (second, "")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (dt.date(2025, 8, 1), dt.date(2025, 8, 26)),
        (dt.date(2025, 8, 26), dt.date(2025, 9, 16)),
        (dt.date(2025, 9, 15), dt.date(2025, 9, 16)),
        (dt.date(2025, 9, 16), dt.date(2025, 10, 7)),
    ],
)
def test_every_third_tuesday(after, expected):
    assert next_day(dt.date(2025, 8, 26), 3, after) == expected


def test_half_years_begin_in_august_and_january():
    assert half_year_of(dt.date(2025, 12, 31)) == half_year_of(dt.date(2025, 8, 1)) == dt.date(2025, 8, 1)
    assert half_year_of(dt.date(2026, 7, 31)) == half_year_of(dt.date(2026, 1, 1)) == dt.date(2026, 1, 1)


def test_a_meeting_has_a_length_of_this_world():
    assert [fault_in_length(minutes) for minutes in (4, 5, 480, 481)] == ["length_odd", "", "", "length_odd"]


@pytest.mark.parametrize(
    ("born", "is_guardian", "has_agreed", "lapsed"),
    [
        (dt.date(2007, 10, 14), True, False, True),
        (dt.date(2007, 10, 14), True, True, False),
        (dt.date(2007, 10, 15), True, False, False),
        (dt.date(2007, 10, 14), False, False, False),
        (None, True, False, True),
    ],
)
def test_a_guardians_invitation_lapses_on_the_birthday_unless_the_pupil_agrees(born, is_guardian, has_agreed, lapsed):
    assert has_lapsed(is_guardian=is_guardian, born=born, has_agreed=has_agreed, on=TODAY) is lapsed


def test_who_is_born_on_a_leap_day_is_grown_in_march():
    assert grown_on(dt.date(2008, 2, 29)) == dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("stored", "is_minuted", "at", "key"),
    [
        ("planned", False, BEFORE, "planned"), ("planned", False, AFTER, "past"), ("invited", False, BEFORE, "invited"),
        ("invited", False, AFTER, "past"), ("held", False, AFTER, "held"), ("held", True, AFTER, "minuted"),
        ("called_off", False, AFTER, "called_off"), ("called_off", True, AFTER, "called_off"),
    ],
)  # fmt: skip
def test_the_clock_makes_a_meeting_past_and_its_minutes_make_it_done(stored, is_minuted, at, key):
    assert state_of(stored, ENDS, is_minuted, at).key == key


def test_an_answer_says_where_an_invitation_stands_until_it_lapses():
    found = [invitation_state(answer, is_lapsed=False).key for answer in ("", "coming", "other_time", "not_coming")]
    assert found == ["waits", "coming", "other_time", "not_coming"]
    assert invitation_state("coming", is_lapsed=True).key == "lapsed"


@pytest.mark.parametrize("states", [STATES, INVITATION_STATES, TASK_STATES])
def test_every_state_has_a_look_and_leads_to_states_there_are(states):
    for state in states.values():
        assert look_of(state.look) and state.word and state.event
        assert set(state.acts.values()) <= set(states)
    assert set(STORED) <= set(STATES)
    assert {act for state in TASK_STATES.values() for act in state.acts} == set(TASK_EVENTS)


def test_minutes_say_how_it_is_and_what_was_concluded():
    assert faults_in_minutes("Slik er det", "Dette gjør vi") == {}
    assert faults_in_minutes(" ", "x" * 4001) == {"situation": "line_missing", "conclusion": "line_too_long"}


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        (Asked("staff", "Ringe", TODAY, 1), {}),
        (Asked("staff", "Ringe", TODAY), {"who": "who_missing"}),
        (Asked("other", "Ringe", TODAY, who=" "), {"who": "who_missing"}),
        (Asked("pupil", "", None), {"what": "line_missing", "due_on": "due_missing"}),
        (Asked("home", "Ringe", TODAY - dt.timedelta(days=1)), {"due_on": "due_past"}),
    ],
)
def test_a_task_has_a_deed_a_day_and_somebody(asked, faults):
    assert faults_in_asked(asked, TODAY) == faults


def test_kinds_are_said_in_three_languages_and_lean_on_kinds_there_are():
    for kind in kinds().values():
        assert all(kind.word(language) for language in ("nb", "nn", "en"))
        assert set(kind.takes_only_passed_from) <= set(kinds())
    assert kind_called("network").word("en-gb") == "Network meeting"
    with pytest.raises(KindUnknown):
        kind_called("picnic")
