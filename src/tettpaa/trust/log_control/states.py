"""The states of an alert: who must act, how it looks, and the ways on. Pure."""

import datetime as dt
from dataclasses import dataclass

from tettpaa.kit.text import marked

OPEN, OVERDUE = "open", "overdue"
EXPLAINED, TALKED, BREACH = "explained", "talked", "breach"
OUTCOMES = (EXPLAINED, TALKED, BREACH)


@dataclass(frozen=True)
class State:
    """`word` as people read it, to be translated where shown; `look` from the table of looks, `owner` who must act,
    `acts` the ways on, and `event` the log's word.
    """

    key: str
    word: str
    look: str
    owner: str
    acts: dict[str, tuple[str, ...]]
    event: str


STATES = {
    state.key: state
    for state in (
        State(OPEN, marked("Må forklares"), "waiting", "leader", {"close_alert": OUTCOMES}, "log_alert_raised"),
        State(
            OVERDUE, marked("Fristen er passert"), "overdue", "leader", {"close_alert": OUTCOMES}, "log_alert_raised"
        ),
        State(EXPLAINED, marked("Tjenstlig, forklart"), "done", "leader", {}, "log_alert_closed"),
        State(TALKED, marked("Snakket med, ikke gjenta"), "ended", "leader", {}, "log_alert_closed"),
        State(BREACH, marked("Brudd, meldt videre"), "refused", "privacy_officer", {}, "log_alert_closed"),
    )
}


def state_of(outcome: str, due_on: dt.date, today: dt.date) -> State:
    """The outcome where there is one; the day it is due alone turns open into overdue."""
    if outcome:
        return STATES[outcome]
    return STATES[OVERDUE] if due_on < today else STATES[OPEN]
