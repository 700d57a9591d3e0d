"""What it means that an enrolment ended, by its day and its reason (B06); the facts stand in reasons.toml. Pure."""

import datetime as dt
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files

from tettpaa.schools.places.school_year import last_day


class Ending(StrEnum):
    """How an enrolment went on. Without a reason that we know it is unknown."""

    LASTED = "lasted"
    LEFT = "left"
    ONWARDS = "onwards"
    UNKNOWN = "unknown"


def ending_of(until: dt.date | None, reason: str, school_year: int) -> Ending:
    """What became of an enrolment of the school year; without a last day it lasts."""
    if until is None or until >= year_ends(school_year):
        return Ending.LASTED
    return meaning_of(reason, until)


def meaning_of(reason: str, on: dt.date) -> Ending:
    """What the reason alone says on a day: left, onwards or unknown."""
    told: dict = max((row for row in _text()["reasons"] if row["from"] <= on), key=lambda row: row["from"], default={})
    return next((each for each in (Ending.LEFT, Ending.ONWARDS) if reason in told.get(each.value, ())), Ending.UNKNOWN)


def year_ends(school_year: int) -> dt.date:
    """From this day on an enrolment ends because the year does: schools close them on different days of June and July."""
    told = _text()["year_ends"]
    return last_day(school_year).replace(month=told["month"], day=told["day"])


@cache
def _text() -> dict:
    return tomllib.loads(files(__package__).joinpath("reasons.toml").read_text("utf-8"))
