"""The states of a delivery. Pure. The worker moves it: people read where it stands."""

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

QUEUED, SENDING, SENT = "queued", "sending", "sent"
FAILED, GIVEN_UP, NOT_NEEDED = "failed", "given_up", "not_needed"

_TRY = {"claim": SENDING}
STATES = {
    state.key: state
    for state in (
        State(QUEUED, marked("Venter på sending"), "waiting", "worker", _TRY, "delivery_queued"),
        State(SENDING, marked("Sendes"), "ongoing", "worker",
              {"claim": SENDING, "confirm": SENT, "fail": FAILED, "give_up": GIVEN_UP, "skip": NOT_NEEDED},
              "delivery_claimed"),
        State(SENT, marked("Sendt"), "done", "", {}, "delivery_sent"),
        State(FAILED, marked("Prøves igjen"), "waiting", "worker", _TRY, "delivery_failed"),
        State(GIVEN_UP, marked("Kom ikke fram"), "refused", "", {}, "delivery_given_up"),
        State(NOT_NEEDED, marked("Ingenting å sende"), "ended", "", {}, "delivery_not_needed"),
    )
}  # fmt: skip
