"""Faults in the reader's words."""

from django.utils.translation import gettext as _


def fault_words(fault: str) -> str:
    return {
        "no_things": _("Velg hva som skal deles. Hele saken kan ikke deles."),
        "not_shareable": _("Noe av det som er valgt, kan ikke deles."),
        "no_purpose": _("Skriv hva det skal brukes til."),
        "necessity_short": _("Skriv hvorfor det er nødvendig, med minst 20 tegn. Eleven leser det."),
        "wrong_end": _("Sett en slutt, høyst 90 dager fram. Delingen kan fornyes."),
        "not_agreed": _("Det finnes ikke et samtykke som dekker alt som er valgt."),
        "no_law": _("Skriv hvilken bestemmelse delingen bygger på."),
    }[fault]
