"""What a contact must hold to be one, and when a pupil has been spoken with. Pure: days are handed in."""

import datetime as dt
from collections.abc import Iterable

LONGEST_LINE = 400
OLDEST = dt.timedelta(days=366)
FURTHEST = dt.timedelta(days=366)


def faults_in_contact(
    *, on: dt.date, was_reached: bool, line: str, next_on: dt.date | None, today: dt.date
) -> dict[str, str]:
    """Field → fault. A pupil who was reached has said something: without a line it is a label, not a contact."""
    faults = {}
    if on > today:
        faults["on"] = "in_future"
    elif on < today - OLDEST:
        faults["on"] = "too_old"
    if was_reached and not line.strip():
        faults["line"] = "line_missing"
    elif len(line) > LONGEST_LINE:
        faults["line"] = "line_too_long"
    if next_on is not None and next_on <= today:
        faults["next_on"] = "not_ahead"
    elif next_on is not None and next_on > today + FURTHEST:
        faults["next_on"] = "too_far"
    return faults


def faults_in_answer(answer: str) -> str:
    """An answer is one to 400 characters."""
    if not answer.strip():
        return "line_missing"
    return "line_too_long" if len(answer) > LONGEST_LINE else ""


def is_spoken_with(raised_on: dt.date, reached_on: Iterable[dt.date]) -> bool:
    """A contact that reached the pupil on the day the flag was raised, or later, whoever it was with.

    Any real contact counts, whatever it is called: where only one label did, people learned to use the label.
    """
    return any(day >= raised_on for day in reached_on)
