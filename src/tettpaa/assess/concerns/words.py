"""Faults of concerns in the reader's words."""

from django.utils.translation import gettext as _


def fault_words(fault: str) -> str:
    return {
        "line_missing": _("Skriv én linje om det du har sett."),
        "line_too_long": _("Linjen er for lang: høyst 400 tegn."),
        "reason_missing": _("Skriv kort hvorfor."),
        "unknown_about": _("Velg hva det gjelder."),
        "unknown_answer": _("Velg hva som er gjort."),
    }[fault]
