"""Where a pupil stands on the stairs: nobody moves unheard, too early, or while an attempt is missing."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.records import school_days_between
from tettpaa.follow_up.stairs.ends import ENDS
from tettpaa.follow_up.stairs.reading import LANGUAGES
from tettpaa.follow_up.stairs.rules import Attempt, Facts, Missing, days_left, due_day, place_of, week_end
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.follow_up.stairs.spans import Span, since_of
from tettpaa.follow_up.stairs.steps import FLAG, PLAN, change_of, heir_of, with_days

DAYS = school_days_between(dt.date(2025, 8, 18), dt.date(2026, 6, 19))
WAYS = ("in_person", "phone", "message", "home_visit")
NOT_REACHED, GLEMMEN, WEEK_40 = (shipped_stairs()[key] for key in ("fredrik_ii", "glemmen", "week_40"))
MONDAY = dt.date(2025, 10, 6)


def october(day: int) -> dt.date:
    return dt.date(2025, 10, day)


def tried(*days_and_ways: tuple[int, str]) -> tuple[Attempt, ...]:
    return tuple(Attempt(october(day), way) for day, way in days_and_ways)


TWO_WAYS = tried((7, "phone"), (8, "message"))


def test_the_first_stair_has_its_school_days_and_the_next_is_told_two_days_before():
    place = place_of(GLEMMEN, Facts(MONDAY), WAYS, DAYS)
    # Five school days after Monday 6 October is Monday 13; the next takes over on Tuesday 14, told on Friday 10.
    assert (place.step, place.due_on, place.tells_on) == (0, october(13), october(10))
    assert not place.must_tell(october(9)) and place.must_tell(october(10))
    assert place.moves_on is None


@pytest.mark.parametrize(
    ("told_on", "moves_on"), [(october(10), october(14)), (october(14), october(16)), (None, None)]
)
def test_nobody_is_moved_before_they_have_known_it_for_two_school_days(told_on, moves_on):
    facts = Facts(MONDAY, told={0: told_on} if told_on else {})
    place = place_of(GLEMMEN, facts, WAYS, DAYS)
    assert place.moves_on == moves_on
    assert not place.must_move(october(13))


@pytest.mark.parametrize(
    ("attempts", "missing", "moves_on"),
    [
        ((), Missing(2, WAYS, any_way=True), None),
        (tried((7, "phone")), Missing(1, ("in_person", "message", "home_visit"), any_way=False), None),
        (tried((7, "phone"), (8, "phone")), Missing(1, ("in_person", "message", "home_visit"), any_way=False), None),
        (TWO_WAYS, None, october(14)),
        (tried((7, "phone"), (15, "message")), None, october(15)),
        (tried((3, "phone"), (7, "message")), Missing(1, ("in_person", "phone", "home_visit"), any_way=False), None),
    ],
    ids=["none", "one", "two by one way", "two by two", "the last is late", "before the flag does not count"],
)
def test_two_attempts_by_two_ways_are_needed_where_the_stair_asks_for_them(attempts, missing, moves_on):
    place = place_of(NOT_REACHED, Facts(MONDAY, attempts, told={0: october(10)}), WAYS, DAYS)
    assert (place.missing, place.moves_on) == (missing, moves_on)


def test_the_attempts_of_one_stair_are_not_the_next_ones():
    facts = Facts(MONDAY, (*TWO_WAYS, *tried((14, "phone"))), told={0: october(10)}, came={1: october(14)})
    place = place_of(NOT_REACHED, facts, WAYS, DAYS)
    assert (place.step, place.began_on, place.due_on) == (1, october(14), october(21))
    assert place.missing == Missing(2, WAYS, any_way=True)


def test_a_named_way_is_asked_for_by_its_name():
    place = place_of(shipped_stairs()["borg"], Facts(MONDAY, tried((7, "message"))), WAYS, DAYS)
    assert place.missing == Missing(1, ("phone",), any_way=False)


def test_the_last_stair_leads_nowhere_but_can_be_late():
    facts = Facts(MONDAY, told={2: october(7)}, came={1: MONDAY, 2: MONDAY})
    place = place_of(GLEMMEN, facts, WAYS, DAYS)
    assert place.is_last and place.is_overdue(october(14)) and not place.is_overdue(october(13))
    assert place.moves_on is None and not place.must_tell(october(20))


@pytest.mark.parametrize("days", [(), DAYS[60:], DAYS[:36]], ids=["none", "begins later", "ends sooner"])
def test_without_a_calendar_nothing_is_guessed(days):
    place = place_of(GLEMMEN, Facts(MONDAY, told={0: MONDAY}), WAYS, days)
    assert (place.due_on, place.tells_on, place.moves_on) == (None, None, None)
    assert days_left(GLEMMEN, place, october(8), days) is None
    assert not place.is_overdue(dt.date(2026, 6, 1))


def test_week_40_is_a_day_in_the_calendar_and_later_flags_get_their_own_days():
    stair = WEEK_40.stairs[0]
    assert due_day(stair, dt.date(2025, 9, 1), DAYS) == october(3)
    assert due_day(stair, october(1), DAYS) == october(8)
    assert due_day(stair, dt.date(2025, 11, 3), DAYS) == dt.date(2025, 11, 10)
    assert week_end(40, dt.date(2026, 3, 1)) == week_end(40, dt.date(2025, 8, 20)) == october(5)
    assert week_end(5, dt.date(2025, 8, 20)) == dt.date(2026, 2, 1)


@pytest.mark.parametrize(
    ("facts", "on", "left"),
    [
        (Facts(MONDAY), october(6), 6), (Facts(MONDAY), october(13), 2), (Facts(MONDAY, told={0: october(10)}), october(13), 1),
        (Facts(MONDAY, told={0: october(14)}), october(14), 2),
    ],
)  # fmt: skip
def test_how_long_is_left_is_told_in_school_days(facts, on, left):
    assert days_left(GLEMMEN, place_of(GLEMMEN, facts, WAYS, DAYS), on, DAYS) == left


@pytest.mark.parametrize(
    ("spans", "ended_on", "since"),
    [
        ([], None, None),
        ([Span(october(6))], None, october(6)),
        ([Span(october(6))], october(6), None),
        ([Span(october(6)), Span(october(9))], october(7), october(9)),
        ([Span(october(1), october(8)), Span(october(6))], None, october(1)),
        ([Span(october(1), october(3)), Span(october(6))], None, october(6)),
        ([Span(october(1), october(8)), Span(october(6))], october(2), october(6)),
        ([Span(october(1), october(8))], None, None),
    ],
    ids=[
        "no flag", "stands", "ended the same day", "a new one after the end", "taken over by another", "a gap",
        "ended in between", "cleared",
    ],
)  # fmt: skip
def test_a_pupil_is_on_the_stairs_as_long_as_some_flag_has_stood_unended(spans, ended_on, since):
    assert since_of(spans, ended_on) == since


@pytest.mark.parametrize(
    ("present", "has"),
    [
        ({"contact_teacher", "counsellor", "leader"}, "counsellor"), ({"contact_teacher", "leader"}, "leader"),
        ({"contact_teacher"}, "contact_teacher"), (set(), ""),
    ],
)  # fmt: skip
def test_where_a_role_is_empty_the_next_above_has_the_stair_and_then_the_nearest_below(present, has):
    assert heir_of(NOT_REACHED, 1, present) == has


def test_a_choice_is_told_as_tighter_or_looser():
    tighter, looser = with_days(GLEMMEN, [3, 5, 5]), with_days(GLEMMEN, [5, 8, 5])
    assert change_of(None, GLEMMEN) == "tightened" and change_of(GLEMMEN, None) == "loosened"
    assert change_of(GLEMMEN, tighter) == "tightened" and change_of(GLEMMEN, looser) == "loosened"
    assert change_of(GLEMMEN, with_days(GLEMMEN, [3, 8, 5])) == "mixed"
    assert change_of(None, None) == change_of(GLEMMEN, replace(GLEMMEN)) == "kept"


@pytest.mark.parametrize("stairs", shipped_stairs().values(), ids=shipped_stairs())
def test_every_shipped_set_says_who_how_long_and_whence_in_three_languages(stairs):
    assert stairs.source and stairs.ends <= set(ENDS) and len(stairs.stairs) >= 2
    # A plan that is evaluated is no longer due: it needs no act to end it.
    first, has_ends = {FLAG: ("contact_teacher", True), PLAN: ("responsible", False)}[stairs.begins]
    assert stairs.stairs[0].who == first and bool(stairs.ends) is has_ends
    for stair in stairs.stairs:
        assert 1 <= stair.told_before < stair.school_days
        assert set(stair.words) == set(stairs.words) == set(LANGUAGES)
        assert set(stair.by) <= set(WAYS) and stair.channels <= min(stair.attempts, len(WAYS))
