"""A gauge is one indicator over one window; here it becomes a line over the days."""

import numpy as np

from tettpaa.identify.indicators.fold.codes import (
    CHANGED, CONTEXT, FIRST, GRADE, HIGH, LAST, LOW, SHARE, SUBJECT, SUM, TREND, UNREPORTED,
)  # fmt: skip
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.streaks import fill_streaks
from tettpaa.identify.indicators.fold.sums import fill_sums


@compiled
def fill_gauge(gauge, case, pupil, calendar, law, begins, ends, work, line):
    """Fill a gauge's line for the days `begins` up to `ends`, in one case: SEEN, LOW or HIGH. NaN is unknown."""
    if gauge.how == CONTEXT or gauge.how == GRADE or gauge.how == SUBJECT or not is_delivered(gauge, pupil, law):
        for day in range(begins, ends):
            line[day] = _found(gauge, case, pupil, law, day, work)
        return
    own, other, reported = work.seen, work.seen, work.seen
    if case == LOW:
        own, other, reported = work.low, work.high, work.high
    elif case == HIGH:
        own, other, reported = work.high, work.low, work.high
    if gauge.how <= TREND:
        fill_sums(gauge, begins, ends, own, other, reported, calendar, line)
    else:
        fill_streaks(gauge, begins, ends, own, calendar, work.run, line)


@compiled
def _found(gauge, case, pupil, law, day, work):
    """A number that is already there. What was known at the start holds all year; a new programme from its day."""
    if gauge.how == GRADE:
        return work.grade[gauge.part, day]
    if gauge.how == CONTEXT:
        known = pupil.known[gauge.part]
        is_day = gauge.part == CHANGED and not np.isnan(known)
        return (1.0 if day >= known else 0.0) if is_day else known
    return work.subject[gauge.part, case, day] if is_delivered(gauge, pupil, law) else np.nan


@compiled
def is_delivered(gauge, pupil, law):
    """Whether what the gauge rests on has come: the school's calendar; its lessons; a law for the year."""
    if not pupil.has_calendar:
        return False
    if gauge.how == SUBJECT:
        return law.is_known
    is_of_lessons = gauge.how == SUM and gauge.part in (FIRST, LAST, UNREPORTED)
    return pupil.has_lessons or not (is_of_lessons or gauge.how == SHARE)
