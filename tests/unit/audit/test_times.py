"""Every log tells an instant in UTC, whatever clock the machine shows: also in the hour that comes twice."""

import datetime as dt
import logging
import time

import pytest

from tettpaa.kit.clock import OSLO
from tettpaa.trust.audit.chain.links import content_of
from tettpaa.trust.audit.technical_log import PlainFormatter

# On 26 October 2025 the clocks of Oslo show 02:30 twice.
FIRST, SECOND = (dt.datetime(2025, 10, 26, hour, 30, tzinfo=dt.UTC) for hour in (0, 1))


def test_the_log_binds_the_instant_and_not_what_a_clock_showed():
    def bound(at: dt.datetime) -> bytes:
        return content_of("event", 1, {"at": at, "by": "leader"})

    assert bound(FIRST) == bound(FIRST.astimezone(OSLO)) != bound(SECOND)
    assert FIRST.astimezone(OSLO).strftime("%H:%M") == SECOND.astimezone(OSLO).strftime("%H:%M") == "02:30"
    assert b"2025-10-26T00:30:00.000000+00:00" in bound(FIRST.astimezone(OSLO))


@pytest.mark.parametrize("zone", ["Europe/Oslo", "America/New_York", "UTC"])
def test_the_technical_log_says_utc_and_that_it_is(monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        record = logging.LogRecord("tettpaa.identify", logging.WARNING, "", 1, "lest", (), None)
        record.created = FIRST.timestamp()
        assert PlainFormatter().format(record) == "2025-10-26 00:30:00Z WARNING tettpaa.identify: lest"
    finally:
        monkeypatch.undo()
        time.tzset()
