"""The school year, named by the calendar year it begins in: 2025 is 2025–26."""

import datetime as dt

STARTS_ON = (8, 1)


def school_year_of(day: dt.date) -> int:
    """2025 for 1 August 2025 through 31 July 2026 (opplæringslova: the school year begins 1 August)."""
    return day.year if (day.month, day.day) >= STARTS_ON else day.year - 1


def first_day(school_year: int) -> dt.date:
    """1 August of the year it begins in."""
    return dt.date(school_year, *STARTS_ON)


def last_day(school_year: int) -> dt.date:
    """31 July of the year it ends in."""
    return first_day(school_year + 1) - dt.timedelta(days=1)


def day_number(day: dt.date, school_year: int) -> int:
    """Days since 1 August of the school year: 0 for the first. The fold counts in these."""
    return (day - first_day(school_year)).days


def name_of(school_year: int) -> str:
    """'2025–26'."""
    return f"{school_year}–{(school_year + 1) % 100:02}"
