"""Sums and shares over a window, and the latest school days against those before."""

from tettpaa.identify.indicators.fold.codes import DAY_SHARE, NOT_YET, REPORTED, REPORTED_DAY, SUM, TREND
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.take import WHOLE_DAY
from tettpaa.identify.indicators.fold.windows import window_start


@compiled
def fill_sums(gauge, begins, ends, own, other, all_reported, calendar, line):
    """A line of sums, shares or trends for the days `begins` up to `ends`.

    `own` are the sums of the line's own case (seen, low or high), `other` those of the opposite,
    `all_reported` those that say what a share is of.
    """
    if gauge.how == SUM:
        for day in range(begins, ends):
            start = window_start(gauge, day, calendar)
            line[day] = own[day + 1, gauge.part] - own[start, gauge.part] if start <= day else 0
        return
    for day in range(begins, ends):
        if gauge.how == TREND:
            line[day] = _trend(gauge, day, own, other, calendar)
        else:
            line[day] = _share(gauge, window_start(gauge, day, calendar), day, own, all_reported)


@compiled
def _share(gauge, start, day, own, all_reported):
    """Percent of the minutes, or of the days, that are registered; nothing to say where none is."""
    if start > day:
        return NOT_YET
    whole, unit = (REPORTED_DAY, WHOLE_DAY) if gauge.how == DAY_SHARE else (REPORTED, 1)
    out_of = (all_reported[day + 1, whole] - all_reported[start, whole]) * unit
    return 100 * (own[day + 1, gauge.part] - own[start, gauge.part]) / out_of if out_of > 0 else NOT_YET


@compiled
def _trend(gauge, day, own, other, calendar):
    """The latest school days minus as many before; nothing to say until there have been so many."""
    school_days, number = calendar.before[day + 1], gauge.number
    if school_days < 2 * number:
        return NOT_YET
    middle, start = calendar.nth[school_days - number], calendar.nth[school_days - 2 * number]
    latest = own[day + 1, gauge.part] - own[middle, gauge.part]
    return latest - (other[middle, gauge.part] - other[start, gauge.part])
