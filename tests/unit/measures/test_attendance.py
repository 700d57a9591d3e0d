"""Was the pupil there? Only what is registered in the planned time can say so."""

import datetime as dt

import pytest

from tettpaa.follow_up.measures.attendance import WHOLE_DAY, Lesson, Planned, Told, held_against, spanned, was_there

TODAY = dt.date(2025, 10, 14)
NINE, TEN, ELEVEN, NOON = 540, 600, 660, 720


def lesson(begins: int | None, *, away: int = 0, is_registered: bool = True) -> Lesson:
    return Lesson(begins, 45, away, is_registered)


def told(*lessons: Lesson, is_whole_day_away: bool = False, has_untimed: bool = False) -> Told:
    return Told(is_whole_day_away, has_untimed, lessons)


AWAY_LATER = told(lesson(NINE), lesson(NOON, away=45))


@pytest.mark.parametrize(
    ("what", "begins", "ends", "was"),
    [
        (None, *WHOLE_DAY, "unknown"),
        (told(), *WHOLE_DAY, "unknown"),
        (told(lesson(NINE)), *WHOLE_DAY, "there"),
        (told(lesson(NINE), lesson(TEN, is_registered=False)), *WHOLE_DAY, "unknown"),
        (told(lesson(NINE), lesson(TEN, is_registered=False)), NINE, 590, "there"),
        (told(lesson(NINE, is_registered=False)), *WHOLE_DAY, "unknown"),
        (told(is_whole_day_away=True), NINE, TEN, "away"),
        (told(lesson(NINE, away=45), lesson(TEN, away=45)), *WHOLE_DAY, "away"),
        (told(lesson(NINE, away=45), lesson(TEN, away=45)), NINE, TEN, "away"),
        (told(lesson(NINE, away=20)), *WHOLE_DAY, "partly"),
        (AWAY_LATER, *WHOLE_DAY, "partly"),
        (AWAY_LATER, NINE, ELEVEN, "there"),
        (AWAY_LATER, ELEVEN, NOON, "unknown"),
        (told(lesson(NINE), has_untimed=True), NINE, TEN, "unknown"),
        (told(lesson(None)), NINE, TEN, "unknown"),
        (told(lesson(None)), *WHOLE_DAY, "there"),
        (told(lesson(None, away=45)), *WHOLE_DAY, "away"),
        (told(lesson(NINE), lesson(None, away=45)), NINE, TEN, "unknown"),
    ],
)
def test_what_can_be_said_of_a_planned_day(what, begins, ends, was):
    assert was_there(Planned(TODAY, begins, ends), what, TODAY) == was


def test_a_day_ahead_says_nothing_and_days_stand_in_order():
    tomorrow, yesterday = TODAY + dt.timedelta(days=1), TODAY - dt.timedelta(days=1)
    days = [Planned(tomorrow, *WHOLE_DAY), Planned(yesterday, *WHOLE_DAY)]
    found = held_against(days, {tomorrow: told(lesson(NINE)), yesterday: told(lesson(NINE))}, TODAY)
    assert [(day.on, was.value) for day, was in found] == [(yesterday, "there"), (tomorrow, "ahead")]


def test_a_part_of_a_day_in_minutes():
    assert spanned("whole", TODAY) == WHOLE_DAY
    assert spanned("morning", TODAY) == (0, 690) and spanned("afternoon", TODAY) == (690, 1440)
    assert spanned("hours", TODAY, dt.time(10), dt.time(11, 30)) == (TEN, 690)
