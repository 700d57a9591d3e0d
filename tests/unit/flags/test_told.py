"""Which changes of a flag are told as events."""

import datetime as dt

import pytest

from tettpaa.identify.flags.states import is_told

RAISED_ON = dt.date(2025, 10, 1)


@pytest.mark.parametrize(
    ("raised_on", "state", "told"),
    [
        (None, "raised", True), (RAISED_ON, "cleared", True), (RAISED_ON, "unknown", True),
        (RAISED_ON, "raised", True), (None, "unknown", False), (None, "cleared", False),
    ],
)  # fmt: skip
def test_only_what_happens_to_a_flag_that_stands_is_told(raised_on, state, told):
    assert is_told(raised_on, state) == told
