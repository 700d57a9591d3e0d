"""Consecutive school days wholly missed, and consecutive weeks absent on the same weekday."""

from tettpaa.identify.indicators.fold.codes import ANY, LONGEST, WEEKDAY, WHOLE
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.take import WHOLE_DAY
from tettpaa.identify.indicators.fold.windows import window_start

WEEK = 7


@compiled
def fill_streaks(gauge, begins, ends, own, calendar, run, line):
    """A line of streaks or weekday runs for the days `begins` up to `ends`; `run` is room for one line."""
    if gauge.how == WEEKDAY:
        _fill_weekday_runs(begins, ends, own, calendar, run, line)
        return
    length = 0
    for day in range(ends):
        if calendar.is_school_day[day]:
            length = length + 1 if own[day + 1, WHOLE] - own[day, WHOLE] >= WHOLE_DAY else 0
        run[day] = length
    for day in range(begins, ends):
        line[day] = run[day]
        if gauge.how == LONGEST:
            line[day] = _longest(gauge, day, calendar, run)


@compiled
def _longest(gauge, day, calendar, run):
    """The longest run inside the window; of a run that began before it, the part inside."""
    start = window_start(gauge, day, calendar)
    longest = 0
    for at in range(start, day + 1):
        if calendar.is_school_day[at] and run[at] > longest:
            longest = max(longest, min(run[at], calendar.before[at + 1] - calendar.before[start]))
    return longest


@compiled
def _fill_weekday_runs(begins, ends, own, calendar, run, line):
    """The longest of the seven weekdays' present runs. Weeks in which the weekday was no school day are passed over."""
    weekdays = run[:WEEK]
    for weekday in range(WEEK):
        weekdays[weekday] = 0
    longest = 0
    for day in range(ends):
        if calendar.is_school_day[day]:
            weekday = day % WEEK
            weekdays[weekday] = weekdays[weekday] + 1 if own[day + 1, ANY] > own[day, ANY] else 0
            longest = 0
            for other in range(WEEK):
                longest = max(longest, weekdays[other])
        if day >= begins:
            line[day] = longest
