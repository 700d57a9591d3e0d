"""What became of a pupil: never "no" where nobody knows."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tettpaa.look_back.completion.rules import Enrolled, Path
from tettpaa.look_back.completion.rules import stay as stay_of
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
    stay = Stay(dt.date(2005, 8, 17), dt.date(2006, 1, 15), "FV")
    assert outcome_of([stay], PASSED, 2005).kind == UNKNOWN


def test_who_is_at_two_schools_and_leaves_one_has_not_broken_off():
    short = Stay(dt.date(2024, 10, 1), LEFT, "FV")
    assert outcome_of([Stay(BEGAN, None, ""), short], PASSED, 2024).kind == NEITHER


REASONS = ("", "XX", "AP", "AR", "AS", "FL", "FR", "FV", "LA", "MI", "PM", "UV", "IM", "TN", "AF")
AS_COMPLETION_SAYS = {"stayed": NEITHER, "onwards": NEITHER, "left": BREAK, "unknown": UNKNOWN}
DAYS = st.dates(dt.date(2024, 8, 1), dt.date(2025, 7, 31))


@given(st.lists(st.tuples(DAYS, st.none() | DAYS, st.sampled_from(REASONS)), min_size=1, max_size=3))
@example([(BEGAN, LEFT, "PM")])
@example([(BEGAN, dt.date(2025, 6, 1), "FR")])
def test_a_break_here_is_a_leaving_where_completion_is_counted(drawn):
    stays = [Stay(since, until, code) for since, until, code in drawn]
    path = Path(enrolments=tuple(Enrolled(2024, 1, since, until, code) for since, until, code in drawn))
    how, day = stay_of(path, 2024)
    found = outcome_of(stays, PASSED, 2024)
    assert found.kind == AS_COMPLETION_SAYS[how]
    assert found.on == (day if found.kind == BREAK else None)
