"""What a contact must hold to be one, and when a pupil has been spoken with. Pure: days are handed in."""

import datetime as dt
from collections.abc import Iterable

LONGEST_LINE = 400
OLDEST = dt.timedelta(days=366)
FURTHEST = dt.timedelta(days=366)
# An agreed talk shows this long before its day, so a talk held in that time is the agreed one.
SHOWN_BEFORE = dt.timedelta(days=7)


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


def is_agreed_talk_held(
    agreed_on: dt.date, next_on: dt.date, later: Iterable[tuple[dt.date, bool, dt.date | None]]
) -> bool:
    """`later`: (day, reached, its own next day) of contacts written after the agreement.

    Held when the pupil was reached from seven days before the agreed day on; replaced by a new agreement.
    """
    return any(
        own_next is not None or (reached and day > agreed_on and day >= next_on - SHOWN_BEFORE)
        for day, reached, own_next in later
    )
