"""Faults in the reader's words."""

from django.utils.translation import gettext as _


def fault_words(fault: str) -> str:
    return {
        "reason_short": _("Skriv hva som haster, med minst 20 tegn. Eleven og lederen leser det."),
        "reason_long": _("Grunnen er for lang: høyst 400 tegn."),
        "too_many": _("Du har nødåpnet tre elever i dag. Ring lederen ved skolen."),
    }[fault]
