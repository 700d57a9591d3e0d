"""Faults of cases in the reader's words."""

from django.utils.translation import gettext as _


def fault_words(fault: str) -> str:
    return {
        "line_missing": _("Skriv kort hva det gjelder."),
        "line_too_long": _("Teksten er for lang."),
        "unknown_because": _("Velg hva saken kommer av."),
        "not_ahead": _("Velg en dag som kommer."),
        "too_far": _("Dagen er for langt fram."),
        "unknown_outcome": _("Velg hva som kom ut av saken."),
    }[fault]
