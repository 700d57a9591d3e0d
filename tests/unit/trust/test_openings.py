"""How long an emergency opening lasts, how many a day, and by when it is judged."""

import datetime as dt

import pytest

from tettpaa.kit.clock import OSLO
from tettpaa.trust.openings.rules import ends, faults_in_opening, review_day

LONG_ENOUGH = "Foresatte ringer, eleven er borte og sier hun ikke orker mer"


@pytest.mark.parametrize(
    ("begins", "over"),
    [
        (dt.datetime(2025, 10, 14, 9, 0), dt.datetime(2025, 10, 14, 13, 0)),
        (dt.datetime(2025, 10, 14, 22, 30), dt.datetime(2025, 10, 15, 2, 30)),
        # The night the clocks go back, and the one they go forward.
        (dt.datetime(2025, 10, 26, 0, 30), dt.datetime(2025, 10, 26, 3, 30)),
        (dt.datetime(2026, 3, 29, 0, 30), dt.datetime(2026, 3, 29, 5, 30)),
    ],
)
def test_four_hours_pass_whatever_the_clock_shows(begins, over):
    begins = begins.replace(tzinfo=OSLO)
    assert ends(begins) == over.replace(tzinfo=OSLO)
    assert ends(begins).astimezone(dt.UTC) - begins.astimezone(dt.UTC) == dt.timedelta(hours=4)


def test_a_reason_is_asked_for_and_three_a_day_are_enough():
    assert faults_in_opening(reason=LONG_ENOUGH, opened_today=2) == {}
    assert faults_in_opening(reason="haster", opened_today=0) == {"reason": "reason_short"}
    assert faults_in_opening(reason=" " * 40, opened_today=0) == {"reason": "reason_short"}
    assert faults_in_opening(reason="x" * 401, opened_today=0) == {"reason": "reason_long"}
    assert faults_in_opening(reason=LONG_ENOUGH, opened_today=3) == {"": "too_many"}


def test_it_is_judged_by_the_third_school_day_after():
    friday = dt.date(2025, 10, 10)
    week = [dt.date(2025, 10, day) for day in (10, 13, 14, 16, 17)]
    assert review_day(friday, week) == dt.date(2025, 10, 16)
    assert review_day(friday, []) == dt.date(2025, 10, 15)
    assert review_day(friday, week[:3]) == dt.date(2025, 10, 15)
