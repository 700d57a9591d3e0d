"""Percent of the hours away, week by week, for any set of pupils: hours nobody has registered are left out."""

import datetime as dt
from collections.abc import Mapping

from tettpaa.identify.indicators.columns import Columns
from tettpaa.kit.html.charts.development import Week
from tettpaa.look_back.statistics.weeks import hours_by_week, mondays_of


def weeks_beside(now: tuple[Columns, dt.date], before: tuple[Columns, dt.date]) -> list[Week]:
    """Each week of the school year with this year's share and last year's; none where no hour is registered.

    `now` and `before` are loaded years with the day they are seen from.
    """
    this_year, last_year = weekly_shares(*now), weekly_shares(*before)
    if not this_year:
        return []
    numbers = dict.fromkeys(_number(monday) for monday in mondays_of(now[0]))
    return [Week(number, this_year.get(number), last_year.get(number)) for number in numbers]


def weeks_of(this_year: Mapping[int, float], last_year: Mapping[int, float]) -> list[Week]:
    """The same of weeks that are counted already, in the order of the school year."""
    return [Week(number, now, last_year.get(number)) for number, now in this_year.items()]


def weekly_shares(columns: Columns, as_of: dt.date) -> dict[int, float]:
    """ISO week → percent of the pupils' registered hours they were away from; weeks without any are left out."""
    mondays = [monday for monday in mondays_of(columns) if monday <= as_of]
    if not mondays or not len(columns.pupils):
        return {}
    away, told = (
        hours_by_week(columns, as_of, indicator, mondays).sum(axis=0) for indicator in ("all_hours", "reported_hours")
    )
    return {_number(monday): 100 * away[at] / told[at] for at, monday in enumerate(mondays) if told[at] > 0}


def _number(monday: dt.date) -> int:
    return monday.isocalendar().week
