"""Faults of consults and referrals in the reader's words."""

from django.utils.translation import gettext as _


def fault_words(fault: str) -> str:
    return {
        "line_missing": _("Skriv kort hva det gjelder."),
        "line_too_long": _("Teksten er for lang."),
        "in_future": _("Dagen har ikke vært ennå."),
        "before_last": _("Dagen ligger før det som skjedde sist."),
    }[fault]


def named_words(names: list[str]) -> str:
    """Which words of a text that must name nobody look like names."""
    told = ", ".join(f"«{name}»" for name in names)
    return _("Her står navn: %(names)s. Skriv «eleven», og skriv om setningen om det er et vanlig ord.") % {
        "names": told
    }
