"""The one table of how a status looks: a colour and a shape, so that neither stands alone.

A state table elsewhere (`states.py`) gives each state its word and the key of its look.
Shapes are drawn in a 16 × 16 box with the text's colour.
"""

from dataclasses import dataclass

from tettpaa.kit.text import marked


@dataclass(frozen=True)
class Look:
    """A colour of the design system, a shape as an SVG path, and what the look says."""

    colour: str
    path: str
    says: str


_RING = "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm0 2a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z"

LOOKS: dict[str, Look] = {
    "waiting": Look("warning", _RING, marked("Noen venter på at noe blir gjort.")),
    "overdue": Look("danger", "M8 1.5 15.2 14.2H.8Z", marked("Fristen er passert.")),
    "attention": Look("warning", "M8 .8 15.2 8 8 15.2.8 8Z", marked("Verdt å se på.")),
    "ongoing": Look(
        "info",
        "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm0 2v9a4.5 4.5 0 0 1 0-9Z",
        marked("I gang."),
    ),
    "planned": Look("info", "M2 2h12v12H2Zm2 2v8h8V4Z", marked("Avtalt, ikke begynt.")),
    "done": Look("success", "m6.3 13.6-5-5 1.7-1.7 3.3 3.3 6.7-7.7 1.8 1.6Z", marked("Gjort.")),
    "paused": Look("neutral", "M3.5 2.5h3v11h-3Zm6 0h3v11h-3Z", marked("Venter med vilje, til en dato.")),
    "ended": Look("neutral", "M2.5 2.5h11v11h-11Z", marked("Avsluttet.")),
    "refused": Look(
        "danger",
        "M3.6 2 8 6.4 12.4 2 14 3.6 9.6 8 14 12.4 12.4 14 8 9.6 3.6 14 2 12.4 6.4 8 2 3.6Z",
        marked("Stanset eller avvist."),
    ),
    "unknown": Look(
        "neutral",
        "M4.2 5.6C4.2 3.3 5.8 1.8 8.1 1.8S12 3.2 12 5.3c0 1.5-.8 2.3-1.8 3-.9.6-1.2 1-1.2 1.8v.4H6.9v-.6"
        "c0-1.5.7-2.3 1.7-3 .8-.5 1.2-.9 1.2-1.6 0-.9-.7-1.5-1.7-1.5-1.1 0-1.8.7-1.8 1.8ZM6.6 12h2.6v2.5H6.6Z",
        marked("Mangler opplysninger; verken ja eller nei."),
    ),
}


def look_of(key: str) -> Look:
    """The look for `key`; a key that is not in the table is a fault in the state table that named it."""
    return LOOKS[key]
