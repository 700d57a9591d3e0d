"""The school calendar of a county: 190 school days, holidays computed. Pure."""

import datetime as dt
from collections.abc import Iterator

from tettpaa.schools.places.school_year import first_day, last_day

SCHOOL_DAYS = 190  # opplæringsforskrifta: the year has 190 school days for pupils
FIRST_WEEK = 34
PLANNING_WEEK = 46
ONE_DAY = dt.timedelta(days=1)


def easter_sunday(year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar (the anonymous Gregorian computus)."""
    century, place = divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (19 * (year % 19) + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * rest + 2 * (place // 4) - moon - place % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def public_holidays(year: int) -> dict[dt.date, str]:
    """Norwegian public holidays of a calendar year, by day (lov om helligdager; lov om 1. og 17. mai)."""
    easter = easter_sunday(year)
    moving = {-3: "Skjærtorsdag", -2: "Langfredag", 0: "Første påskedag", 1: "Andre påskedag",
              39: "Kristi himmelfartsdag", 49: "Første pinsedag", 50: "Andre pinsedag"}  # fmt: skip
    fixed = {(1, 1): "Første nyttårsdag", (5, 1): "Arbeidernes dag", (5, 17): "Grunnlovsdagen",
             (12, 25): "Første juledag", (12, 26): "Andre juledag"}  # fmt: skip
    days = {dt.date(year, *day): name for day, name in fixed.items()}
    return days | {easter + dt.timedelta(days=after): name for after, name in moving.items()}


def days_off(school_year: int, autumn: int, winter: int) -> dict[dt.date, str]:
    """Weekdays without school between the first and the last school day, with the name of each.

    `autumn` and `winter` are the ISO weeks of the two holidays; one planning day lies in week 46,
    another the Friday after Ascension Day.
    """
    following = school_year + 1
    easter = easter_sunday(following)
    ascension = easter + dt.timedelta(days=39)
    named = dict(_week(school_year, autumn, "Høstferie"))
    named |= dict(_week(following, winter, "Vinterferie"))
    named |= dict(_span(dt.date(school_year, 12, 21), dt.date(following, 1, 2), "Juleferie"))
    named |= dict(_span(easter - 6 * ONE_DAY, easter - 4 * ONE_DAY, "Påskeferie"))
    named[dt.date.fromisocalendar(school_year, PLANNING_WEEK, 5)] = "Planleggingsdag"
    named[ascension + ONE_DAY] = "Planleggingsdag"
    named |= public_holidays(school_year) | public_holidays(following)
    return {day: name for day, name in named.items() if day.weekday() < 5}


def school_days(school_year: int, autumn: int, winter: int) -> list[dt.date]:
    """The 190 days with school, from Monday of week 34."""
    off = days_off(school_year, autumn, winter)
    day = dt.date.fromisocalendar(school_year, FIRST_WEEK, 1)
    days: list[dt.date] = []
    while len(days) < SCHOOL_DAYS:
        if day.weekday() < 5 and day not in off:
            days.append(day)
        day += ONE_DAY
    return days


def calendar_year(school_year: int, autumn: int, winter: int) -> Iterator[tuple[dt.date, bool, str]]:
    """Every day from 1 August to 31 July: (day, is a school day, name of the day off)."""
    off = days_off(school_year, autumn, winter)
    taught = set(school_days(school_year, autumn, winter))
    first, last = min(taught), max(taught)
    day = first_day(school_year)
    while day <= last_day(school_year):
        name = off.get(day, "") if first <= day <= last else "Sommerferie"
        yield day, day in taught, "" if day.weekday() > 4 else name
        day += ONE_DAY


def _week(year: int, week: int, name: str) -> Iterator[tuple[dt.date, str]]:
    monday = dt.date.fromisocalendar(year, week, 1)
    return _span(monday, monday + 4 * ONE_DAY, name)


def _span(begins: dt.date, ends: dt.date, name: str) -> Iterator[tuple[dt.date, str]]:
    while begins <= ends:
        yield begins, name
        begins += ONE_DAY
