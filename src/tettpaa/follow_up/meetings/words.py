"""Faults and kinds of meetings in the reader's words."""

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.follow_up.meetings.kinds import kind_called


def fault_words(fault: str) -> str:
    return {
        "line_missing": _("Skriv noe her."),
        "line_too_long": _("Teksten er for lang."),
        "time_left_out": _("Dette klokkeslettet finnes ikke denne natten: klokken stilles fram. Velg et annet."),
        "time_comes_twice": _(
            "Dette klokkeslettet kommer to ganger denne natten: klokken stilles tilbake. Velg hvilken gang."
        ),
        "length_odd": _("Et møte varer fra 5 minutter til 8 timer."),
        "due_missing": _("Velg når det skal være gjort."),
        "due_past": _("Velg en dag som ikke er over."),
        "who_missing": _("Velg hvem som skal gjøre det."),
    }[fault]


def kind_word(kind: str) -> str:
    """'Nettverksmøte' in the reader's language."""
    return kind_called(kind).word(get_language() or "nb")


def refuse(faults: dict[str, str]) -> None:
    """Stop where there are faults, each in words at its field."""
    if faults:
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})
