"""What stood a week ago is told from the events alone."""

import datetime as dt

from tettpaa.identify.flags.past import Event, Raised, raised_between, standing_on, waiting_on

MONDAY = dt.date(2025, 10, 6)
DAY = dt.timedelta(days=1)


def event(kind: str, days: int, pupil: int = 1, rule: str = "r") -> Event:
    return Event(pupil, 1, "askim", rule, kind, MONDAY + days * DAY)


def raised(days: int, pupil: int = 1, rule: str = "r") -> Raised:
    return Raised(pupil, 1, "askim", rule, MONDAY + days * DAY)


def test_a_flag_stands_from_the_day_it_was_raised_until_it_is_cleared():
    events = [event("raised", 0), event("cleared", 3)]
    assert standing_on(events, MONDAY - DAY) == []
    assert standing_on(events, MONDAY) == [raised(0)]
    assert standing_on(events, MONDAY + 2 * DAY) == [raised(0)]
    assert standing_on(events, MONDAY + 3 * DAY) == []


def test_unknown_in_between_neither_clears_nor_raises_anew():
    events = [event("raised", 0), event("unknown", 1), event("raised", 2)]
    assert standing_on(events, MONDAY + 2 * DAY) == [raised(0)]
    assert raised_between(events, MONDAY + DAY, MONDAY + 2 * DAY) == []


def test_unknown_from_the_start_is_no_flag():
    assert standing_on([event("unknown", 0)], MONDAY) == []


def test_raised_again_after_it_was_cleared_is_new():
    events = [event("raised", 0), event("cleared", 1), event("raised", 2)]
    assert raised_between(events, MONDAY, MONDAY + 6 * DAY) == [raised(0), raised(2)]
    assert standing_on(events, MONDAY + 2 * DAY) == [raised(2)]


def test_both_ends_of_a_week_belong_to_it():
    events = [event("raised", 0), event("raised", 6, pupil=2), event("raised", 7, pupil=3)]
    assert [flag.pupil for flag in raised_between(events, MONDAY, MONDAY + 6 * DAY)] == [1, 2]


def test_who_was_spoken_with_before_the_day_did_not_wait():
    stood = [raised(0), raised(0, pupil=2), raised(2, pupil=3), raised(1, pupil=3, rule="s")]
    reached = {1: [MONDAY], 2: [MONDAY - DAY, MONDAY + 4 * DAY]}
    assert waiting_on(stood, reached, MONDAY + 3 * DAY) == {2: MONDAY, 3: MONDAY + DAY}
