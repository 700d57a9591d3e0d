"""Where an export stands, from order to deletion. Pure: a table."""

from dataclasses import dataclass

from tettpaa.kit.text import marked


@dataclass(frozen=True)
class State:
    """`look` is a key of the table of looks, `owner` who acts next ('' nobody), `leads_to` the states after it."""

    key: str
    word: str
    look: str
    owner: str
    leads_to: frozenset[str] = frozenset()


def _state(key: str, word: str, look: str, owner: str = "", *leads_to: str) -> State:
    return State(key, word, look, owner, frozenset(leads_to))


WAITING, ORDERED, READY = "waiting", "ordered", "ready"
REFUSED, LAPSED, WITHDRAWN, EXPIRED = "refused", "lapsed", "withdrawn", "expired"

STATES = {
    state.key: state
    for state in (
        _state(WAITING, marked("Venter på godkjenning"), "waiting", "approver", ORDERED, REFUSED, LAPSED, WITHDRAWN),
        _state(ORDERED, marked("Lages"), "ongoing", "machine", READY, WAITING, WITHDRAWN),
        _state(READY, marked("Klar til å hentes"), "done", "orderer", EXPIRED, WITHDRAWN),
        _state(REFUSED, marked("Ikke godkjent"), "refused"),
        _state(LAPSED, marked("Ikke besvart i tide"), "ended"),
        _state(WITHDRAWN, marked("Kan ikke hentes lenger"), "ended"),
        _state(EXPIRED, marked("Slettet"), "ended"),
    )
}


def may_become(state: str, other: str) -> bool:
    return other in STATES[state].leads_to
