"""The states of an import: the words, who has it, where it may go, and what the log says. Pure.

The diagram in docs/reference is made from this table.
"""

from dataclasses import dataclass
from typing import Literal

# The design system's colours; every state also has its own word.
Colour = Literal["neutral", "info", "success", "warning", "danger"]


@dataclass(frozen=True)
class State:
    """`owner` is whoever must act next; `event` the log's word for coming here; `may_become` the ways on."""

    name: str
    nb: str
    explained: str
    owner: str
    colour: Colour
    event: str
    may_become: tuple[str, ...]


STATES: dict[str, State] = {
    state.name: state
    for state in (
        State("received", "Mottatt", "Pakken er tatt imot og ligger trygt.", "Tettpå", "info", "import_received",
              ("staged", "refused", "failed", "cancelled")),
        State("staged", "Lest", "Filene er lest.", "Tettpå", "info", "import_staged",
              ("checked", "refused", "failed", "cancelled")),
        State("checked", "Kontrollert", "Alle rader er kontrollert.", "Tettpå", "info", "import_checked",
              ("compared", "held", "refused", "failed", "cancelled")),
        State("compared", "Sammenlignet", "Venter på at en administrator godkjenner.", "Administrator", "info",
              "import_compared", ("compared", "held", "approved", "refused", "failed", "cancelled")),
        State("held", "Stanset av bremsen", "Uvanlig mye endres. Godkjenning krever begrunnelse.", "Administrator",
              "warning", "import_held", ("compared", "held", "approved", "refused", "failed", "cancelled")),
        State("approved", "Godkjent", "Klar til å lagres.", "Tettpå", "info", "import_approved",
              ("compared", "held", "committing", "refused", "failed", "cancelled")),
        State("committing", "Lagres", "Lagres som ett sett. Ingen ser noe av det før alt er lagret.", "Tettpå", "info",
              "import_committing", ("committed", "failed")),
        State("committed", "Lagret", "Alt er lagret.", "", "success", "import_committed", ()),
        State("refused", "Avvist", "Pakken har feil og er ikke lagret. Ingenting er endret.", "Administrator",
              "danger", "import_refused", ()),
        State("failed", "Feilet", "Noe gikk galt hos oss. Ingenting er endret.", "Drift", "danger", "import_failed",
              ()),
        State("cancelled", "Avbrutt", "Trukket tilbake av en administrator. Ingenting er endret.", "", "neutral",
              "import_cancelled", ()),
    )
}  # fmt: skip

# States in which the machine, not a person, has the next step: whoever comes by carries them on.
CARRIED_ON = ("received", "staged", "checked", "approved", "committing")
WAITING = ("compared", "held")
UNFINISHED = (*CARRIED_ON, *WAITING)

# The steps as a line on the page, with the states that stand at each.
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("mottatt", ("received", "staged")),
    ("kontrollert", ("checked",)),
    ("sammenlignet", ("compared", "held")),
    ("godkjent", ("approved", "committing")),
    ("lagret", ("committed",)),
)


def may_become(state: str, wanted: str) -> bool:
    """Whether an import in `state` may go to `wanted`. KeyError for a state that does not exist."""
    return wanted in STATES[state].may_become


def is_unfinished(state: str) -> bool:
    """Whether somebody, machine or person, still has something to do with it."""
    return state in UNFINISHED
