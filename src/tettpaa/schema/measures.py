"""Measures: what is done for a pupil, and what shows that it may be. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type

_FIVE_YEARS = "Fem år etter at personen sluttet, så til arkivet (skoleeiers arkivplan)"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "int", "Løpenummer", "Serial number")
_MEASURE = _c("measure_id", "text", "Tiltaket", "The measure", "ordinary")
_REPLACED = (
    _c("written_at", "instant", "Skrevet når", "Written at"),
    _c("written_by", "text", "Skrevet av", "Written by", "name"),
    _c("replaced_at", "instant", "Erstattet når", "Replaced at"),
    _c("replaced_by", "text", "Erstattet av", "Replaced by", "name"),
)

MEASURES = (
    Table("measures.Measure", "decisions", "Tiltak", "Measures", (
        _c("id", "text", "Tilfeldig id", "Random id"),
        _c("case_id", "text", "Saken", "The case", "ordinary"),
        _c("pupil_id", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary"),
        _c("school_id", "int", "Skolen", "The school"),
        _c("kind", "text", "Slag tiltak i katalogen", "Kind of measure in the catalogue", "sensitive"),
        _c("line", "text", "Hva som gjøres", "What is done", "sensitive"),
        _c("state", "text", "Hvor tiltaket står", "Where the measure stands", "ordinary"),
        _c("starts_on", "date", "Begynner", "Begins", "ordinary"),
        _c("planned_end", "date", "Planlagt slutt", "Planned end", "ordinary"),
        _c("provider", "text", "Hvem som gjør det", "Who does it", "name"),
        _c("responsible_id", "int", "Den som har ansvaret", "Who is responsible", "name"),
        _c("amount", "decimal", "Hvor mange ganger; tomt: ukjent", "How many times; empty: unknown", "ordinary"),
        _c("unit", "text", "Per hva", "Per what", "ordinary"),
        _c("form_id", "text", "Skjemaet det ble skrevet i", "The form it was written in"),
        _c("planned_at", "instant", "Planlagt når", "Planned at"),
        _c("planned_by", "text", "Planlagt av", "Planned by", "name"),
        _c("ended_on", "date", "Siste dag", "Last day", "ordinary"),
        _c("outcome", "text", "Hvorfor det er slutt", "Why it is over", "ordinary"),
        _c("helped", "text", "Om det hjalp", "Whether it helped", "ordinary"),
        _c("learned", "text", "Hva som virket", "What worked", "sensitive"),
    ), ("id",), _FIVE_YEARS),
    Table("measures.MeasureStep", "decisions", "Tiltakets steg", "Steps of a measure", (
        _ID, _MEASURE,
        _c("act", "text", "Hva som ble gjort", "What was done", "ordinary"),
        _c("reason", "text", "Hvorfor", "Why", "sensitive"),
        _c("planned_end", "date", "Planlagt slutt fra da", "Planned end from then on", "ordinary"),
        _c("at", "instant", "Når", "When"), _c("by", "text", "Av hvem", "By whom", "name"),
    ), ("id",), _FIVE_YEARS),
    Table("measures.GateProof", "decisions", "Grunnlag for vilkår", "Proofs at gates", (
        _ID, _MEASURE,
        _c("gate", "text", "Vilkåret", "The gate", "ordinary"),
        _c("made_on", "date", "Gjort den dagen", "Made on", "ordinary"),
        _c("until", "date", "Til og med", "Until, inclusive", "ordinary"),
        _c("given_by", "text", "Eleven eller en foresatt", "The pupil or a guardian", "ordinary"),
        _c("document_id", "text", "Dokumentet det står i", "The document it stands in", "ordinary"),
        _c("consent_id", "int", "Samtykket det er", "The consent it is", "ordinary"),
        _c("reference", "text", "Dato og nummer i arkivet", "Date and number in the archive", "ordinary"),
        _c("line", "text", "Svaret i én linje", "The answer in one line", "sensitive"),
        *_REPLACED,
    ), ("id",), _FIVE_YEARS),
    Table("measures.ReturnDay", "decisions", "Dager i opptrappingsplaner", "Days of return schedules", (
        _ID, _MEASURE,
        _c("on", "date", "Dagen", "The day", "ordinary"),
        _c("part", "text", "Del av dagen", "Part of the day", "ordinary"),
        _c("begins", "time", "Fra", "From", "ordinary"), _c("ends", "time", "Til", "To", "ordinary"),
        _c("place", "text", "Sted, og hvem som tar imot", "Place, and who meets the pupil", "sensitive"),
        *_REPLACED,
    ), ("id",), _FIVE_YEARS),
    Table("measures.Observation", "decisions", "Observasjoner etter tiltak", "Observations after measures", (
        _ID, _MEASURE,
        _c("weeks", "int", "Uker etter siste dag", "Weeks after the last day", "ordinary"),
        _c("answer", "text", "Om det holder", "Whether it lasts", "ordinary"),
        _c("line", "text", "Én linje", "One line", "sensitive"),
        _c("answered_at", "instant", "Besvart når", "Answered at"),
        _c("answered_by", "text", "Besvart av", "Answered by", "name"),
        _c("voided_at", "instant", "Feilført når", "Marked as entered by mistake at"),
        _c("voided_by", "text", "Merket av", "Marked by", "name"),
        _c("voided_why", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _FIVE_YEARS),
)  # fmt: skip
