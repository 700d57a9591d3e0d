"""The states of a case, and the acts between them. Pure."""

import datetime as dt

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

OPEN, WAITING, WAITED_OUT, CLOSED, WITHDRAWN = "open", "waiting", "waited_out", "closed", "withdrawn"


_OVER = {"close_case": CLOSED, "withdraw_case": WITHDRAWN}
STATES = {
    state.key: state
    for state in (
        State(OPEN, marked("Følges opp"), "ongoing", "responsible", {"wait_case": WAITING, **_OVER}, "case_opened"),
        State(WAITING, marked("Avventer"), "paused", "responsible", {"resume_case": OPEN, **_OVER}, "case_waits"),
        State(WAITED_OUT, marked("Ventetiden er over"), "overdue", "responsible",
              {"resume_case": OPEN, "wait_case": WAITING, **_OVER}, "case_waits"),
        State(CLOSED, marked("Avsluttet"), "ended", "", {"reopen_case": OPEN}, "case_closed"),
        State(WITHDRAWN, marked("Feilført"), "ended", "", {}, "case_withdrawn"),
    )
}  # fmt: skip

EVENT_OF = {
    "wait_case": "case_waits", "resume_case": "case_resumed", "close_case": "case_closed",
    "reopen_case": "case_reopened", "withdraw_case": "case_withdrawn",
}  # fmt: skip
STORED = (OPEN, WAITING, CLOSED, WITHDRAWN)
LIVE = (OPEN, WAITING)


def state_of(stored: str, waits_until: dt.date | None, on: dt.date) -> State:
    """Where a case stands on a day: the day alone turns waiting into waited out."""
    if stored == WAITING and waits_until is not None and waits_until <= on:
        return STATES[WAITED_OUT]
    return STATES[stored]


def may(state: State, act: str) -> bool:
    """Whether the act leads anywhere from here."""
    return act in state.acts
