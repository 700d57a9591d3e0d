"""When mail leaves, to whom, and when it is tried again."""

import datetime as dt

import pytest

from tettpaa.kit.clock import OSLO
from tettpaa.messages.channels.rules import digest_week, is_work_address, limits_on, next_try
from tettpaa.messages.channels.states import STATES

LIMITS = limits_on(dt.date(2025, 10, 14))
MONDAY = dt.date(2025, 10, 13)


@pytest.mark.parametrize(
    ("now", "week"),
    [
        (dt.datetime(2025, 10, 13, 6, 59, tzinfo=OSLO), None),
        (dt.datetime(2025, 10, 13, 7, 0, tzinfo=OSLO), MONDAY),
        (dt.datetime(2025, 10, 19, 23, 59, tzinfo=OSLO), MONDAY),
        (dt.datetime(2025, 10, 20, 3, 0, tzinfo=OSLO), None),
        (dt.datetime(2025, 10, 27, 7, 0, tzinfo=OSLO), dt.date(2025, 10, 27)),  # the clock was set back the day before
    ],
)
def test_a_digest_belongs_to_its_week_from_monday_at_seven_in_oslo(now, week):
    assert digest_week(now, LIMITS) == week


def test_each_failure_waits_longer_and_the_last_gives_up():
    at = dt.datetime(2025, 10, 14, 12, tzinfo=OSLO)
    waits = [next_try(attempt, LIMITS, at) for attempt in range(1, len(LIMITS.retry_minutes) + 2)]

    assert waits[0] == at + dt.timedelta(minutes=1)
    assert waits[:-1] == sorted(waits[:-1])
    assert waits[-1] is None


@pytest.mark.parametrize("address", ["a@fylke.no", "A@Fylke.NO", " a@fylke.no "])
def test_a_work_address_lies_in_a_domain_that_is_named(address):
    assert is_work_address(address, ("fylke.no",))


@pytest.mark.parametrize(
    "address", ["a@gmail.com", "a@ikke-fylke.no", "a@fylke.no.ond.no", "@fylke.no", "fylke.no", ""]
)
def test_other_addresses_get_no_mail(address):
    assert not is_work_address(address, ("fylke.no",))
    assert not is_work_address("a@fylke.no", ())


def test_every_way_on_leads_to_a_state_and_what_is_over_leads_nowhere():
    assert {to for state in STATES.values() for to in state.acts.values()} <= set(STATES)
    assert {key for key, state in STATES.items() if not state.acts} == {"sent", "given_up", "not_needed"}
