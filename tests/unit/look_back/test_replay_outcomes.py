"""What became of a pupil: never "no" where nobody knows."""

import datetime as dt

import pytest

from tettpaa.look_back.replay.outcomes import BREAK, FAILED, NEITHER, UNKNOWN, Marks, Outcome, Stay, outcome_of

BEGAN, LEFT = dt.date(2024, 8, 19), dt.date(2025, 1, 15)
PASSED = Marks(0, None)
FAILED_ONE = Marks(1, dt.date(2025, 6, 10))


@pytest.mark.parametrize(
    ("until", "code", "marks", "kind"),
    [
        (None, "", PASSED, NEITHER),
        (dt.date(2025, 6, 19), "", PASSED, NEITHER),  # the year was over
        (dt.date(2025, 6, 1), "FV", PASSED, NEITHER),
        (LEFT, "FV", None, BREAK),
        (LEFT, "FR", PASSED, BREAK),
        (LEFT, "", PASSED, UNKNOWN),  # no reason told
        (LEFT, "PM", PASSED, UNKNOWN),  # leave: came back or not
        (LEFT, "XX", PASSED, UNKNOWN),
        (LEFT, "AS", PASSED, NEITHER),  # at another school
        (LEFT, "AS", None, UNKNOWN),  # and how it went there has not come
        (None, "", None, UNKNOWN),  # no grades have come
        (None, "", FAILED_ONE, FAILED),
        (LEFT, "", FAILED_ONE, FAILED),
        (LEFT, "AR", FAILED_ONE, BREAK),
    ],
)
def test_each_way_a_year_can_end(until, code, marks, kind):
    assert outcome_of([Stay(BEGAN, until, code)], marks, 2024).kind == kind


def test_the_day_is_the_breaks_or_the_first_grade_that_was_not_passed():
    assert outcome_of([Stay(BEGAN, LEFT, "FV")], None, 2024) == Outcome(BREAK, LEFT)
    assert outcome_of([Stay(BEGAN, None, "")], FAILED_ONE, 2024) == Outcome(FAILED, dt.date(2025, 6, 10), 1)


def test_who_came_back_at_another_school_has_not_broken_off():
    back = Stay(dt.date(2025, 2, 1), None, "")
    assert outcome_of([back, Stay(BEGAN, LEFT, "FV")], PASSED, 2024).kind == NEITHER


def test_before_the_codes_are_known_nobody_has_broken_off_for_sure():
    stay = Stay(dt.date(2015, 8, 17), dt.date(2016, 1, 15), "FV")
    assert outcome_of([stay], PASSED, 2015).kind == UNKNOWN
