"""Percent of the hours away, week by week, for any set of pupils: hours nobody has registered are left out."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold.codes import SEEN
from tettpaa.identify.indicators.gauges import Gauge, Window
from tettpaa.kit.html.charts.development import Week


def weeks_beside(now: tuple[Columns, dt.date], before: tuple[Columns, dt.date]) -> list[Week]:
    """Each week of the school year with this year's share and last year's; none where no hour is registered.

    `now` and `before` are loaded years with the day they are seen from.
    """
    this_year, last_year = weekly_shares(*now), weekly_shares(*before)
    if not this_year:
        return []
    numbers = dict.fromkeys(_number(monday) for monday in _mondays(now[0]))
    return [Week(number, this_year.get(number), last_year.get(number)) for number in numbers]


def weekly_shares(columns: Columns, as_of: dt.date) -> dict[int, float]:
    """ISO week → percent of the pupils' registered hours they were away from; weeks without any are left out."""
    mondays = [monday for monday in _mondays(columns) if monday <= as_of]
    if not mondays or not len(columns.pupils):
        return {}
    away, told = (_by_week(columns, as_of, indicator, mondays) for indicator in ("all_hours", "reported_hours"))
    return {_number(monday): 100 * away[at] / told[at] for at, monday in enumerate(mondays) if told[at] > 0}


def _by_week(columns: Columns, as_of: dt.date, indicator: str, mondays: Sequence[dt.date]) -> np.ndarray:
    """Hours in each week over pupils whose lessons are delivered: what there is since one Monday, less the next."""
    gauges = [Gauge(indicator, Window(since=monday)) for monday in mondays]
    has_lessons = columns.parts["pupils"]["has_lessons"] & columns.parts["pupils"]["has_calendar"]
    since = fold(columns, as_of, gauges).values[has_lessons, SEEN].sum(axis=0)
    return since - np.append(since[1:], 0.0)


def _mondays(columns: Columns) -> list[dt.date]:
    """The Mondays of the weeks with school at any of the schools, in order."""
    is_school_day = columns.parts["calendars"]["is_school_day"].any(axis=0)
    days = (columns.date(day) for day in np.flatnonzero(is_school_day))
    return list(dict.fromkeys(day - dt.timedelta(days=day.weekday()) for day in days))


def _number(monday: dt.date) -> int:
    return monday.isocalendar().week
