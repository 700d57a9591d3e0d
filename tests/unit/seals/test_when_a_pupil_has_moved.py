"""When a pupil has changed school, from the stays that the roster tells of. Today is 14 October 2025."""

import datetime as dt

import pytest

from tettpaa.trust.seals.rules import Move, Stay, moves, stay_of

OLD, NEW, THIRD = 1, 2, 3
TODAY = dt.date(2025, 10, 14)
AUGUST, FRIDAY, MONDAY, JULY = (
    dt.date(2025, 8, 18),
    dt.date(2025, 10, 10),
    dt.date(2025, 10, 13),
    dt.date(2026, 7, 31),
)
NOVEMBER = dt.date(2025, 11, 3)


def at(school: int, since: dt.date = AUGUST, until: dt.date = JULY) -> Stay:
    return Stay(school, since, until)


def test_who_goes_to_one_school_has_not_moved():
    assert moves([at(OLD)], TODAY) == {}


def test_from_the_day_she_goes_elsewhere_the_old_file_is_due():
    assert moves([at(OLD, until=FRIDAY), at(NEW, MONDAY)], TODAY) == {OLD: Move(FRIDAY, MONDAY)}


def test_a_move_that_is_known_beforehand_has_its_day():
    stays = [at(OLD, until=dt.date(2025, 10, 31)), at(NEW, NOVEMBER)]
    assert moves(stays, TODAY) == {OLD: Move(dt.date(2025, 10, 31), NOVEMBER)}


def test_where_the_two_overlap_it_is_the_day_after_the_old_ends():
    assert moves([at(OLD, until=TODAY), at(NEW, MONDAY)], TODAY) == {OLD: Move(TODAY, dt.date(2025, 10, 15))}


def test_going_to_two_schools_at_once_is_no_move():
    assert moves([at(OLD), at(NEW, MONDAY)], TODAY) == {}


def test_the_end_of_a_stay_as_a_guest_is_no_move():
    assert moves([at(OLD), at(NEW, dt.date(2025, 9, 1), FRIDAY)], TODAY) == {}


def test_who_has_left_and_goes_nowhere_is_waited_for():
    assert moves([at(OLD, until=FRIDAY)], TODAY) == {OLD: Move(FRIDAY, None)}


def test_the_next_school_year_at_the_same_school_is_no_move():
    assert moves([at(OLD), at(OLD, dt.date(2026, 8, 1), dt.date(2027, 7, 31))], TODAY) == {}


def test_a_change_over_the_summer_is_one():
    first = stay_of(OLD, 2024, dt.date(2024, 8, 19), None)
    second = stay_of(NEW, 2025, AUGUST, None)
    assert moves([first, second], TODAY) == {OLD: Move(dt.date(2025, 7, 31), AUGUST)}


def test_who_comes_back_moves_from_the_school_between():
    stays = [at(OLD, until=dt.date(2025, 9, 5)), at(NEW, dt.date(2025, 9, 8), FRIDAY), at(OLD, MONDAY)]
    assert moves(stays, TODAY) == {NEW: Move(FRIDAY, MONDAY)}


def test_of_three_schools_each_old_one_is_due():
    stays = [at(OLD, until=dt.date(2025, 9, 5)), at(NEW, dt.date(2025, 9, 8), FRIDAY), at(THIRD, MONDAY)]
    assert moves(stays, TODAY) == {
        OLD: Move(dt.date(2025, 9, 5), dt.date(2025, 9, 8)),
        NEW: Move(FRIDAY, MONDAY),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("known", "is_move"),
    [
        ({OLD: False}, True),  # the new school's system dates every stay back to August: that is no host
        ({OLD: False, NEW: False}, False),  # both were known: she was a guest at the one
        ({OLD: True, NEW: False}, True),  # noted already, and noted it stays
        ({}, False),  # all is told at once, and believed
    ],
)
def test_a_stay_that_covers_the_old_one_is_a_hosts_only_where_it_was_known_before(known, is_move):
    assert bool(moves([at(OLD, until=FRIDAY), at(NEW)], TODAY, known)) is is_move
