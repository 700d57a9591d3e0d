"""The school calendar of a generated county."""

import datetime as dt

import pytest

from tettpaa.demo.volume.calendar import SCHOOL_DAYS, calendar_year, days_off, easter_sunday, school_days


@pytest.mark.parametrize(
    ("year", "easter"),
    [(1961, "1961-04-02"), (2000, "2000-04-23"), (2024, "2024-03-31"), (2025, "2025-04-20"), (2038, "2038-04-25")],
)
def test_easter_falls_where_the_almanac_has_it(year, easter):
    assert easter_sunday(year) == dt.date.fromisoformat(easter)


@pytest.mark.parametrize("school_year", range(2020, 2035))
@pytest.mark.parametrize(("autumn", "winter"), [(40, 8), (41, 10)])
def test_a_year_has_190_school_days_on_weekdays_and_ends_in_june(school_year, autumn, winter):
    days = school_days(school_year, autumn, winter)

    assert len(days) == SCHOOL_DAYS == len(set(days))
    assert all(day.weekday() < 5 for day in days)
    assert days[-1].month == 6


def test_holidays_of_2025_26_are_the_known_ones():
    off = days_off(2025, 40, 8)

    assert off[dt.date(2025, 9, 29)] == "Høstferie"
    assert off[dt.date(2026, 2, 16)] == "Vinterferie"
    assert off[dt.date(2026, 4, 3)] == "Langfredag"
    assert off[dt.date(2026, 5, 14)] == "Kristi himmelfartsdag"
    assert off[dt.date(2026, 5, 15)] == "Planleggingsdag"
    assert off[dt.date(2026, 5, 25)] == "Andre pinsedag"
    assert dt.date(2026, 5, 17) not in off, "a Sunday is no weekday off"


def test_the_calendar_names_every_weekday_without_school():
    year = list(calendar_year(2025, 40, 8))

    assert [year[0][0], year[-1][0]] == [dt.date(2025, 8, 1), dt.date(2026, 7, 31)]
    assert sum(taught for _, taught, _ in year) == SCHOOL_DAYS
    assert all(name for day, taught, name in year if not taught and day.weekday() < 5)
    assert not any(name for _, taught, name in year if taught)
