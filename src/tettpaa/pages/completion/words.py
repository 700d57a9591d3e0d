"""What outcomes, standings, groups and parts of the year are called."""

from collections.abc import Mapping

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tettpaa.knowledge.programmes.programmes import programmes
from tettpaa.look_back.completion.definitions import GENERAL, VOCATIONAL, bands
from tettpaa.look_back.completion.rules import Outcome
from tettpaa.look_back.completion.telling import TOGETHER

OUTCOMES = {
    Outcome.IN_TIME: gettext_lazy("Normert tid"),
    Outcome.LATER: gettext_lazy("Mer enn normert tid"),
    Outcome.STILL: gettext_lazy("Fortsatt i videregående"),
    Outcome.TRIED: gettext_lazy("Gjennomført, ikke bestått"),
    Outcome.LEFT: gettext_lazy("Sluttet"),
    Outcome.UNKNOWN: gettext_lazy("Ukjent"),
}
PROPERTIES = {
    "kind": gettext_lazy("Type program"),
    "programme": gettext_lazy("Utdanningsprogram"),
    "sex": gettext_lazy("Kjønn"),
    "points": gettext_lazy("Grunnskolepoeng"),
    "school": gettext_lazy("Skole"),
}
PARTS = {
    "before_october": gettext_lazy("Før 1. oktober"),
    "first_term": gettext_lazy("1. oktober–15. januar"),
    "spring": gettext_lazy("Etter 15. januar"),
}


def standing_words() -> dict[str, str]:
    """Where somebody may be in an autumn, in the order they are drawn."""
    return {
        "passed": _("Bestått"), "Vg1": "Vg1", "Vg2": "Vg2", "Vg3": "Vg3", "apprentice": _("Lære"),
        "tried": _("Ikke bestått"), "left": _("Sluttet"), "unknown": _("Ukjent"), TOGETHER: _("Sluttet/ukjent"),
    }  # fmt: skip


STANDING_LOOKS = {
    "passed": "good", "Vg1": "way", "Vg2": "way", "Vg3": "way", "apprentice": "way", "tried": "quiet", "left": "quiet",
    "unknown": "quiet", TOGETHER: "quiet",
}  # fmt: skip


def group_words(name: str, schools: Mapping[str, str]) -> dict[str, str]:
    """Group → what it is called, in the order it is shown; '' is unknown."""
    told = {
        "kind": {GENERAL: _("Studieforberedende"), VOCATIONAL: _("Yrkesfag")},
        "programme": _programme_words(),
        "sex": {"k": _("Kvinner"), "m": _("Menn")},
        "points": {band: band for band in bands().names()},
        "school": dict(schools),
    }[name]
    return told | {"": _("Ukjent")}


def _programme_words() -> dict[str, str]:
    """Two letters → the programme's name, by name."""
    said = {area: words.said(get_language() or "nb") for area, words in programmes().items()}
    return dict(sorted(said.items(), key=lambda pair: pair[1]))


def in_language(words: Mapping[str, str]) -> str:
    """A text of the data in the reader's language."""
    return words.get((get_language() or "nb")[:2], words["nb"])
