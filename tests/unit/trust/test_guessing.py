"""Five failures within a quarter of an hour close a name."""

import datetime as dt

import pytest

from tettpaa.trust.identity.rules import locked_until

NOW = dt.datetime(2025, 10, 14, 10, tzinfo=dt.UTC)


def minutes_ago(*minutes: float) -> list[dt.datetime]:
    return [NOW - dt.timedelta(minutes=m) for m in minutes]


@pytest.mark.parametrize(
    ("failures", "opens_in"),
    [
        ((), None),
        ((1, 2, 3, 4), None),
        ((1, 2, 3, 4, 5), 10),
        ((5, 4, 3, 2, 1), 10),
        ((0, 0, 0, 0, 0), 15),
        ((1, 2, 3, 4, 15), None),
        ((1, 2, 3, 4, 14.9), 0.1),
        ((0, 1, 2, 3, 4, 5, 6), 11),
        ((-1, 1, 2, 3, 4), None),
    ],
)
def test_when_a_name_opens_again(failures, opens_in):
    expected = None if opens_in is None else NOW + dt.timedelta(minutes=opens_in)
    assert locked_until(minutes_ago(*failures), NOW) == expected
