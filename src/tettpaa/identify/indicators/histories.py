"""Many pupils' absence, school day by school day, as sums that any window can be read from."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.parts import in_parts
from tettpaa.identify.indicators.fold.history import fold_history
from tettpaa.schools.places.school_year import first_day


@dataclass(frozen=True)
class Histories:
    """Sums over school days, (pupils, school days + 1): row n is after n of the pupil's own school days of the year.

    `away` and `known` are minutes of registered days, away and registered; `told` counts registered days: those with a
    registered lesson, or a day the source says was missed. `counts` is how many school days each pupil has had,
    `ordinal` (calendars, days of the year) how many lie before a day, and `calendar` which calendar each has.
    """

    away: np.ndarray
    known: np.ndarray
    told: np.ndarray
    counts: np.ndarray
    ordinal: np.ndarray
    calendar: np.ndarray

    def days_before(self, pupils: np.ndarray, days: np.ndarray | int) -> np.ndarray:
        """How many school days pupils have had before a day of the year each."""
        return self.ordinal[self.calendar[pupils], days].astype(np.int64)

    def share(self, pupils: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Percent of the registered time away, from school day `first` up to `last`; NaN where nothing is registered."""
        away = self.away[pupils, last] - self.away[pupils, first]
        known = self.known[pupils, last] - self.known[pupils, first]
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(known > 0, 100.0 * away / known, np.nan)


def histories_of(columns: Columns, as_of: dt.date) -> Histories:
    """Every pupil of the columns, through the day, as known then. Without lessons or a calendar no day is registered."""
    facts, today = columns.facts(as_of), columns.day(as_of)
    pupils, calendars = facts.pupils, facts.calendars
    ordinal = calendars["before"].astype(np.int32)
    counts = ordinal[:, today + 1][pupils["calendar"]].astype(np.int64)
    shape = len(pupils), int(counts.max(initial=0)) + 1
    away, known, told = np.zeros(shape, np.int32), np.zeros(shape, np.int32), np.zeros(shape, np.int32)
    weekday = first_day(columns.school_year).weekday()
    in_parts(len(pupils), lambda part: fold_history(*part, facts, today, weekday, away, known, told))
    told[~(pupils["has_calendar"] & pupils["has_lessons"])] = 0
    return Histories(away, known, told, counts, ordinal, pupils["calendar"].astype(np.int64))
