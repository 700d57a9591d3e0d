"""The states of a meeting, of an invitation and of a task a meeting gave, and the acts between them. Pure."""

import datetime as dt

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

PLANNED, INVITED, PAST, HELD, MINUTED, CALLED_OFF = "planned", "invited", "past", "held", "minuted", "called_off"

_AHEAD = {"invite": INVITED, "call_off_meeting": CALLED_OFF, "hold_meeting": HELD}
STATES = {
    state.key: state
    for state in (
        State(PLANNED, marked("Planlagt"), "planned", "caller", _AHEAD, "meeting_called"),
        State(INVITED, marked("Kalt inn"), "planned", "caller", _AHEAD, "meeting_called"),
        State(PAST, marked("Tiden er ute, referat mangler"), "overdue", "caller",
              {"hold_meeting": HELD, "call_off_meeting": CALLED_OFF}, "meeting_called"),
        State(HELD, marked("Holdt, referat mangler"), "waiting", "caller", {"write_minutes": HELD}, "meeting_held"),
        State(MINUTED, marked("Referat skrevet"), "done", "", {"write_minutes": HELD}, "minutes_written"),
        State(CALLED_OFF, marked("Avlyst"), "ended", "", {}, "meeting_called_off"),
    )
}  # fmt: skip
STORED = (PLANNED, INVITED, HELD, CALLED_OFF)


def state_of(stored: str, ends_at: dt.datetime, is_minuted: bool, at: dt.datetime) -> State:
    """Where a meeting stands at an instant: the clock alone makes it past, its minutes alone make it done."""
    if stored == HELD and is_minuted:
        return STATES[MINUTED]
    if stored in (PLANNED, INVITED) and ends_at.astimezone(dt.UTC) <= at.astimezone(dt.UTC):
        return STATES[PAST]
    return STATES[stored]


def may(state: State, act: str) -> bool:
    """Whether the act leads anywhere from here."""
    return act in state.acts


WAITS, COMING, OTHER_TIME, NOT_COMING, LAPSED = "waits", "coming", "other_time", "not_coming", "lapsed"

_ANSWERS = {"answer_invitation": COMING}
INVITATION_STATES = {
    state.key: state
    for state in (
        State(WAITS, marked("Ikke svart"), "waiting", "invited", _ANSWERS, "invitation_sent"),
        State(COMING, marked("Kommer"), "done", "", _ANSWERS, "invitation_answered"),
        State(OTHER_TIME, marked("Ønsker en annen tid"), "attention", "caller", _ANSWERS, "invitation_answered"),
        State(NOT_COMING, marked("Kommer ikke"), "ended", "", _ANSWERS, "invitation_answered"),
        State(LAPSED, marked("Gjelder ikke lenger"), "ended", "", {}, "invitation_lapsed"),
    )
}  # fmt: skip
ANSWERS = (COMING, OTHER_TIME, NOT_COMING)


def invitation_state(answer: str, *, is_lapsed: bool) -> State:
    """Where an invitation stands: a lapsed one says nothing of what was answered."""
    return INVITATION_STATES[LAPSED if is_lapsed else answer or WAITS]


OPEN, DONE, DROPPED = "open", "done", "dropped"

_BACK = {"reopen_task": OPEN}
TASK_STATES = {
    state.key: state
    for state in (
        State(OPEN, marked("Skal gjøres"), "ongoing", "person",
              {"finish_task": DONE, "drop_task": DROPPED, "give_task": OPEN}, "meeting_task_asked"),
        State(DONE, marked("Gjort"), "done", "", _BACK, "meeting_task_done"),
        State(DROPPED, marked("Trengs ikke lenger"), "ended", "", _BACK, "meeting_task_dropped"),
    )
}  # fmt: skip
TASK_EVENTS = {"finish_task": "meeting_task_done", "drop_task": "meeting_task_dropped",
               "give_task": "meeting_task_given", "reopen_task": "meeting_task_reopened"}  # fmt: skip
