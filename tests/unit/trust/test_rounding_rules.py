"""Which choice of rounding holds on a day, and which tells more than another."""

import datetime as dt

import pytest

from tettpaa.trust.disclosure.rules import (
    AS_COUNTED,
    Choice,
    StepsUnknown,
    fault_in_choice,
    in_force,
    is_finer,
    steps_on,
)

OCTOBER = {day: dt.date(2025, 10, day) for day in range(1, 32)}
FIVE, TEN = Choice(5, OCTOBER[5]), Choice(10, OCTOBER[10])


@pytest.mark.parametrize(
    ("choices", "day", "rounded_to"),
    [
        ([], 20, AS_COUNTED),
        ([FIVE], 4, AS_COUNTED),
        ([FIVE], 5, 5),
        ([FIVE, TEN], 9, 5),
        ([FIVE, TEN], 10, 10),
        ([TEN, FIVE], 10, 10),
        ([TEN, Choice(3, OCTOBER[10])], 10, 3),
    ],
)
def test_the_latest_day_holds_and_of_one_day_what_was_chosen_last(choices, day, rounded_to):
    assert in_force(choices, OCTOBER[day]) == rounded_to


def test_a_smaller_number_tells_more():
    assert is_finer(1, 3) and is_finer(5, 10)
    assert not is_finer(5, 5) and not is_finer(10, 1)


def test_what_may_be_chosen_is_written_down_for_a_day():
    assert steps_on(OCTOBER[1]).steps == (1, 3, 5, 10)
    with pytest.raises(StepsUnknown):
        steps_on(dt.date(2024, 7, 31))


def test_a_choice_says_what_from_when_and_why():
    fault = fault_in_choice(rounded_to=4, valid_from=OCTOBER[13], reason=" ", on=OCTOBER[14])
    assert fault == {"rounded_to": "no_step", "valid_from": "in_the_past", "reason": "no_reason"}
    assert fault_in_choice(rounded_to=5, valid_from=OCTOBER[14], reason="Små skoler", on=OCTOBER[14]) == {}
