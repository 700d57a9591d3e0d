"""When an emergency opening is possible, how long it lasts, and by when it is reviewed. Pure.

Source: docs/explanation/trust.md; forvaltningsloven § 13 b (what is needed for a task, and no more).
"""

import datetime as dt
from collections.abc import Sequence

LASTS = dt.timedelta(hours=4)
MOST_A_DAY = 3
SHORTEST_REASON, LONGEST_REASON = 20, 400
REVIEW_SCHOOL_DAYS = 3
SATURDAY = 5


def ends(at: dt.datetime) -> dt.datetime:
    """Four hours on, counted in hours that pass: on the night the clocks turn, the clock shows one more or less."""
    return (at.astimezone(dt.UTC) + LASTS).astimezone(at.tzinfo)


def faults_in_opening(*, reason: str, opened_today: int) -> dict[str, str]:
    """Field → fault; '' is the whole form."""
    faults = {}
    if len(reason.strip()) < SHORTEST_REASON:
        faults["reason"] = "reason_short"
    if len(reason.strip()) > LONGEST_REASON:
        faults["reason"] = "reason_long"
    if opened_today >= MOST_A_DAY:
        faults[""] = "too_many"
    return faults


def review_day(opened_on: dt.date, school_days: Sequence[dt.date]) -> dt.date:
    """The third school day after the opening; where the calendar says too little, the third weekday."""
    ahead = [day for day in school_days if day > opened_on]
    if len(ahead) < REVIEW_SCHOOL_DAYS:
        days = (opened_on + dt.timedelta(days=number) for number in range(1, 2 * REVIEW_SCHOOL_DAYS))
        ahead = [day for day in days if day.weekday() < SATURDAY]
    return ahead[REVIEW_SCHOOL_DAYS - 1]
