"""Percent of the hours away, week by week, for any set of pupils: hours nobody has registered are left out."""

import datetime as dt
from collections.abc import Collection, Sequence

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.fold.codes import ALL, DAYS, REPORTED
from tettpaa.identify.indicators.fold.look import look
from tettpaa.kit.html.charts.development import Week
from tettpaa.schools.places.school_year import first_day


def weeks_beside(
    now: tuple[Columns, dt.date], before: tuple[Columns, dt.date], pupils: Collection[int] | None = None
) -> list[Week]:
    """Each week of the school year with this year's share and last year's; none where no hour is registered.

    `now` and `before` are loaded years with the day they are seen from; `pupils` narrows to some of them.
    """
    this_year, last_year = weekly_shares(*now, pupils), weekly_shares(*before, pupils)
    if not this_year:
        return []
    return [Week(number, this_year.get(number), last_year.get(number)) for number in _school_weeks(now[0])]


def weekly_shares(columns: Columns, as_of: dt.date, pupils: Collection[int] | None = None) -> dict[int, float]:
    """ISO week → percent of the registered hours the pupils were away from; weeks without any are left out."""
    has_lessons = columns.parts["pupils"]["has_lessons"]
    wanted = has_lessons if pupils is None else has_lessons & np.isin(columns.pupils, list(pupils))
    chosen = np.flatnonzero(wanted)
    away, told = _away_and_told(columns, chosen, as_of)
    weeks = _week_numbers(columns)
    found = {}
    for number in np.unique(weeks):
        minutes = told[weeks == number].sum()
        if minutes:
            found[int(number)] = 100 * float(away[weeks == number].sum() / minutes)
    return found


def _away_and_told(columns: Columns, chosen: np.ndarray, as_of: dt.date) -> tuple[np.ndarray, np.ndarray]:
    """Minutes away and minutes known about, by day of the year, over the chosen pupils: the fold's own sums."""
    facts, today, weekday = columns.facts(as_of), columns.day(as_of), first_day(columns.school_year).weekday()
    away, told = np.zeros(DAYS, np.int64), np.zeros(DAYS, np.int64)
    for number in chosen:
        seen, _kept = look(facts.pupils[number], facts, today, weekday)
        away[: today + 1] += np.diff(seen[: today + 2, ALL])
        told[: today + 1] += np.diff(seen[: today + 2, REPORTED])
    return away, told


def _week_numbers(columns: Columns) -> np.ndarray:
    return np.array([columns.date(day).isocalendar().week for day in range(DAYS)])


def _school_weeks(columns: Columns) -> Sequence[int]:
    """The weeks of the schools' calendars, in the order of the school year."""
    is_school_day = columns.parts["calendars"]["is_school_day"].any(axis=0)
    return list(dict.fromkeys(columns.date(day).isocalendar().week for day in np.flatnonzero(is_school_day)))
