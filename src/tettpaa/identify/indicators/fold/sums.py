"""Sums and shares over a window, and the latest school days against those before."""

import numpy as np

from tettpaa.identify.indicators.fold.codes import DAY_SHARE, NOT_YET, REPORTED, REPORTED_DAY, SUM, TREND
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.take import WHOLE_DAY
from tettpaa.identify.indicators.fold.windows import window_start


@compiled
def fill_sums(gauge, begins, ends, own, other, all_reported, calendar, line):
    """A line of sums, shares or trends for the days `begins` up to `ends`.

    `own` are the sums of the line's own case (seen, low or high), by school days, `other` those of the opposite,
    `all_reported` those that say what a share is of.
    """
    part, before = gauge.part, calendar.before
    for day in range(begins, ends):
        days = np.int64(before[day + 1])
        if gauge.how == SUM:
            line[day] = own[days, part] - own[window_start(gauge, days, calendar), part]
        elif gauge.how == TREND:
            line[day] = _trend(part, gauge.number, days, own, other)
        else:
            line[day] = _share(gauge, window_start(gauge, days, calendar), days, own, all_reported)


@compiled
def _share(gauge, start, days, own, all_reported):
    """Percent of the minutes, or of the days, that are registered; nothing to say where none is."""
    whole, unit = (REPORTED_DAY, WHOLE_DAY) if gauge.how == DAY_SHARE else (REPORTED, 1)
    out_of = (all_reported[days, whole] - all_reported[start, whole]) * unit
    return 100 * (own[days, gauge.part] - own[start, gauge.part]) / out_of if out_of > 0 else NOT_YET


@compiled
def _trend(part, number, days, own, other):
    """The latest school days minus as many before; nothing to say until there have been so many."""
    if days < 2 * number:
        return NOT_YET
    middle, start = days - number, days - 2 * number
    return own[days, part] - own[middle, part] - (other[middle, part] - other[start, part])
