"""A flag's states: the words, who has it, how it looks, and which verdict leads from one to another. Pure.

A flag is an invitation to talk. Where facts are missing it is unknown, which is neither yes nor no.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["holds", "not", "unknown"]
Name = Literal["raised", "cleared", "unknown"]


@dataclass(frozen=True)
class State:
    """`owner` is whoever must act next; `look` a key of kit/html/looks.py; `event` the log's word for coming here."""

    name: Name
    nb: str
    explained: str
    owner: str
    look: str
    event: str


STATES: dict[Name, State] = {
    state.name: state
    for state in (
        State("raised", "Reist", "Regelen slår til: det er grunn til å snakke med eleven.", "Kontaktlærer", "waiting",
              "flag_raised"),
        State("cleared", "Senket", "Regelen slår ikke lenger til.", "", "done", "flag_cleared"),
        State("unknown", "Ukjent", "Det mangler opplysninger; verken ja eller nei.", "Den som skulle ført", "unknown",
              "flag_became_unknown"),
    )
}  # fmt: skip

# What a verdict makes of a flag, whatever it was before.
STATE_OF: dict[Verdict, Name] = {"holds": "raised", "not": "cleared", "unknown": "unknown"}


def change(before: Name | None, verdict: Verdict) -> Name | None:
    """The state a verdict leads to; None where the flag stands as it stood, or where there is none to stand."""
    after = STATE_OF[verdict]
    return None if after == (before or "cleared") else after


def raised_since(before: dt.date | None, state: Name, on: dt.date) -> dt.date | None:
    """The day the flag that now stands was raised; None where none stands.

    Unknown in between neither clears a flag nor raises it anew: who was spoken with is not asked again.
    """
    if state == "raised":
        return before or on
    return before if state == "unknown" else None


def is_told(raised_on: dt.date | None, state: Name) -> bool:
    """Whether a change is written as an event: a flag is raised, or one that stands is cleared or becomes unknown.

    That a rule cannot be decided for a pupil who is not flagged stands on the flag, and is gone when the
    lessons are registered: as events it would be tens of thousands a day that tell of registration alone.
    """
    return state == "raised" or raised_on is not None
