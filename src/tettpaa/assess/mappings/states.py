"""The states of an input round, and of what each teacher is asked in it. Pure."""

import datetime as dt

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

OPEN, OVER, CLOSED = "open", "over", "closed"
ASKED, ANSWERED, LAPSED, SILENT = "asked", "answered", "lapsed", "silent"

ROUND = {
    state.key: state
    for state in (
        State(OPEN, marked("Innspill hentes inn"), "ongoing", "responsible",
              {"remind_teachers": OPEN, "close_round": CLOSED}, "input_asked"),
        State(OVER, marked("Fristen er ute"), "overdue", "responsible", {"close_round": CLOSED}, "input_asked"),
        State(CLOSED, marked("Runden er avsluttet"), "ended", "", {}, "input_round_closed"),
    )
}  # fmt: skip
REQUEST = {
    state.key: state
    for state in (
        State(ASKED, marked("Har ikke svart"), "waiting", "subject_teacher", {"answer_input": ANSWERED}, "input_asked"),
        State(ANSWERED, marked("Har svart"), "done", "", {}, "input_answered"),
        State(LAPSED, marked("Har ikke eleven lenger"), "ended", "", {}, "input_asked"),
        State(SILENT, marked("Svarte ikke"), "unknown", "", {}, "input_asked"),
    )
}  # fmt: skip


def round_state(*, is_closed: bool, due_on: dt.date, on: dt.date) -> State:
    """The day closes a round by itself: it may be answered through the day it is due."""
    if is_closed:
        return ROUND[CLOSED]
    return ROUND[OVER] if on > due_on else ROUND[OPEN]


def request_state(*, is_answered: bool, is_teaching: bool, of_round: State) -> State:
    """An answer stays, whatever has become of the teacher; one who has left is not one who did not answer."""
    if is_answered:
        return REQUEST[ANSWERED]
    if not is_teaching:
        return REQUEST[LAPSED]
    return REQUEST[ASKED if of_round.key == OPEN else SILENT]


def may(state: State, act: str) -> bool:
    """Whether the act leads anywhere from here."""
    return act in state.acts
