"""What gives and takes away the right to see a pupil. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import REFERENCE, Column, Privacy, Table, Type

_FIVE_YEARS = "Fem år etter at tilknytningen tok slutt (skoleeiers plan)"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "int", "Løpenummer", "Serial number")
_USER = _c("user_id", "int", "Brukeren", "The user", "name")
_PUPIL = _c("pupil_id", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary")
_BEGINS = _c("begins_at", "instant", "Fra", "From")
_ENDS = _c("ends_at", "instant", "Til, ikke medregnet", "Until, exclusive")
_FROM = _c("valid_from", "date", "Gjelder fra og med", "Valid from, inclusive")
_TO = _c("valid_to", "date", "Gjelder til og med; tomt: inntil videre", "Valid to, inclusive; empty: open")
_REASON = _c("reason", "text", "Begrunnelse", "Reason", "sensitive")
_BY = _c("granted_by", "text", "Gitt av", "Granted by", "name")
_AT = _c("granted_at", "instant", "Gitt når", "Granted at")

TIES = (
    Table("access.Assignment", "decisions", "Oppdrag: hvem som følger opp en elev i en rolle, for en tid",
          "Assignments: who follows up a pupil in a role, for a time", (
        _ID, _USER, _PUPIL, _c("role", "text", "Rollen", "The role", "sensitive"), _BEGINS, _ENDS, _REASON, _BY, _AT,
        REFERENCE,
        _c("mistaken_at", "instant", "Når det brukeren har lest, ble feilført", "When what the user has read was a mistake"),
    ), ("id",), _FIVE_YEARS),
    Table("access.Substitution", "decisions", "Vikariater: hvem som tar timene til en gruppe",
          "Substitutions: who takes a group's lessons", (
        _ID, _USER, _c("group_id", "int", "Gruppen, som nøkkel", "The group, as a key"), _BEGINS, _ENDS,
        _c("reason", "text", "Begrunnelse", "Reason", "ordinary"), _BY, _AT,
    ), ("id",), _FIVE_YEARS),
    Table("openings.Opening", "decisions", "Nødåpninger", "Emergency openings", (
        _ID, _USER, _PUPIL, _REASON, _BEGINS, _ENDS,
        REFERENCE,
        _c("told_at", "instant", "Leder og personvernombud varslet", "Leader and privacy officer told"),
        _c("review_by", "date", "Skal være vurdert innen", "To be reviewed by"),
        _c("reviewed_by", "text", "Vurdert av", "Reviewed by", "name"),
        _c("reviewed_at", "instant", "Vurdert når", "Reviewed at"),
        _c("outcome", "text", "Utfall", "Outcome", "ordinary"),
        _c("review", "text", "Vurderingen", "The review", "sensitive"),
    ), ("id",), _FIVE_YEARS),
    Table("protection.Kinship", "decisions", "Slektskap: ansatte så nær en elev at de ikke følger den opp",
          "Kinship: staff so near a pupil that they do not follow it up", (
        _ID, _c("person_id", "int", "Den ansatte", "The member of staff", "name"), _PUPIL,
        _c("kind", "text", "Hva slags", "Of what kind", "sensitive"),
        _c("source", "text", "Hvem som har sagt det", "Who told"), _FROM, _TO,
        _c("recorded_by", "text", "Ført av", "Recorded by", "name"),
        _c("recorded_at", "instant", "Ført når", "Recorded at"),
    ), ("id",), _FIVE_YEARS),
    Table("protection.AddressProtection", "decisions", "Adressebeskyttelse", "Address protection", (
        _ID, _c("person_id", "int", "Personen, som nøkkel", "The person, as a key", "sensitive"),
        _c("grade", "text", "Grad", "Grade", "sensitive"),
        _c("source", "text", "Hvor det er meldt fra", "Where it was told from"),
        REFERENCE,
        _c("raised_by", "text", "Satt av", "Raised by", "name"), _c("raised_at", "instant", "Satt når", "Raised at"),
        _c("lowering_asked_by", "text", "Bedt opphevet av", "Lowering asked by", "name"),
        _c("lowering_reason", "text", "Hvorfor den skal oppheves", "Why it shall be lowered", "sensitive"),
        _c("lowered_by", "text", "Opphevet av (en annen)", "Lowered by (another)", "name"),
        _c("lowered_at", "instant", "Opphevet når", "Lowered at"),
    ), ("id",), _FIVE_YEARS),
    Table("protection.Clearance", "decisions", "Klareringer for elever med adressebeskyttelse",
          "Clearances for pupils with a protected address", (
        _ID, _USER, _PUPIL, _REASON, _FROM, _TO, _BY, _AT,
        REFERENCE,
        _c("confirmed_by", "text", "Sist bekreftet av", "Last confirmed by", "name"),
        _c("confirmed_at", "instant", "Sist bekreftet når; tomt: aldri", "Last confirmed at; empty: never"),
    ), ("id",), _FIVE_YEARS),
)  # fmt: skip
