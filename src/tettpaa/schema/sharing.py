"""What somebody has been let see, and what has been agreed to. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import REFERENCE, Column, Privacy, Table, Type

_FIVE_YEARS = "Fem år etter at den tok slutt (skoleeiers plan)"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "int", "Løpenummer", "Serial number")
_PUPIL = _c("pupil_id", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary")
_THINGS = _c("things", "text", "Hva det gjelder, som navn i matrisen", "What it is about, as names of the matrix")

SHARING = (
    Table("guardians.FieldChoice", "decisions", "Skoleeiers valg av hva foresatte ser",
          "Owners' choices of what guardians see", (
        _ID, _c("owner_id", "int", "Skoleeieren", "The owner"),
        _c("thing", "text", "Hva, som navn i matrisen", "What, as a name of the matrix"),
        _c("band", "text", "Elevens alder", "The pupil's age"),
        _c("says", "text", "Ja, med elevens samtykke, eller nei", "Yes, with the pupil's consent, or no"),
        _c("reason", "text", "Begrunnelse", "Reason"), _c("chosen_by", "text", "Valgt av", "Chosen by", "name"),
        _c("chosen_at", "instant", "Valgt når", "Chosen at"),
        _c("needs_approval", "bool", "Om personvernombudet må godkjenne", "Whether the privacy officer must approve"),
        _c("approved_by", "text", "Godkjent av", "Approved by", "name"),
        _c("approved_at", "instant", "Godkjent når", "Approved at"),
        _c("replaced_at", "instant", "Avløst når", "Replaced at"),
    ), ("id",), _FIVE_YEARS),
    Table("sharing.Consent", "decisions", "Samtykker", "Consents", (
        _ID, _PUPIL, _c("matter", "text", "Skole eller helse", "School or health", "ordinary"), _THINGS,
        _c("purpose", "text", "Hva det skal brukes til", "What it is for", "sensitive"),
        _c("receivers", "text", "Hvem som får se det", "Who is let see it", "sensitive"),
        _c("guardian_id", "int", "Foresatt som får se det", "Guardian who is let see it", "name"),
        _c("form_id", "text", "Skjemaet det ble spurt i", "The form it was asked in"),
        REFERENCE,
        _c("asked_by", "text", "Spurt av", "Asked by", "name"), _c("asked_at", "instant", "Spurt når", "Asked at"),
        _c("answer", "text", "Svaret", "The answer", "ordinary"),
        _c("route", "text", "Hvordan svaret kom", "How the answer came"),
        _c("answered_by_id", "int", "Hvem som svarte", "Who answered", "name"),
        _c("written_by", "text", "Ført av", "Written by", "name"),
        _c("answered_at", "instant", "Svart når", "Answered at"),
        _c("valid_to", "date", "Gjelder til og med; tomt: inntil videre", "Valid to, inclusive; empty: open"),
        _c("ended_how", "text", "Trukket eller ikke gyldig", "Withdrawn or not valid", "ordinary"),
        _c("ended_by", "text", "Avsluttet av", "Ended by", "name"),
        _c("ended_at", "instant", "Avsluttet når", "Ended at"),
        _c("end_reason", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _FIVE_YEARS),
    Table("sharing.EarlierYes", "decisions", "Ja fra én av flere foresatte", "A yes from one of several guardians", (
        _ID, _c("consent_id", "int", "Samtykket", "The consent", "ordinary"),
        _c("guardian_id", "int", "Den foresatte", "The guardian", "name"),
        _c("route", "text", "Hvordan svaret kom", "How the answer came"),
        _c("valid_to", "date", "Gjelder til og med; tomt: inntil videre", "Valid to, inclusive; empty: open"),
        _c("written_by", "text", "Ført av", "Written by", "name"),
        _c("said_at", "instant", "Sagt når", "Said at"),
    ), ("id",), _FIVE_YEARS),
    Table("sharing.Share", "decisions", "Delinger", "Shares", (
        _ID, _PUPIL, _c("user_id", "int", "Den som får se det", "Who is let see it", "name"), _THINGS,
        _c("purpose", "text", "Hva det skal brukes til", "What it is for", "sensitive"),
        _c("basis", "text", "Hva delingen bygger på", "What the share rests on"),
        _c("law", "text", "Bestemmelsen", "The provision"),
        _c("necessity", "text", "Hvorfor det er nødvendig", "Why it is necessary", "sensitive"),
        _c("consent_id", "int", "Samtykket den bygger på", "The consent it rests on", "ordinary"),
        _c("begins_at", "instant", "Fra", "From"), _c("ends_at", "instant", "Til, ikke medregnet", "Until, exclusive"),
        _c("form_id", "text", "Skjemaet den ble skrevet i", "The form it was written in"),
        REFERENCE,
        _c("shared_by", "text", "Delt av", "Shared by", "name"), _c("shared_at", "instant", "Delt når", "Shared at"),
        _c("withdrawn_by", "text", "Trukket av", "Withdrawn by", "name"),
        _c("withdrawn_at", "instant", "Trukket når", "Withdrawn at"),
    ), ("id",), _FIVE_YEARS),
)  # fmt: skip
