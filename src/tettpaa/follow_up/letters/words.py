"""Faults of letters, why they were not sent, and the channels, in the reader's words."""

from django.utils.translation import gettext as _


def fault_words(fault: str) -> str:
    return {
        "line_too_long": _("Teksten er for lang."),
        "no_ground": _("Velg minst én grunn."),
        "no_period": _("Velg hva varselet gjelder."),
        "no_subject": _("Velg fag."),
        "not_ahead": _("Velg en dag som kommer."),
        "no_place": _("Skriv hvor dere møtes."),
    }[fault]


def stopped_words(why: str) -> str:
    """Why a letter was not sent."""
    return {
        "no_longer_true": _("Det stemmer ikke lenger: tallene er under grensen for når det varsles."),
        "unknown": _("Fraværet eller årstimetallet er ukjent, så brevet kan ikke si hvor eleven står."),
        "already_sent": _("Et slikt varsel er alt sendt i perioden."),
        "not_here": _("Eleven går ikke her lenger."),
        "passed": _("Tiden for møtet er passert."),
        "by_hand": _("Brevet kan ikke sendes herfra. Spør ledelsen hvordan det skal leveres."),
        "dropped": _("Den som skrev det, valgte å ikke sende det."),
    }[why]


def channel_words(channel: str) -> str:
    """How a letter leaves."""
    return {
        "print": _("Utskrift"), "smtp": _("E-post"), "sms": _("Tekstmelding"), "digital_post": _("Digital postkasse"),
    }[channel]  # fmt: skip
