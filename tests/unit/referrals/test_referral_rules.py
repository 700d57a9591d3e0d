"""What must not be named, which acts lead on, and how time is counted."""

import datetime as dt

import pytest

from tettpaa.follow_up.referrals.rules import (
    assessment_within,
    fault_in_day,
    faults_in_referral,
    names_in,
    points_on,
    times,
)
from tettpaa.follow_up.referrals.states import AT_PPT, LIVE, STATES
from tettpaa.kit.html.looks import LOOKS

NAMES = [("Kari Anne", "Nordmann"), ("Dag", "Ås"), ("Ola", "By-Berg"), ("Nils", "Ola")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("En elev på vg1 er borte hver mandag.", []),
        ("Hva gjør vi når Kari ikke kommer?", ["Kari"]),
        ("Karis mor ringte.", ["Karis"]),
        ("kari nordmann er borte", ["kari nordmann"]),
        ("anne nordmann er borte", ["anne nordmann"]),
        ("kari anne og nordmann", []),
        ("ola by-berg kommer ikke", ["ola by-berg"]),
        ("Vi spurte Nordmann, og nordmann svarte.", ["Nordmann"]),
        ("En dag i uka ved en ås.", []),
        ("dag ås kommer ikke", ["dag ås"]),
        ("Hver Dag er ny.", ["Dag"]),
        ("Nils er borte.", ["Nils"]),
    ],
)
def test_names_of_the_school_are_found_and_common_words_are_not(text, found):
    assert names_in(text, NAMES) == found


def test_a_referral_says_why_what_was_tried_and_what_is_asked():
    assert faults_in_referral(reason="a", tried="b", asks="c") == {}
    assert faults_in_referral(reason=" ", tried="b", asks="x" * 2001) == {
        "reason": "line_missing", "asks": "line_too_long",
    }  # fmt: skip


def test_nothing_happens_before_what_it_follows_from_or_in_days_to_come():
    first, today = dt.date(2025, 10, 1), dt.date(2025, 10, 14)
    assert (
        fault_in_day(first, not_before=first, today=today) == fault_in_day(today, not_before=first, today=today) == ""
    )
    assert fault_in_day(dt.date(2025, 9, 30), not_before=first, today=today) == "before_last"
    assert fault_in_day(dt.date(2025, 10, 15), not_before=first, today=today) == "in_future"


def test_time_is_counted_in_days_and_in_school_days_where_they_are_known():
    days = [dt.date(2025, 10, day) for day in (6, 7, 8, 9, 10, 13, 14)]
    came = {"sent": dt.date(2025, 10, 8), "received": dt.date(2025, 10, 20)}
    sent, received = times(dt.date(2025, 10, 6), came, days)
    assert (sent.to, sent.days, sent.school_days) == ("sent", 2, 2)
    assert (received.days, received.school_days) == (14, None)
    assert times(dt.date(2025, 10, 3), came, days)[0].school_days is None
    assert times(dt.date(2025, 10, 6), came, ())[0].school_days is None


def test_every_state_has_a_look_a_word_and_a_way_out_or_an_end():
    for state in STATES.values():
        assert state.look in LOOKS and state.word and state.event
        assert set(state.acts.values()) <= set(STATES)
        assert bool(state.owner) == (state.key in LIVE)
    assert set(AT_PPT) == {state.key for state in STATES.values() if state.owner == "ppt"}


def test_the_five_points_and_the_limit_are_dated():
    assert [point.key for point in points_on(dt.date(2025, 10, 14))] == [
        "benefit", "why", "goals", "measures", "competence",
    ]  # fmt: skip
    with pytest.raises(LookupError):
        points_on(dt.date(2024, 7, 31))
    assert assessment_within(dt.date(2025, 10, 14)) == 90
