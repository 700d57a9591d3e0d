"""The states of an import: the words, who has it, where it may go, and what the log says. Pure.

The diagram in docs/reference is made from this table.
"""

from dataclasses import dataclass
from typing import Literal

from tettpaa.kit.text import marked

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
        State("received", marked("Mottatt"), marked("Pakken er tatt imot og ligger trygt."), "Tettpå", "info", "import_received",
              ("staged", "refused", "failed", "cancelled")),
        State("staged", marked("Lest"), marked("Filene er lest."), "Tettpå", "info", "import_staged",
              ("checked", "refused", "failed", "cancelled")),
        State("checked", marked("Kontrollert"), marked("Alle rader er kontrollert."), "Tettpå", "info", "import_checked",
              ("compared", "held", "refused", "failed", "cancelled")),
        State("compared", marked("Sammenlignet"), marked("Venter på at en administrator godkjenner."), "Administrator", "info",
              "import_compared", ("compared", "held", "approved", "refused", "failed", "cancelled")),
        State("held", marked("Stanset av bremsen"), marked("Uvanlig mye endres. Godkjenning krever begrunnelse."),
              "Administrator", "warning", "import_held", ("compared", "held", "approved", "refused", "failed", "cancelled")),
        State("approved", marked("Godkjent"), marked("Klar til å lagres."), "Tettpå", "info", "import_approved",
              ("compared", "held", "committing", "refused", "failed", "cancelled")),
        State("committing", marked("Lagres"), marked("Lagres som ett sett. Ingen ser noe av det før alt er lagret."),
              "Tettpå", "info", "import_committing", ("committed", "failed")),
        State("committed", marked("Lagret"), marked("Alt er lagret."), "", "success", "import_committed", ()),
        State("refused", marked("Avvist"), marked("Pakken har feil og er ikke lagret. Ingenting er endret."),
              "Administrator", "danger", "import_refused", ()),
        State("failed", marked("Feilet"), marked("Noe gikk galt hos oss. Ingenting er endret."), "Drift", "danger",
              "import_failed", ()),
        State("cancelled", marked("Avbrutt"), marked("Trukket tilbake av en administrator. Ingenting er endret."), "", "neutral",
              "import_cancelled", ()),
    )
}  # fmt: skip

# States in which the machine, not a person, has the next step: whoever comes by carries them on.
CARRIED_ON = ("received", "staged", "checked", "approved", "committing")
WAITING = ("compared", "held")
UNFINISHED = (*CARRIED_ON, *WAITING)

# The steps as a line on the page, with the states that stand at each.
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (marked("mottatt"), ("received", "staged")),
    (marked("kontrollert"), ("checked",)),
    (marked("sammenlignet"), ("compared", "held")),
    (marked("godkjent"), ("approved", "committing")),
    (marked("lagret"), ("committed",)),
)


def may_become(state: str, wanted: str) -> bool:
    """Whether an import in `state` may go to `wanted`. KeyError for a state that does not exist."""
    return wanted in STATES[state].may_become


def is_unfinished(state: str) -> bool:
    """Whether somebody, machine or person, still has something to do with it."""
    return state in UNFINISHED
