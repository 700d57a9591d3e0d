"""An agreed rhythm of dialogue: when the next word is due, and when it is overdue. Pure; days are handed in."""

import datetime as dt
from collections.abc import Iterable

from tettpaa.assess.talks.rules import LONGEST_LINE
from tettpaa.assess.talks.talk_states import ENDED, NOT_BEGUN, ON_TIME, OVERDUE, RHYTHM_STATES
from tettpaa.kit.states import State

LONGEST_RHYTHM = 92
DAYS_A_WEEK, SCHOOL_DAYS_A_WEEK = 7, 5


def faults_in_rhythm(
    *, every_days: int, begins_on: dt.date, ends_on: dt.date | None, line: str, today: dt.date
) -> dict[str, str]:
    """Field → fault. At least every third month: a rarer rhythm is none."""
    faults = {}
    if not 1 <= every_days <= LONGEST_RHYTHM:
        faults["every_days"] = "no_rhythm"
    if begins_on < today - dt.timedelta(days=366):
        faults["begins_on"] = "too_old"
    if ends_on is not None and ends_on <= max(begins_on, today):
        faults["ends_on"] = "not_ahead"
    if len(line) > LONGEST_LINE:
        faults["line"] = "line_too_long"
    return faults


def counted_from(begins_on: dt.date, spoken_on: Iterable[dt.date]) -> dt.date:
    """The last day the party was spoken with, and before that the day the rhythm began."""
    return max([begins_on, *spoken_on])


def next_due(counted: dt.date, every_days: int) -> dt.date:
    """The day by which the next word is due, in calendar days."""
    return counted + dt.timedelta(days=every_days)


def is_overdue(*, counted: dt.date, every_days: int, school_days_since: int | None, today: dt.date) -> bool:
    """In school days where the calendar is known, five a week, so that a holiday makes nobody late; else in days."""
    if school_days_since is None:
        return today > next_due(counted, every_days)
    allowed = -(-every_days * SCHOOL_DAYS_A_WEEK // DAYS_A_WEEK)
    return school_days_since > allowed


def rhythm_state(
    *, is_ended: bool, begins_on: dt.date, ends_on: dt.date | None, is_late: bool, today: dt.date
) -> State:
    """Derived, never stored: the days alone turn it."""
    if is_ended or (ends_on is not None and ends_on < today):
        return RHYTHM_STATES[ENDED]
    if today < begins_on:
        return RHYTHM_STATES[NOT_BEGUN]
    return RHYTHM_STATES[OVERDUE if is_late else ON_TIME]
