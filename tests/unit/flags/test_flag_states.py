"""Which verdict raises, clears or makes a flag unknown."""

import datetime as dt

import pytest

from tettpaa.identify.flags.states import STATE_OF, STATES, change, raised_since

FIRST, LATER = dt.date(2025, 9, 1), dt.date(2025, 10, 1)


@pytest.mark.parametrize("before", [None, *STATES])
@pytest.mark.parametrize(("verdict", "state"), [("holds", "raised"), ("not", "cleared"), ("unknown", "unknown")])
def test_a_verdict_writes_an_event_only_where_the_flag_changes(before, verdict, state):
    if before == state or (before is None and verdict == "not"):
        assert change(before, verdict) is None
    else:
        assert change(before, verdict) == state


def test_every_state_can_be_come_to_and_has_its_words():
    assert set(STATE_OF.values()) == set(STATES)
    assert all(state.nb and state.explained and state.look for state in STATES.values())


def test_a_flag_that_was_unknown_in_between_was_raised_the_first_day():
    raised = raised_since(None, "raised", FIRST)
    assert raised_since(raised_since(raised, "unknown", LATER), "raised", LATER) == FIRST


def test_a_flag_that_was_cleared_is_raised_anew():
    assert raised_since(raised_since(FIRST, "cleared", LATER), "raised", LATER) == LATER
    assert raised_since(None, "unknown", FIRST) is None
