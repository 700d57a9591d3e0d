"""The weeks of a school year, and each pupil's hours in them."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold.codes import SEEN
from tettpaa.identify.indicators.gauges import Gauge, Window


def mondays_of(columns: Columns) -> list[dt.date]:
    """The Mondays of the weeks with school at any of the schools, in order."""
    is_school_day = columns.parts["calendars"]["is_school_day"].any(axis=0)
    days = (columns.date(int(day)) for day in np.flatnonzero(is_school_day))
    return list(dict.fromkeys(day - dt.timedelta(days=day.weekday()) for day in days))


def hours_by_week(columns: Columns, as_of: dt.date, indicator: str, mondays: Sequence[dt.date]) -> np.ndarray:
    """(pupils, weeks) of an indicator in hours: what there is since one Monday, less what there is since the next.

    0 for pupils whose lessons or calendar are not delivered: nobody knows of what they would be a share.
    """
    gauges = [Gauge(indicator, Window(since=monday)) for monday in mondays]
    has_lessons = columns.parts["pupils"]["has_lessons"] & columns.parts["pupils"]["has_calendar"]
    since = np.zeros((len(has_lessons), len(mondays) + 1))
    since[has_lessons, :-1] = fold(columns, as_of, gauges).values[has_lessons, SEEN]
    return since[:, :-1] - since[:, 1:]
