"""Sums and shares over a window, and the latest school days against those before."""

import numpy as np

from tettpaa.identify.indicators.fold.codes import (
    DAY_SHARE,
    HIGH,
    LOW,
    NOT_YET,
    REPORTED,
    REPORTED_DAY,
    SEEN,
    SUM,
    TREND,
)
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.known import sum_after
from tettpaa.identify.indicators.fold.take import WHOLE_DAY
from tettpaa.identify.indicators.fold.windows import window_start


@compiled
def fill_sums(gauge, case, begins, ends, calendar, work, line):
    """A line of sums, shares or trends for the days `begins` up to `ends`, in one case.

    What is at least is less what can at most have been before, and the other way round; a share is of all that can turn
    out to be registered.
    """
    other = LOW if case == HIGH else HIGH if case == LOW else SEEN
    part = gauge.part
    before = np.int64(-1)
    for day in range(begins, ends):
        days = np.int64(calendar.before[day + 1])
        if days == before:  # no school day: as the day before
            line[day] = line[day - 1]
            continue
        before = days
        if gauge.how == SUM:
            start = window_start(gauge, days, calendar)
            line[day] = sum_after(days, part, case, work) - sum_after(start, part, case, work)
        elif gauge.how == TREND:
            line[day] = _trend(part, gauge.number, days, case, other, work)
        else:
            line[day] = _share(gauge, window_start(gauge, days, calendar), days, case, work)


@compiled
def _share(gauge, start, days, case, work):
    """Percent of the minutes, or of the days, that are registered; nothing to say where none is."""
    whole, unit = (REPORTED_DAY, WHOLE_DAY) if gauge.how == DAY_SHARE else (REPORTED, 1)
    registered = SEEN if case == SEEN else HIGH
    out_of = (sum_after(days, whole, registered, work) - sum_after(start, whole, registered, work)) * unit
    away = sum_after(days, gauge.part, case, work) - sum_after(start, gauge.part, case, work)
    return 100 * away / out_of if out_of > 0 else NOT_YET


@compiled
def _trend(part, number, days, case, other, work):
    """The latest school days minus as many before; nothing to say until there have been so many."""
    if days < 2 * number:
        return NOT_YET
    middle, start = days - number, days - 2 * number
    latest = sum_after(days, part, case, work) - sum_after(middle, part, case, work)
    return latest - (sum_after(middle, part, other, work) - sum_after(start, part, other, work))
