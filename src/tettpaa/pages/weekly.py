"""Percent of the hours away, week by week, for any set of pupils: hours nobody has registered are left out."""

import datetime as dt
from collections.abc import Callable, Mapping

from tettpaa.identify.indicators.columns import Columns
from tettpaa.kit.html.charts.development import Week
from tettpaa.look_back.statistics.weeks import mondays_of, weeks_in

# Where the pupils of an ISO week stand; '' where the reader sees no pupil.
Opens = Callable[[int], str]


def opens_nowhere(_week: int) -> str:
    return ""


def weeks_beside(
    now: tuple[Columns, dt.date], before: tuple[Columns, dt.date], opens: Opens = opens_nowhere
) -> list[Week]:
    """Each week of the school year with this year's share and last year's; none where no hour is registered.

    `now` and `before` are loaded years with the day they are seen from.
    """
    this_year, last_year = weekly_shares(*now), weekly_shares(*before)
    if not this_year:
        return []
    numbers = dict.fromkeys(monday.isocalendar().week for monday in mondays_of(now[0]))
    return [_week(number, this_year, last_year, opens) for number in numbers]


def weeks_of(
    this_year: Mapping[int, float], last_year: Mapping[int, float], opens: Opens = opens_nowhere
) -> list[Week]:
    """The same of weeks that are counted already, in the order of the school year."""
    return [_week(number, this_year, last_year, opens) for number in this_year]


def weekly_shares(columns: Columns, as_of: dt.date) -> dict[int, float]:
    """ISO week → percent of the pupils' registered hours they were away from; weeks without any are left out."""
    return weeks_in(columns, as_of).shares(columns.pupils.tolist())


def _week(number: int, now: Mapping[int, float], before: Mapping[int, float], opens: Opens) -> Week:
    """Only this year's hours open: last year's may be of pupils who have left."""
    url = opens(number) if number in now else ""
    return Week(number, now.get(number), before.get(number), url)
