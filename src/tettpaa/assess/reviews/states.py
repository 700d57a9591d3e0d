"""The states of a class review. Pure."""

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

OPEN, CLOSED = "open", "closed"

STATES = {
    state.key: state
    for state in (
        State(OPEN, marked("Pågår"), "ongoing", "counsellor", {"close_review": CLOSED}, "class_review_opened"),
        State(CLOSED, marked("Avsluttet"), "ended", "", {}, "class_review_closed"),
    )
}  # fmt: skip


def state_of(*, is_closed: bool) -> State:
    return STATES[CLOSED if is_closed else OPEN]
