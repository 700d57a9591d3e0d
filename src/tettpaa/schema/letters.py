"""Letters to pupils and homes, and each reader's own. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type

_FIVE_YEARS = "Fem år etter at personen sluttet, så til arkivet (skoleeiers arkivplan)"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


LETTERS = (
    Table("letters.Letter", "decisions", "Brev og varsler", "Letters and notices", (
        _c("id", "text", "Tilfeldig id", "Random id"),
        _c("pupil_id", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary"),
        _c("school_id", "int", "Skolen", "The school"),
        _c("case_id", "text", "Saken; tomt: ingen", "The case; empty: none", "ordinary"),
        _c("group_id", "int", "Faglærerens gruppe; tomt: fra dem som følger eleven opp",
           "The subject teacher's group; empty: from those who follow the pupil up", "ordinary"),
        _c("kind", "text", "Slag brev", "Kind of letter", "ordinary"),
        _c("template_version", "int", "Versjonen av teksten", "The version of the text"),
        _c("subject_code", "text", "Faget det gjelder", "The subject it is about", "ordinary"),
        _c("period", "text", "Hva det varsles om: termin eller standpunkt", "What is warned of: term or final", "ordinary"),
        _c("grounds", "json", "Grunnene", "The grounds", "sensitive"),
        _c("line", "text", "Egen tekst i brevet", "The writer's own text", "sensitive"),
        _c("meets_at", "instant", "Når dere møtes", "When you meet", "ordinary"),
        _c("place", "text", "Hvor", "Where", "ordinary"),
        _c("answer_by", "date", "Svar innen", "Answer by", "ordinary"),
        _c("form_id", "text", "Skjemaet det ble skrevet i", "The form it was written in"),
        _c("written_at", "instant", "Skrevet når", "Written at"), _c("written_by", "text", "Skrevet av", "Written by", "name"),
        _c("facts", "json", "Tallene da det ble sendt", "The figures when it was sent", "sensitive"),
        _c("sent_at", "instant", "Sendt når", "Sent at"), _c("sent_by", "text", "Sendt av", "Sent by", "name"),
        _c("stopped_because", "text", "Hvorfor det ikke ble sendt", "Why it was not sent", "sensitive"),
        _c("stopped_at", "instant", "Stanset når", "Stopped at"),
        _c("stopped_by", "text", "Stanset av", "Stopped by", "name"),
        _c("archived_at", "instant", "Arkivert når", "Archived at"),
        _c("archived_by", "text", "Arkivert av", "Archived by", "name"),
        _c("voided_at", "instant", "Feilført når", "Marked as sent by mistake at"),
        _c("voided_by", "text", "Merket av", "Marked by", "name"),
        _c("voided_why", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _FIVE_YEARS),
    Table("letters.LetterDelivery", "decisions", "Sendinger av brev", "Letters' deliveries", (
        _c("id", "text", "Tilfeldig id", "Random id"),
        _c("letter_id", "text", "Brevet", "The letter", "ordinary"),
        _c("to_id", "int", "Den som får det", "Who gets it", "name"),
        _c("language", "text", "Språket", "The language", "ordinary"),
        _c("channel", "text", "Hvordan det ble sendt", "How it left", "ordinary"),
        _c("title", "text", "Overskriften", "The heading", "ordinary"),
        _c("text", "text", "Teksten slik den gikk ut", "The text as it left", "sensitive"),
        _c("by_hand", "bool", "Skolen leverer på annen måte", "The school finds another way", "sensitive"),
        _c("received_on", "date", "Mottatt den", "Received on", "ordinary"),
        _c("received_said_by", "text", "Sagt av", "Said by", "name"),
    ), ("id",), _FIVE_YEARS),
)  # fmt: skip
