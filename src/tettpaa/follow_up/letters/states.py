"""The states of a letter, and the acts between them. Pure. What is stored are the facts; the state follows."""

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

QUEUED, SENT, RECEIVED, ARCHIVED, NOT_SENT = "queued", "sent", "received", "archived", "not_sent"
VOIDED = "voided"

_WRONG = {"void_letter": VOIDED}
STATES = {
    state.key: state
    for state in (
        State(QUEUED, marked("Klart til sending"), "waiting", "writer",
              {"send_letter": SENT, "drop_letter": NOT_SENT}, "letter_written"),
        State(SENT, marked("Sendt"), "ongoing", "sender",
              {"receive_letter": RECEIVED, "archive_letter": ARCHIVED, **_WRONG}, "letter_sent"),
        State(RECEIVED, marked("Mottatt"), "done", "", {"archive_letter": ARCHIVED, **_WRONG}, "letter_received"),
        State(ARCHIVED, marked("Arkivert"), "done", "", {"receive_letter": ARCHIVED, **_WRONG}, "letter_archived"),
        State(NOT_SENT, marked("Ikke sendt"), "ended", "", {}, "letter_stopped"),
        State(VOIDED, marked("Feilført"), "ended", "", {}, "letter_voided"),
    )
}  # fmt: skip


def state_of(
    *, is_sent: bool, is_stopped: bool, is_received: bool, is_archived: bool, is_voided: bool = False
) -> State:
    """Where a letter stands. `is_received`: by everybody it went to."""
    if is_voided:
        return STATES[VOIDED]
    if is_stopped:
        return STATES[NOT_SENT]
    if not is_sent:
        return STATES[QUEUED]
    if is_archived:
        return STATES[ARCHIVED]
    return STATES[RECEIVED if is_received else SENT]


def may(state: State, act: str) -> bool:
    """Whether the act leads anywhere from here."""
    return act in state.acts
