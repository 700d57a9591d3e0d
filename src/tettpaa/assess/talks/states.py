"""The states of a question about large absence, and the acts between them."""

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

ASKED, OVERDUE, ANSWERED, VOIDED = "asked", "overdue", "answered", "voided"


STATES = {
    state.key: state
    for state in (
        State(ASKED, marked("Venter på svar"), "waiting", "contact_teacher", {"answer_explanation": ANSWERED},
              "explanation_asked"),
        State(OVERDUE, marked("Fristen er passert"), "overdue", "contact_teacher", {"answer_explanation": ANSWERED},
              "explanation_asked"),
        State(ANSWERED, marked("Besvart"), "done", "leader", {"void_explanation": VOIDED}, "explanation_answered"),
        State(VOIDED, marked("Feilført"), "ended", "", {}, "explanation_voided"),
    )
}  # fmt: skip


def state_of(is_answered: bool, is_due: bool, *, is_voided: bool = False) -> State:
    """Derived, never stored: the deadline alone turns asked into overdue."""
    if is_voided:
        return STATES[VOIDED]
    if is_answered:
        return STATES[ANSWERED]
    return STATES[OVERDUE] if is_due else STATES[ASKED]
