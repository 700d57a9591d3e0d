"""What a rule says of a pupil, day by day: holds, does not hold, or unknown where missing facts could decide.

Kleene's logic: all of is the least of its parts, any of the most. A rule says nothing of days before
it is active or on which the pupil is not enrolled.
"""

import numpy as np

from tettpaa.identify.indicators.fold.codes import HOLDS, NEVER_HELD, NOT, NOT_YET, PASSES, SUBJECT, SUM, UNKNOWN
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.gauges import is_delivered
from tettpaa.identify.indicators.fold.known import sum_after

WEEK = 7


@compiled
def judge(sign, bound, low, high):
    """Whether sign × gauge reaches the bound, from what the gauge is at least and at most.

    NaN compares as nothing, so it is unknown; what it is too early to say does not hold.
    """
    least, most = (low, high) if sign > 0 else (-high, -low)
    if most < bound or high == NOT_YET:
        return NOT
    return HOLDS if least >= bound else UNKNOWN


@compiled
def can_hold(conditions, gauges, pupil, law, most, most_of_subjects):
    """False where a condition asks for more than the whole year so far comes to, `most`; the lines need no filling then."""
    for at in range(len(conditions)):
        gauge = gauges[conditions[at].gauge]
        if conditions[at].sign < 0 or not is_delivered(gauge, pupil, law):
            continue
        if gauge.how == SUM and most[gauge.part] < conditions[at].bound:
            return False
        if gauge.how == SUBJECT and gauge.part < PASSES and most_of_subjects[gauge.part] < conditions[at].bound:
            return False
    return True


@compiled
def first_day_of(conditions, gauges, calendar, as_of, case, work):
    """The first day on which all conditions can hold. Sums since 1 August never fall, and none in a window is more."""
    begins = np.int64(0)
    for at in range(len(conditions)):
        gauge = gauges[conditions[at].gauge]
        if gauge.how == SUM and conditions[at].sign > 0 and conditions[at].bound > 0:
            low, high = np.int64(0), np.int64(calendar.before[as_of + 1])
            while low < high:
                middle = (low + high) // 2
                if sum_after(middle, gauge.part, case, work) < conditions[at].bound:
                    low = middle + 1
                else:
                    high = middle
            begins = max(begins, calendar.nth[low - 1]) if low > 0 else begins
    return begins


@compiled
def judge_clause(conditions, lines, begins, ends, work):
    """All of a clause's conditions on each day; `work.state` becomes the most of it and the clauses before."""
    for at in range(len(conditions)):
        sign, bound = conditions[at].sign, conditions[at].bound
        low, high = lines[0, conditions[at].gauge], lines[1, conditions[at].gauge]
        for day in range(begins, ends):
            said = judge(sign, bound, low[day], high[day])
            work.clause[day] = said if at == 0 else min(work.clause[day], said)
    for day in range(begins, ends):
        work.state[day] = max(work.state[day], work.clause[day])


@compiled
def conclude(calendar, begins, ends, first_weekday, state, verdict):
    """Write the state on the last day, the day the rule first held, the day since which it now holds, and the weeks in
    which it raised a flag: on the first day that holds, and anew only after one that does not (`flags/states.py`).
    """
    verdict.state, verdict.first_held, verdict.held_since = NOT, NEVER_HELD, NEVER_HELD
    verdict.raised_weeks = np.uint64(0)
    is_raised = False
    for day in range(begins, ends):
        verdict.state = state[day] if calendar.enrolled_at[day] >= 0 else NOT
        is_raised = is_raised and verdict.state != NOT
        if verdict.state != HOLDS:
            verdict.held_since = NEVER_HELD
            continue
        if not is_raised:
            verdict.raised_weeks |= np.uint64(1) << np.uint64((day + first_weekday) // WEEK)
            is_raised = True
        if verdict.first_held == NEVER_HELD:
            verdict.first_held = day
        if verdict.held_since == NEVER_HELD:
            verdict.held_since = day
