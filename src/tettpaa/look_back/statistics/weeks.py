"""The weeks of a school year, and each pupil's hours in them."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold.codes import SEEN
from tettpaa.identify.indicators.gauges import Gauge, Window


@dataclass(frozen=True)
class Weeks:
    """Hours away and hours registered of some pupils in the weeks so far: arrays of (pupils, weeks).

    `place` is each pupil's (key) row, of those whose lessons are delivered: of the others nobody knows.
    """

    mondays: tuple[dt.date, ...]
    place: Mapping[int, int]
    away: np.ndarray
    registered: np.ndarray

    def shares(self, pupils: Collection[int]) -> dict[int, float]:
        """ISO week → percent of the pupils' registered hours they were away from; weeks without any are left out."""
        rows = [self.place[pupil] for pupil in pupils if pupil in self.place]
        away, registered = self.away[rows].sum(axis=0), self.registered[rows].sum(axis=0)
        return {
            monday.isocalendar().week: 100 * float(away[at] / registered[at])
            for at, monday in enumerate(self.mondays) if registered[at] > 0
        }  # fmt: skip


def weeks_in(columns: Columns, as_of: dt.date) -> Weeks:
    """The weeks that have begun by the day."""
    mondays = [monday for monday in mondays_of(columns) if monday <= as_of]
    known = np.flatnonzero(has_lessons(columns))
    place = {pupil: at for at, pupil in enumerate(columns.pupils[known].tolist())}
    away, registered = (
        hours_between(columns, as_of, indicator, mondays)[known] for indicator in ("all_hours", "reported_hours")
    )
    return Weeks(tuple(mondays), place, away, registered)


def mondays_of(columns: Columns) -> list[dt.date]:
    """The Mondays of the weeks with school at any of the schools, in order."""
    is_school_day = columns.parts["calendars"]["is_school_day"].any(axis=0)
    days = (columns.date(int(day)) for day in np.flatnonzero(is_school_day))
    return list(dict.fromkeys(day - dt.timedelta(days=day.weekday()) for day in days))


def has_lessons(columns: Columns) -> np.ndarray:
    """Of each pupil, whether lessons and calendar are delivered: of who has none nobody knows of what hours would be a share."""
    return columns.parts["pupils"]["has_lessons"] & columns.parts["pupils"]["has_calendar"]


def hours_between(columns: Columns, as_of: dt.date, indicator: str, days: Sequence[dt.date]) -> np.ndarray:
    """(pupils, days) of an indicator in hours: what there is since one day, less what there is since the next one named.

    0 for pupils whose lessons or calendar are not delivered.
    """
    gauges = [Gauge(indicator, Window(since=day)) for day in days]
    known = has_lessons(columns)
    since = np.zeros((len(known), len(days) + 1))
    if gauges:
        since[known, :-1] = fold(columns, as_of, gauges).values[known, SEEN]
    return since[:, :-1] - since[:, 1:]
