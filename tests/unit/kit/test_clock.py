import datetime as dt

import pytest

from tettpaa.kit import clock

DAY = dt.date(2025, 10, 26)  # the night before it, the clock is set back
NOON = dt.datetime.combine(DAY, dt.time(12), clock.OSLO)


def frozen(monkeypatch, gone: dt.timedelta) -> None:
    for name, words in clock.frozen(DAY, gone).items():
        monkeypatch.setenv(name, words)


@pytest.mark.parametrize(
    "real", ["2026-11-30T22:36:00+00:00", "2026-12-01T00:30:00+00:00", "2026-06-01T11:00:00+00:00"]
)
@pytest.mark.parametrize(("gone", "reads"), [(dt.timedelta(0), dt.time(12)), (dt.timedelta(hours=3), dt.time(15)),
                                             (dt.timedelta(hours=13), dt.time(13))])  # fmt: skip
def test_a_frozen_day_goes_on_from_noon_whatever_the_hour(monkeypatch, time_machine, real, gone, reads):
    time_machine.move_to(dt.datetime.fromisoformat(real), tick=False)
    frozen(monkeypatch, gone)
    assert clock.now() == dt.datetime.combine(DAY, reads, clock.OSLO)
    time_machine.shift(dt.timedelta(minutes=5))
    assert clock.now() == dt.datetime.combine(DAY, reads, clock.OSLO) + dt.timedelta(minutes=5)


def test_without_a_noon_it_has_the_real_time_of_day(monkeypatch, time_machine):
    time_machine.move_to(dt.datetime.fromisoformat("2026-12-01T06:30:00+00:00"), tick=False)
    monkeypatch.delenv("TETTPAA_NOON_AT", raising=False)
    monkeypatch.setenv("TETTPAA_TODAY", DAY.isoformat())
    assert clock.now() == NOON - dt.timedelta(hours=4, minutes=30)
    monkeypatch.delenv("TETTPAA_TODAY")
    assert clock.now() == dt.datetime(2026, 12, 1, 7, 30, tzinfo=clock.OSLO)
