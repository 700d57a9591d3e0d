"""The states of a class review. Pure."""

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

OPEN, CLOSED = "open", "closed"
WRITTEN, VOIDED = "written", "voided"

STATES = {
    state.key: state
    for state in (
        State(OPEN, marked("Pågår"), "ongoing", "counsellor", {"close_review": CLOSED}, "class_review_opened"),
        State(CLOSED, marked("Avsluttet"), "ended", "", {}, "class_review_closed"),
    )
}  # fmt: skip

LINE = {
    state.key: state
    for state in (
        State(WRITTEN, marked("Skrevet"), "done", "", {"void_review_line": VOIDED}, "review_line_written"),
        State(VOIDED, marked("Feilført"), "ended", "", {}, "review_line_voided"),
    )
}


def state_of(*, is_closed: bool) -> State:
    return STATES[CLOSED if is_closed else OPEN]
