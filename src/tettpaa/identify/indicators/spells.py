"""Spells of absence: school days in a row that a pupil was wholly away, as the longest streak counts them."""

import datetime as dt
from collections.abc import Container, Iterator
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold import codes
from tettpaa.identify.indicators.fold.take import WHOLE_DAY
from tettpaa.identify.indicators.gauges import Gauge
from tettpaa.identify.indicators.sight import Sight


@dataclass(frozen=True)
class Spell:
    """A pupil (key) wholly away so many school days in a row from a day on, when she was enrolled at the school (key)."""

    pupil: int
    school: int
    begins_on: dt.date
    days: int


def spells(columns: Columns, *, as_of: dt.date, least: int) -> list[Spell]:
    """Every spell of at least so many school days, by pupil and day. Days nobody has registered end one."""
    longest = fold(columns, as_of, [Gauge("longest_streak")]).values[:, codes.SEEN, 0]
    found = []
    for number in np.flatnonzero(longest >= least):
        sight = Sight(columns, int(number), as_of)
        long_enough = (run for run in runs(sight, sight.school_days) if len(run) >= least)
        found += [_spell(sight, int(columns.pupils[number]), run) for run in long_enough]
    return found


def runs(sight: Sight, days: Container[int]) -> Iterator[list[int]]:
    """Each run of school days wholly missed, among some days of the year, the first first."""
    run: list[int] = []
    for day in sight.school_days:
        if day in days and sight.of_day(day, codes.WHOLE) >= WHOLE_DAY:
            run.append(day)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _spell(sight: Sight, pupil: int, run: list[int]) -> Spell:
    school = sight.columns.raw.schools[sight.calendar["enrolled_at"][run[0]]]
    return Spell(pupil, int(school), sight.columns.date(run[0]), len(run))
