"""When the absence limit will be passed at the pace of the last 20 school days."""

import datetime as dt

import pytest

from tettpaa.identify.indicators.limit import Event, settle
from tettpaa.identify.indicators.limit_projection import project

AUTUMN_BREAK = {dt.date(2025, 9, 29) + dt.timedelta(days=day) for day in range(5)}
SCHOOL_DAYS = [
    day
    for day in (dt.date(2025, 8, 18) + dt.timedelta(days=number) for number in range(305))
    if day.weekday() < 5 and day not in AUTUMN_BREAK
]
AS_OF = dt.date(2025, 10, 17)


def settled(*events, as_of=AS_OF):
    return settle(events, 140, 60, as_of)


def test_the_week_is_the_one_in_which_the_last_hour_goes():
    """7 of 14 hours in the last 20 school days: 7 left at 0.35 a day are passed on school day 21."""
    events = [Event(dt.date(2025, 9, 22) + dt.timedelta(days=day), 105) for day in range(4)]
    projection = project(settled(*events), SCHOOL_DAYS)
    twenty_first = [day for day in SCHOOL_DAYS if day > AS_OF][20]
    assert (projection.kind, projection.on) == ("at_this_pace", twenty_first)
    assert projection.week == 47


def test_only_the_last_twenty_school_days_make_the_pace():
    first_of_the_twenty = [day for day in SCHOOL_DAYS if day <= AS_OF][-20]
    assert project(settled(Event(first_of_the_twenty, 600)), SCHOOL_DAYS).kind == "at_this_pace"
    day_before = [day for day in SCHOOL_DAYS if day < first_of_the_twenty][-1]
    assert project(settled(Event(day_before, 600)), SCHOOL_DAYS).kind == "not_at_this_pace"


def test_a_pace_that_lasts_the_school_year_out_does_not_pass():
    assert project(settled(Event(AS_OF, 10)), SCHOOL_DAYS).kind == "not_at_this_pace"


def test_already_passed_tells_the_day():
    projection = project(settled(Event(dt.date(2025, 9, 1), 14 * 60), Event(dt.date(2025, 9, 8), 1)), SCHOOL_DAYS)
    assert (projection.kind, projection.on, projection.week) == ("passed", dt.date(2025, 9, 8), 37)


def test_exactly_at_the_limit_the_next_hour_passes_it():
    projection = project(settled(Event(AS_OF, 14 * 60)), SCHOOL_DAYS)
    assert projection.on == dt.date(2025, 10, 20)


@pytest.mark.parametrize(
    "days",
    [
        pytest.param(SCHOOL_DAYS[:19], id="fewer than 20 school days yet"),
        pytest.param([day for day in SCHOOL_DAYS if day <= AS_OF], id="the days to come are not known"),
        pytest.param([], id="no calendar"),
    ],
)
def test_without_days_to_count_it_is_unknown(days):
    assert project(settled(Event(dt.date(2025, 9, 1), 60)), days).kind == "unknown"
