"""Absence before and after: equally many school days, registered ones only, and nothing said too early."""

import datetime as dt

import pytest

from tettpaa.look_back.effects.windows import SchoolDay, compare, compare_around

START = dt.date(2025, 10, 1)


def days(before: int, after: int, *, away_before=0, away_after=0, unknown_before=0, unknown_after=0) -> list[SchoolDay]:
    """School days on every day of the calendar; the first of each side away or unregistered."""
    first = START - dt.timedelta(days=before)
    found = []
    for at in range(before + after):
        number, away, unknown = (
            (at, away_before, unknown_before) if at < before else (at - before, away_after, unknown_after)
        )
        is_reported = number >= unknown
        found.append(
            SchoolDay(first + dt.timedelta(days=at), is_reported, is_reported and number < unknown + away, 0.5)
        )
    return found


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (days(30, 9), "too_early"), (days(30, 10), "told"), (days(9, 30), "too_little"), (days(0, 30), "too_little"),
        (days(10, 10, unknown_after=4), "told"), (days(10, 10, unknown_after=5), "too_little"),
        (days(10, 10, unknown_before=5), "too_little"), ([], "too_little"),
    ],
)  # fmt: skip
def test_something_is_told_only_of_enough_registered_days(given, verdict):
    assert compare(given, START).verdict == verdict


def test_the_windows_are_equal_and_lie_against_the_start():
    found = compare(days(30, 25, away_before=20, away_after=2), START)
    assert (found.before.school_days, found.after.school_days) == (20, 20)
    assert found.before.last == START - dt.timedelta(days=1) and found.after.first == START
    assert (found.before.days_away, found.after.days_away) == (10, 2)
    shorter = compare(days(12, 25), START)
    assert (shorter.before.school_days, shorter.after.school_days) == (12, 12)


def test_whole_days_away_are_not_hours_too_and_unregistered_days_are_neither():
    found = compare(days(10, 10, away_after=3, unknown_after=2), START)
    assert (found.after.reported, found.after.days_away, found.after.hours_away) == (8, 3, 2.5)


def test_what_comes_after_the_end_is_not_the_measures():
    ended = START + dt.timedelta(days=8)
    assert compare(days(30, 30), START, ended).verdict == "too_little"
    assert compare(days(30, 8), START, ended).verdict == "too_early"


def test_the_day_of_a_contact_is_in_neither_window():
    found = compare_around(days(20, 21, away_after=1), START)
    assert (found.before.school_days, found.after.school_days) == (20, 20)
    assert found.after.first == START + dt.timedelta(days=1) and found.after.days_away == 0
