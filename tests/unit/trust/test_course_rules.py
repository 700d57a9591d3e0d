"""The privacy course: what counts as done, until when, and whose switch stands."""

import datetime as dt
from dataclasses import replace

import pytest

from tettpaa.trust.course.rules import (
    CourseUnknown,
    Done,
    Switch,
    course_on,
    fault_in_switch,
    holds,
    in_force,
    valid_to,
    versions,
    wrong_in,
)

ON = dt.date(2025, 10, 14)
COURSE = course_on(ON)
RIGHT = [question.right for question in COURSE.questions]


def test_the_course_as_shipped_can_be_answered_and_names_its_source():
    for course in versions():
        assert course.source and course.sections and course.oldest_that_holds <= course.number
        assert all(1 <= question.right <= len(question.answers) and question.why for question in course.questions)
    with pytest.raises(CourseUnknown):
        course_on(dt.date(2000, 1, 1))


def test_every_question_must_be_rightly_answered():
    assert wrong_in(COURSE, RIGHT) == []
    assert wrong_in(COURSE, RIGHT[:-1]) == [len(RIGHT) - 1]
    assert wrong_in(COURSE, [RIGHT[0] % 3 + 1, *RIGHT[1:]]) == [0]


def test_a_completion_holds_a_year_and_newer_versions_may_end_older_ones():
    assert valid_to(COURSE, ON) == dt.date(2026, 10, 14)
    assert valid_to(COURSE, dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)
    done = [Done(1, dt.date(2026, 10, 14))]
    assert holds(COURSE, done, dt.date(2026, 10, 14))
    assert not holds(COURSE, done, dt.date(2026, 10, 15))
    assert not holds(replace(COURSE, number=2, oldest_that_holds=2), done, ON)
    assert not holds(COURSE, [], ON)


def test_the_last_switch_that_has_begun_stands():
    on, off = Switch(True, False, ON), Switch(False, False, ON + dt.timedelta(days=7))
    assert in_force([], ON) is None
    assert in_force([on], ON - dt.timedelta(days=1)) is None
    assert in_force([on, off], ON + dt.timedelta(days=6)) == on
    assert in_force([on, off], off.valid_from) is None
    assert in_force([on, replace(on, is_required=False)], ON) is None
    assert in_force([off, on], off.valid_from) is None, "what was set for a later day still comes"


def test_a_switch_says_why_and_does_not_reach_back():
    assert fault_in_switch(reason="Vedtatt av skoleeier", valid_from=ON, on=ON) == {}
    assert fault_in_switch(reason="ja", valid_from=ON - dt.timedelta(days=1), on=ON) == {
        "reason": "reason_short", "valid_from": "in_the_past",
    }  # fmt: skip
