"""The states of a measure, the acts between them, and where its pupil is. Pure."""

import datetime as dt
from collections.abc import Collection

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

PLANNED, LATE, RUNNING, OVERDUE, LEFT = "planned", "late", "running", "overdue", "left"
ENDED, VOIDED = "ended", "voided"
HERE, SEEN = "here", "seen"

_VOID = {"void_measure": VOIDED}
_OVER = {"end_measure": ENDED, **_VOID}
_AHEAD = {"start_measure": RUNNING, "prolong_measure": PLANNED, **_OVER}
_GOES_ON = {"prolong_measure": RUNNING, **_OVER}
STATES = {
    state.key: state
    for state in (
        State(PLANNED, marked("Planlagt"), "planned", "responsible", _AHEAD, "measure_planned"),
        State(LATE, marked("Skulle ha begynt"), "waiting", "responsible", _AHEAD, "measure_planned"),
        State(RUNNING, marked("I gang"), "ongoing", "responsible", _GOES_ON, "measure_started"),
        State(OVERDUE, marked("Skulle vært avsluttet"), "overdue", "responsible", _GOES_ON, "measure_started"),
        State(LEFT, marked("Eleven har sluttet"), "waiting", "responsible", _OVER, "measure_started"),
        State(ENDED, marked("Avsluttet"), "done", "", _VOID, "measure_ended"),
        State(VOIDED, marked("Feilført"), "ended", "", {}, "measure_voided"),
    )
}  # fmt: skip
OBSERVATION_STATES = {
    state.key: state
    for state in (
        State(SEEN, marked("Besvart"), "done", "", {"void_observation": VOIDED}, "measure_observed"),
        State(VOIDED, marked("Feilført"), "ended", "", {}, "observation_voided"),
    )
}

EVENT_OF = {
    "plan_measure": "measure_planned", "start_measure": "measure_started", "prolong_measure": "measure_prolonged",
    "end_measure": "measure_ended", "void_measure": "measure_voided",
}  # fmt: skip
STORED = (PLANNED, RUNNING, ENDED, VOIDED)
LIVE = (PLANNED, RUNNING)


def whereabouts(school: int, enrolled_at: Collection[int]) -> str:
    """Where the pupil is, seen from the school a measure is done at. Who goes to another of the owner's schools is seen by
    nobody here: the file is sealed, and what went on has ended (ADR 11).
    """
    return HERE if school in enrolled_at else LEFT


def state_of(stored: str, starts_on: dt.date, planned_end: dt.date, on: dt.date, place: str = HERE) -> State:
    """Where a measure stands on a day. The days and where the pupil goes to school turn it; nothing else does.

    A pupil who is no longer at the school weighs more than a day that has passed.
    """
    if stored == RUNNING and place == LEFT:
        return STATES[place]
    if stored == PLANNED and starts_on < on:
        return STATES[LATE]
    if stored == RUNNING and planned_end < on:
        return STATES[OVERDUE]
    return STATES[stored]


def may(state: State, act: str) -> bool:
    """Whether the act leads anywhere from here."""
    return act in state.acts
