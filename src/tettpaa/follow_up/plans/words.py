"""Faults of plans in the reader's words."""

from django.utils.translation import gettext as _


def fault_words(fault: str) -> str:
    return {
        "missing": _("Fyll ut dette."),
        "too_long": _("Teksten er for lang."),
        "day_missing": _("Velg en dag."),
        "not_ahead": _("Velg en dag som kommer."),
        "too_far": _("Velg en dag innen ett år."),
        "view_missing": _("Skriv hva de mener, eller hvorfor vi ikke vet det."),
        "no_measure": _("Skriv minst ett tiltak."),
        "too_many_lines": _("Planen har for mange tiltak."),
        "ends_before": _("Slutten må være etter starten."),
    }[fault]
