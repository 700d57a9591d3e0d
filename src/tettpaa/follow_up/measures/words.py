"""Faults of measures in the reader's words."""

from django.utils.translation import gettext as _


def fault_words(fault: str) -> str:
    return {
        "line_missing": _("Skriv én linje."),
        "line_too_long": _("Teksten er for lang."),
        "unknown_kind": _("Velg et tiltak fra katalogen."),
        "unknown_unit": _("Velg hvor ofte, eller la begge stå tomme."),
        "unknown_outcome": _("Velg hvorfor tiltaket er slutt."),
        "unknown_helped": _("Svar på om det hjalp. «Vi vet ikke» er et svar."),
        "unknown_answer": _("Velg et svar."),
        "before_start": _("Dagen er før tiltaket begynner."),
        "too_far": _("Dagen er for langt fram. Sett en nærmere dag, og forleng når dere har sett på det."),
        "not_later": _("Velg en dag etter den som er planlagt nå."),
        "ahead": _("Dagen har ikke vært ennå."),
        "made_on_missing": _("Skriv hvilken dag det ble gjort."),
        "until_missing": _("Skriv den siste dagen."),
        "given_by_missing": _("Velg hvem som har sagt ja."),
        "where_missing": _("Si hvor det kan leses: et dokument, et samtykke, eller dato og nummer i arkivet."),
        "before_made": _("Den siste dagen er før den første."),
        "pupil_decides": _("Eleven var fylt 15 år og bestemmer selv (§ 24-5)."),
        "guardian_decides": _("Eleven var under 15 år, så en foresatt må samtykke (§ 24-5)."),
        "age_unknown": _("Fødselsdatoen er ukjent, så det kan ikke sies hvem som bestemmer. Rett den i kilden først."),
        "consent_not_given": _("Samtykket står ikke lenger, eller er ikke besvart med ja."),
    }[fault]


def missing_words(why: str) -> str:
    """Why a gate is not passed."""
    return {
        "missing": _("mangler"),
        "withdrawn": _("står ikke lenger"),
        "ahead": _("er datert etter at tiltaket begynner"),
        "late": _("kom etter det den skulle komme før"),
        "over": _("har gått ut"),
        "too_short": _("varer kortere enn tiltaket"),
    }[why]
