"""Faults and channels in the reader's words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CHANNELS = (
    ("in_person", gettext_lazy("Ansikt til ansikt")),
    ("phone", gettext_lazy("Telefon")),
    ("message", gettext_lazy("Melding")),
    ("home_visit", gettext_lazy("Hjemmebesøk")),
)
YES_NO_UNKNOWN = (("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nei")), ("unknown", gettext_lazy("Vet ikke")))
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
        "unknown_kind": _("Velg hva slags samtale det er."),
        "held_with_nobody": _("En samtale som er holdt, har nådd den den var med."),
        "held_and_not": _("En samtale som er holdt, har ingen grunn til ikke å være det."),
        "why_missing": _("Velg hvorfor den ikke ble holdt."),
        "line_missing_not_held": _("Skriv én linje om hvorfor den ikke ble holdt."),
        "why_not_reached": _("Velg hvorfor eleven ikke ble nådd."),
        "trusted_missing": _("Skriv hvem det er."),
        "guardians_missing": _("Skriv hvem av de foresatte som var med."),
        "unknown_interpreter": _("Velg om det var tolk."),
        "language_missing": _("Skriv hvilket språk det gjelder."),
        "answered_and_not_held": _("En samtale som ikke er holdt, har ingen svar."),
        "form_missing": _("Det finnes ikke noe skjema for denne samtalen."),
        "own_words_missing": _("Skriv det som ble sagt, helst ord for ord. Sa eleven ingenting, skriver du det."),
        "unknown_question": _("Spørsmålet står ikke i skjemaet."),
        "unknown_answer": _("Velg et av svarene."),
        "answer_too_long": _("Svaret er for langt: høyst 2000 tegn."),
        "unknown_receipt": _("Velg om du har lest, eller er uenig."),
        "disagreement_missing": _("Skriv hva du er uenig i."),
        "no_rhythm": _("Velg hvor ofte dere skal snakkes."),
    }[fault]
