"""A gauge is one indicator over one window; here it becomes a line over the days."""

import numpy as np

from tettpaa.identify.indicators.fold.codes import (
    CHANGED,
    CONTEXT,
    FIRST,
    GRADE,
    LAST,
    PASSES,
    SHARE,
    SUBJECT,
    SUM,
    TREND,
    UNREPORTED,
)  # fmt: skip
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.streaks import fill_streaks
from tettpaa.identify.indicators.fold.sums import fill_sums


@compiled
def fill_gauge(gauge, case, pupil, calendar, law, begins, ends, work, line):
    """Fill a gauge's line for the days `begins` up to `ends`, in one case: SEEN, LOW or HIGH. NaN is unknown."""
    if gauge.how == CONTEXT:
        _fill_known(gauge.part, pupil.known[gauge.part], begins, ends, line)
        return
    if gauge.how == GRADE:
        for day in range(begins, ends):
            line[day] = work.grade[gauge.part, day]
        return
    if not is_delivered(gauge, pupil, law):
        for day in range(begins, ends):
            line[day] = np.nan
        return
    if gauge.how == SUBJECT:
        for day in range(begins, ends):
            is_projected = gauge.part == PASSES
            line[day] = work.passes[day] if is_projected else work.standing[work.standing_of[day], case, gauge.part]
        return
    if gauge.how <= TREND:
        fill_sums(gauge, case, begins, ends, calendar, work, line)
    else:
        fill_streaks(gauge, case, begins, ends, calendar, work, line)


@compiled
def _fill_known(part, known, begins, ends, line):
    """What was known at the start holds all year; a change of programme from its day."""
    for day in range(begins, ends):
        line[day] = known if part != CHANGED or np.isnan(known) else 1.0 if day >= known else 0.0


@compiled
def is_delivered(gauge, pupil, law):
    """Whether what the gauge rests on has come: the school's calendar; its lessons; a law for the year."""
    if not pupil.has_calendar:
        return False
    if gauge.how == SUBJECT:
        return law.is_known
    is_of_lessons = gauge.how == SUM and gauge.part in (FIRST, LAST, UNREPORTED)
    return pupil.has_lessons or not (is_of_lessons or gauge.how == SHARE)
