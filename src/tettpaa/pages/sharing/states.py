"""The states of a consent and of a share: word, look, and who acts next. Pure."""

from dataclasses import dataclass

from tettpaa.kit.text import marked
from tettpaa.trust.sharing.rules import ConsentState


@dataclass(frozen=True)
class State:
    """`look` is a key of the table of looks; `owner` whoever must act next, '' for nobody; `is_open`: not history."""

    nb: str
    look: str
    owner: str
    is_open: bool = False


CONSENT_STATES: dict[ConsentState, State] = {
    ConsentState.ASKED: State(marked("Venter på svar"), "waiting", "who_decides", True),
    ConsentState.GIVEN: State(marked("Sagt ja"), "done", "", True),
    ConsentState.REFUSED: State(marked("Sagt nei"), "ended", ""),
    ConsentState.EXPIRED: State(marked("Gått ut"), "ended", ""),
    ConsentState.WITHDRAWN: State(marked("Trukket tilbake"), "ended", ""),
    ConsentState.INVALIDATED: State(marked("Ikke gyldig"), "refused", ""),
    ConsentState.MOVED: State(marked("Over: byttet skole"), "ended", ""),
}
SHARE_STATES: dict[str, State] = {
    "coming": State(marked("Begynner senere"), "planned", "", True),
    "open": State(marked("Delt nå"), "ongoing", "", True),
    "over": State(marked("Gått ut"), "ended", ""),
    "withdrawn": State(marked("Avsluttet"), "ended", ""),
}
