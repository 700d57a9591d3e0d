"""When rounds of recertification open, are due and are reminded of; and that each state has its ways on."""

import datetime as dt

import pytest

from tettpaa.trust.recertification.periods import PeriodsUnknown, periods_on
from tettpaa.trust.recertification.states import ASKED, ENDED, KEPT, LAPSED, STATES, state_of


@pytest.mark.parametrize(
    ("day", "begun"),
    [
        (dt.date(2025, 9, 1), dt.date(2025, 9, 1)),
        (dt.date(2025, 10, 31), dt.date(2025, 9, 1)),
        (dt.date(2025, 11, 1), dt.date(2025, 11, 1)),
        (dt.date(2026, 1, 31), dt.date(2025, 11, 1)),
        (dt.date(2026, 7, 15), dt.date(2026, 5, 1)),
    ],
)
def test_four_quarters_a_year_and_none_in_the_holidays(day, begun):
    periods = periods_on(day)
    assert periods.begun_on(day) == begun
    due = periods.answer_by(begun)
    assert due == begun + dt.timedelta(days=21)
    assert periods.warn_on(due) == begun + dt.timedelta(days=14)
    assert due.month not in {7, 12}


def test_before_the_first_version_nothing_is_guessed():
    with pytest.raises(PeriodsUnknown):
        periods_on(dt.date(2024, 7, 31))


def test_no_answer_is_asked_and_every_way_on_leads_to_a_state():
    assert state_of("").key == ASKED
    assert {way for state in STATES.values() for way in state.acts.values()} == {KEPT, ENDED, LAPSED}
    assert all(state.word and state.owner and state.look for state in STATES.values())
