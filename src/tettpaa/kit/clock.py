"""The one place that asks what time it is. Rules and actions are handed the answer."""

import datetime as dt
import os
import time
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
NOON = dt.time(12)
AFTERNOON = 12 * 60 * 60  # seconds from noon to midnight


def now() -> dt.datetime:
    """This instant in Oslo. With TETTPAA_TODAY set (the demo), that day, and `_time_of_that_day`."""
    instant = dt.datetime.now(OSLO)
    day = os.environ.get("TETTPAA_TODAY")
    if not day:
        return instant
    return _time_of_that_day(dt.date.fromisoformat(day), instant)


def _time_of_that_day(day: dt.date, instant: dt.datetime) -> dt.datetime:
    """The real time of day, or with TETTPAA_NOON_AT what has gone since noon, so that it is never before what was
    already done that day. Round again from noon at midnight: the day has no more.
    """
    noon_at = os.environ.get("TETTPAA_NOON_AT")
    if not noon_at:
        return dt.datetime.combine(day, instant.timetz())
    gone = (instant.timestamp() - float(noon_at)) % AFTERNOON
    return dt.datetime.combine(day, NOON, OSLO) + dt.timedelta(seconds=gone)


def frozen(day: dt.date, gone: dt.timedelta = dt.timedelta(0)) -> dict[str, str]:
    """The environment in which this instant is `gone` after noon of `day`, and time goes on from there."""
    return {"TETTPAA_TODAY": day.isoformat(), "TETTPAA_NOON_AT": str(time.time() - gone.total_seconds())}


def today() -> dt.date:
    """The calendar day in Oslo."""
    return now().date()


def instant() -> dt.datetime:
    """This instant as other machines know it, also where the day is frozen: for tokens, and codes from a telephone."""
    return dt.datetime.now(dt.UTC)
