"""The states of a saved mapping, of an input round, and of what each teacher is asked in it. Pure."""

import datetime as dt

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

OPEN, OVER, CLOSED = "open", "over", "closed"
ASKED, ANSWERED, LAPSED, SILENT = "asked", "answered", "lapsed", "silent"
SAVED, VOIDED = "saved", "voided"

VERSION = {
    state.key: state
    for state in (
        State(SAVED, marked("Lagret"), "done", "", {"void_mapping": VOIDED}, "mapping_saved"),
        State(VOIDED, marked("Feilført"), "ended", "", {}, "mapping_voided"),
    )
}

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
        State(ANSWERED, marked("Har svart"), "done", "", {"void_input": VOIDED}, "input_answered"),
        State(LAPSED, marked("Har ikke eleven lenger"), "ended", "", {}, "input_asked"),
        State(SILENT, marked("Svarte ikke"), "unknown", "", {}, "input_asked"),
        State(VOIDED, marked("Feilført"), "ended", "", {}, "input_voided"),
    )
}  # fmt: skip


def round_state(*, is_closed: bool, due_on: dt.date, on: dt.date) -> State:
    """The day closes a round by itself: it may be answered through the day it is due."""
    if is_closed:
        return ROUND[CLOSED]
    return ROUND[OVER] if on > due_on else ROUND[OPEN]


def request_state(*, is_answered: bool, is_teaching: bool, of_round: State, is_voided: bool = False) -> State:
    """An answer stays, whatever has become of the teacher; one who has left is not one who did not answer."""
    if is_voided:
        return REQUEST[VOIDED]
    if is_answered:
        return REQUEST[ANSWERED]
    if not is_teaching:
        return REQUEST[LAPSED]
    return REQUEST[ASKED if of_round.key == OPEN else SILENT]


def may(state: State, act: str) -> bool:
    """Whether the act leads anywhere from here."""
    return act in state.acts
