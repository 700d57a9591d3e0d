"""Faults and channels in the reader's words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CHANNELS = (
    ("in_person", gettext_lazy("Ansikt til ansikt")),
    ("phone", gettext_lazy("Telefon")),
    ("message", gettext_lazy("Melding")),
    ("home_visit", gettext_lazy("Hjemmebesøk")),
)
LINE_MISSING = gettext_lazy("Skriv én linje om det eleven sa, eller det som kom fram.")


def fault_words(fault: str) -> str:
    return {
        "in_future": _("Dagen har ikke vært ennå."),
        "too_old": _("Dagen ligger mer enn ett år tilbake."),
        "line_missing": str(LINE_MISSING),
        "line_too_long": _("Linjen er for lang: høyst 400 tegn."),
        "not_ahead": _("Velg en dag som kommer."),
        "too_far": _("Velg en dag innen ett år."),
        "unknown_channel": _("Velg hvordan dere snakket."),
    }[fault]
