"""The one place that asks what time it is. Rules and actions are handed the answer."""

import datetime as dt
import os
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def now() -> dt.datetime:
    """This instant in Oslo. With TETTPAA_TODAY set (the demo), that day at the real time of day."""
    instant = dt.datetime.now(OSLO)
    frozen = os.environ.get("TETTPAA_TODAY")
    if not frozen:
        return instant
    return dt.datetime.combine(dt.date.fromisoformat(frozen), instant.timetz())


def today() -> dt.date:
    """The calendar day in Oslo."""
    return now().date()


def instant() -> dt.datetime:
    """This instant as other machines know it, also where the day is frozen: for tokens, and codes from a telephone."""
    return dt.datetime.now(dt.UTC)
