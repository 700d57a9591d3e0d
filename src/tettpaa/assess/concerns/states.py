"""The states of a concern, and the acts between them. Pure."""

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

WAITING, OVERDUE, ANSWERED, WITHDRAWN = "waiting", "overdue", "answered", "withdrawn"


_ACTS = {"answer_concern": ANSWERED, "withdraw_concern": WITHDRAWN}
STATES = {
    state.key: state
    for state in (
        State(WAITING, marked("Venter på svar"), "waiting", "contact_teacher", _ACTS, "concern_told"),
        State(OVERDUE, marked("Fristen er passert"), "overdue", "contact_teacher", _ACTS, "concern_told"),
        State(ANSWERED, marked("Besvart"), "done", "", {"withdraw_concern": WITHDRAWN}, "concern_answered"),
        State(WITHDRAWN, marked("Feilført"), "ended", "", {}, "concern_withdrawn"),
    )
}  # fmt: skip


def state_of(*, is_withdrawn: bool, is_answered: bool, waited: int | None, within: int) -> State:
    """`waited` in school days, None where the calendar is unknown: then nothing is said to be late."""
    if is_withdrawn:
        return STATES[WITHDRAWN]
    if is_answered:
        return STATES[ANSWERED]
    return STATES[OVERDUE] if waited is not None and waited > within else STATES[WAITING]
