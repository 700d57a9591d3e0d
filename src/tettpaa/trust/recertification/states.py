"""The states of a review: who must act, how it looks, and the ways on. Pure."""

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

ASKED, KEPT, ENDED, LAPSED, OVER = "asked", "kept", "ended", "lapsed", "over"


STATES = {
    state.key: state
    for state in (
        State(ASKED, marked("Må bekreftes"), "waiting", "leader",
              {"keep_access": KEPT, "end_access": ENDED, "lapse_unanswered": LAPSED}, "access_review_opened"),
        State(KEPT, marked("Beholdt"), "done", "leader", {}, "access_kept"),
        State(ENDED, marked("Avsluttet"), "ended", "leader", {}, "access_ended"),
        State(LAPSED, marked("Falt bort uten svar"), "refused", "leader", {}, "access_lapsed"),
        State(OVER, marked("Tok slutt av seg selv"), "ended", "leader", {}, "access_over"),
    )
}  # fmt: skip


def state_of(answer: str) -> State:
    """The answer, or that nobody has given one."""
    return STATES[answer or ASKED]
