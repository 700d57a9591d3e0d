"""The states of a run of removal, who must act, and the acts between them. Pure."""

from dataclasses import dataclass

from tettpaa.kit.text import marked

PLANNED, APPROVED, BEGUN, DONE, REJECTED = "planned", "approved", "begun", "done", "rejected"


@dataclass(frozen=True)
class State:
    """`word` as people read it, to be translated where shown; `look` from the table of looks, `owner` who must act,
    `acts` the ways on, and `event` the log's word.
    """

    key: str
    word: str
    look: str
    owner: str
    acts: dict[str, str]
    event: str


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
