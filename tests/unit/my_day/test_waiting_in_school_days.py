"""A pupil waits on school days only."""

import datetime as dt

import pytest

from tettpaa.pages.my_day.rules import school_days_waited

FRIDAY, SATURDAY, MONDAY, TUESDAY = (dt.date(2025, 10, day) for day in (10, 11, 13, 14))
DAYS = [dt.date(2025, 8, 18), dt.date(2025, 10, 9), FRIDAY, MONDAY, TUESDAY, dt.date(2026, 6, 19)]


@pytest.mark.parametrize(
    ("raised_on", "today", "waited"),
    [
        (TUESDAY, TUESDAY, 0),
        (MONDAY, TUESDAY, 1),
        (FRIDAY, MONDAY, 1),
        (FRIDAY, SATURDAY, 0),
        (SATURDAY, MONDAY, 1),
        (dt.date(2025, 10, 9), TUESDAY, 3),
        (dt.date(2025, 8, 18), TUESDAY, 4),
    ],
)
def test_school_days_after_the_flag_are_counted(raised_on, today, waited):
    assert school_days_waited(raised_on, today, DAYS) == waited


@pytest.mark.parametrize(
    ("raised_on", "today", "days"),
    [
        (MONDAY, TUESDAY, []),
        (dt.date(2025, 8, 17), TUESDAY, DAYS),
        (MONDAY, dt.date(2026, 7, 21), DAYS),
    ],
)
def test_outside_the_calendar_waiting_is_unknown_and_not_zero(raised_on, today, days):
    assert school_days_waited(raised_on, today, days) is None
