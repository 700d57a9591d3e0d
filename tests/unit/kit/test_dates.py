"""Days in words, in the three languages."""

import datetime as dt

import pytest
from django.utils.translation import override

from tettpaa.kit.clock import OSLO
from tettpaa.kit.html import dates

TUESDAY = dt.date(2025, 10, 14)


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (-7, "tirsdag 7. oktober"),
        (-6, "for 6 dager siden"),
        (-2, "for 2 dager siden"),
        (-1, "i går"),
        (0, "i dag"),
        (1, "i morgen"),
        (3, "om 3 dager"),
        (6, "om 6 dager"),
        (7, "tirsdag 21. oktober"),
    ],
)
def test_near_days_are_told_by_their_distance(away, words):
    assert dates.near_day(TUESDAY + dt.timedelta(days=away), TUESDAY) == words


@pytest.mark.parametrize(("away", "words"), [(0, "i dag"), (-1, "i går"), (-2, "søndag 12. oktober")])
def test_after_since_only_today_and_yesterday_are_told_by_distance(away, words):
    assert dates.since_day(TUESDAY + dt.timedelta(days=away), TUESDAY) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "tirsdag 14. oktober"), ("nn", "tysdag 14. oktober"), ("en", "Tuesday 14 October")],
)
def test_each_language_has_its_names_and_its_order(language, words):
    with override(language):
        assert dates.long_day(TUESDAY, TUESDAY) == words


def test_the_year_is_told_where_it_is_not_this_half_year():
    assert dates.long_day(dt.date(2025, 8, 18), TUESDAY) == "mandag 18. august"
    assert dates.long_day(dt.date(2024, 10, 14), TUESDAY) == "mandag 14. oktober 2024"


def test_a_moment_has_its_time_of_day():
    assert dates.moment(dt.datetime(2025, 10, 14, 6, 10), TUESDAY) == "i dag kl. 06:10"
    assert dates.moment(dt.datetime(2025, 9, 29, 16, 5), TUESDAY) == "mandag 29. september kl. 16:05"


@pytest.mark.parametrize(
    ("utc", "words"),
    [
        (dt.datetime(2025, 10, 25, 23, 59, tzinfo=dt.UTC), "søndag 26. oktober kl. 01:59"),
        (dt.datetime(2025, 10, 26, 0, 30, tzinfo=dt.UTC), "søndag 26. oktober kl. 02:30 (sommertid)"),
        (dt.datetime(2025, 10, 26, 1, 30, tzinfo=dt.UTC), "søndag 26. oktober kl. 02:30 (normaltid)"),
        (dt.datetime(2025, 10, 26, 2, 0, tzinfo=dt.UTC), "søndag 26. oktober kl. 03:00"),
        (dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC), "søndag 29. mars kl. 03:00"),
    ],
)
def test_the_hour_that_comes_twice_says_which_it_is(utc, words):
    assert dates.moment(utc.astimezone(OSLO), TUESDAY) == words


def test_a_meeting_over_the_change_has_an_end_that_can_be_told_from_its_beginning():
    begins = dt.datetime(2025, 10, 26, 0, 30, tzinfo=dt.UTC)
    told = dates.hours(begins.astimezone(OSLO), (begins + dt.timedelta(minutes=45)).astimezone(OSLO))
    assert told == "02:30 (sommertid)–02:15 (normaltid)"


def test_a_period_of_one_day_is_that_day():
    assert dates.period(dt.date(2025, 9, 29), TUESDAY) == "29. september – 14. oktober"
    assert dates.period(TUESDAY, TUESDAY) == "14. oktober"


def test_weeks_are_counted_as_norwegian_calendars_count_them():
    assert dates.week(TUESDAY) == "uke 42"
    assert dates.week(dt.date(2026, 1, 1)) == "uke 1"
    assert dates.week(dt.date(2027, 1, 3)) == "uke 53"
