"""Consecutive school days wholly missed, and consecutive weeks absent on the same weekday."""

import numpy as np

from tettpaa.identify.indicators.fold.codes import ANY, LONGEST, WEEKDAY, WHOLE
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.known import sum_after
from tettpaa.identify.indicators.fold.take import WHOLE_DAY
from tettpaa.identify.indicators.fold.windows import window_start

WEEK = 7


@compiled
def fill_streaks(gauge, case, begins, ends, calendar, work, line):
    """A line of streaks or weekday runs for the days `begins` up to `ends`, in one case."""
    if gauge.how == WEEKDAY:
        _fill_weekday_runs(case, begins, ends, calendar, work, line)
        return
    if work.most[WHOLE] < WHOLE_DAY:
        for day in range(begins, ends):
            line[day] = 0
        return
    run = work.run
    run[0] = 0
    for days in range(1, calendar.before[ends] + 1):
        is_whole = _added_on(days, WHOLE, case, work) >= WHOLE_DAY
        run[days] = run[days - 1] + 1 if is_whole else 0
    for day in range(begins, ends):
        days = np.int64(calendar.before[day + 1])
        line[day] = run[days]
        if gauge.how == LONGEST:
            line[day] = _longest(window_start(gauge, days, calendar), days, run)


@compiled
def _added_on(days, part, case, work):
    """What the last of so many school days added."""
    return sum_after(days, part, case, work) - sum_after(days - 1, part, case, work)


@compiled
def _longest(start, days, run):
    """The longest run inside the window; of a run that began before it, the part inside."""
    longest = 0
    for at in range(start + 1, days + 1):
        longest = max(longest, min(run[at], at - start))
    return longest


@compiled
def _fill_weekday_runs(case, begins, ends, calendar, work, line):
    """The longest of the seven weekdays' present runs. Weeks in which the weekday was no school day are passed over."""
    weekdays = work.run[:WEEK]
    for weekday in range(WEEK):
        weekdays[weekday] = 0
    longest = 0
    for day in range(ends):
        if calendar.is_school_day[day]:
            days, weekday = calendar.before[day + 1], day % WEEK
            weekdays[weekday] = weekdays[weekday] + 1 if _added_on(days, ANY, case, work) > 0 else 0
            longest = 0
            for other in range(WEEK):
                longest = max(longest, weekdays[other])
        if day >= begins:
            line[day] = longest
