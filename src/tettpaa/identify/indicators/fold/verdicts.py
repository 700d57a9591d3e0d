"""What a rule says of a pupil, day by day: holds, does not hold, or unknown where missing facts could decide.

Kleene's logic: all of is the least of its parts, any of the most. A rule says nothing of days before
it is active or on which the pupil is not enrolled.
"""

from tettpaa.identify.indicators.fold.codes import (
    AT_LEAST, AT_MOST, HOLDS, LESS_THAN, MORE_THAN, NEVER_HELD, NOT, NOT_YET, SUM, UNKNOWN,
)  # fmt: skip
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.gauges import is_delivered


@compiled
def judge(comparison, threshold, low, high):
    """Compare what a gauge is at least and at most with a threshold. NaN compares as nothing, so it is unknown."""
    if high == NOT_YET:
        return NOT
    if comparison == AT_LEAST:
        return HOLDS if low >= threshold else NOT if high < threshold else UNKNOWN
    if comparison == MORE_THAN:
        return HOLDS if low > threshold else NOT if high <= threshold else UNKNOWN
    if comparison == AT_MOST:
        return HOLDS if high <= threshold else NOT if low > threshold else UNKNOWN
    if comparison == LESS_THAN:
        return HOLDS if high < threshold else NOT if low >= threshold else UNKNOWN
    if low == threshold and high == threshold:
        return HOLDS
    return NOT if threshold < low or threshold > high else UNKNOWN


@compiled
def can_hold(conditions, gauges, pupil, law, most):
    """False where a condition is a sum that `most`, the whole year's, does not bring to its threshold."""
    for at in range(len(conditions)):
        gauge = gauges[conditions[at].gauge]
        is_sum = gauge.how == SUM and conditions[at].comparison <= MORE_THAN
        if is_sum and is_delivered(gauge, pupil, law) and most[gauge.part] < conditions[at].threshold:
            return False
    return True


@compiled
def judge_clause(conditions, lines, begins, ends, work):
    """All of a clause's conditions on each day; `work.state` becomes the most of it and the clauses before."""
    for day in range(begins, ends):
        work.clause[day] = HOLDS
    for at in range(len(conditions)):
        comparison, threshold = conditions[at].comparison, conditions[at].threshold
        low, high = lines[0, conditions[at].gauge], lines[1, conditions[at].gauge]
        for day in range(begins, ends):
            work.clause[day] = min(work.clause[day], judge(comparison, threshold, low[day], high[day]))
    for day in range(begins, ends):
        work.state[day] = max(work.state[day], work.clause[day])


@compiled
def conclude(calendar, begins, ends, state, verdict):
    """Write the state on the last day, the day the rule first held, and the day since which it now holds."""
    verdict.state, verdict.first_held, verdict.held_since = NOT, NEVER_HELD, NEVER_HELD
    for day in range(begins, ends):
        verdict.state = state[day] if calendar.enrolled_at[day] >= 0 else NOT
        if verdict.state != HOLDS:
            verdict.held_since = NEVER_HELD
            continue
        if verdict.first_held == NEVER_HELD:
            verdict.first_held = day
        if verdict.held_since == NEVER_HELD:
            verdict.held_since = day
