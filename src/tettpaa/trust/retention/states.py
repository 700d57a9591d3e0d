"""The states of a run of removal, who must act, and the acts between them. Pure."""

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

PLANNED, APPROVED, BEGUN, DONE, REJECTED = "planned", "approved", "begun", "done", "rejected"


STATES = {
    state.key: state
    for state in (
        State(PLANNED, marked("Venter på godkjenning"), "waiting", "privacy_officer",
              {"approve_run": APPROVED, "reject_run": REJECTED}, "removal_planned"),
        State(APPROVED, marked("Godkjent"), "ongoing", "operator", {"begin_run": BEGUN}, "removal_approved"),
        State(BEGUN, marked("Slettes"), "ongoing", "operator", {"end_run": DONE}, "removal_begun"),
        State(DONE, marked("Slettet"), "done", "", {}, "removal_done"),
        State(REJECTED, marked("Avvist"), "refused", "", {}, "removal_rejected"),
    )
}  # fmt: skip


def may(state: str, act: str) -> bool:
    """Whether the act leads on from the state."""
    return act in STATES[state].acts
