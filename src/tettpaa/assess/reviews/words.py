"""Faults of class reviews in the reader's words."""

from django.utils.translation import gettext as _


def fault_words(fault: str) -> str:
    return {
        "unknown_choice": _("Velg hva dere ble enige om."),
        "line_missing": _("Skriv kort hvorfor, så den som skal gjøre noe, vet det."),
        "line_too_long": _("Linjen er for lang: høyst 400 tegn."),
        "nobody_took_part": _("Kryss av hvem som var med."),
        "unknown_participant": _("Velg blant dem som har klassen."),
    }[fault]
