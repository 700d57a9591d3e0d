"""Mappings, the subject teachers' input, and class reviews. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type

_TO_ARCHIVE = "Fem år etter at personen sluttet, så til arkivet (skoleeiers arkivplan)"
_SCHOOL_YEARS = "Fem skoleår, og ikke før linjene om elevene er borte (skoleeiers plan)"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "text", "Tilfeldig id", "Random id")
_PUPIL = _c("pupil_id", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary")
_CASE = _c("case_id", "text", "Saken", "The case", "ordinary")
_GROUP = _c("group_id", "int", "Gruppen", "The group")
_FORM = _c("form_id", "text", "Skjemaet den ble skrevet i", "The form it was written in")

MAPPING = (
    Table("mappings.MappingVersion", "decisions", "Kartlegginger, hver lagring for seg", "Mappings, each saving by itself", (
        _ID, _CASE, _PUPIL,
        _c("number", "int", "Nummeret på versjonen i saken", "The version's number in the case"),
        _c("catalogue_from", "date", "Dagen valgene den er skrevet med, gjelder fra",
           "The day from which the choices it was written with hold"),
        _c("found", "json", "Hva som står bak, styrker og vern, med en linje om hvert",
           "What stands behind, strengths and protection, with a line on each", "sensitive"),
        _c("own_words", "text", "Elevens egne ord", "The pupil's own words", "sensitive"),
        _c("is_with_pupil", "bool", "Gjort sammen med eleven", "Made together with the pupil", "ordinary"),
        _c("why_without", "text", "Hvorfor uten eleven", "Why without the pupil", "sensitive"),
        _FORM,
        _c("saved_at", "instant", "Lagret når", "Saved at"), _c("saved_by", "text", "Lagret av", "Saved by", "name"),
        _c("voided_at", "instant", "Feilført når", "Marked as entered by mistake at"),
        _c("voided_by", "text", "Merket av", "Marked by", "name"),
        _c("voided_why", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _TO_ARCHIVE),
    Table("mappings.InputRound", "decisions", "Innspillsrunder", "Input rounds", (
        _ID, _CASE, _PUPIL,
        _c("questions_from", "date", "Dagen spørsmålene gjelder fra", "The day from which the questions hold"),
        _c("due_on", "date", "Svar innen", "Answer by"),
        _FORM,
        _c("asked_at", "instant", "Spurt når", "Asked at"), _c("asked_by", "text", "Spurt av", "Asked by", "name"),
        _c("closed_at", "instant", "Avsluttet når", "Closed at"),
        _c("closed_by", "text", "Avsluttet av", "Closed by", "name"),
    ), ("id",), _TO_ARCHIVE),
    Table("mappings.InputRequest", "decisions", "Innspill fra faglærere", "Input from subject teachers", (
        _ID,
        _c("round_id", "text", "Runden", "The round", "ordinary"),
        _PUPIL,
        _c("teacher_id", "int", "Læreren som er spurt", "The teacher who is asked", "name"),
        _GROUP,
        _c("answers", "json", "Svarene på spørsmålene", "The answers to the questions", "sensitive"),
        _c("answered_at", "instant", "Svart når", "Answered at"),
        _c("answered_by", "text", "Svart av", "Answered by", "name"),
        _c("reminded_on", "date", "Sist minnet den", "Last reminded on"),
        _c("voided_at", "instant", "Feilført når", "Marked as entered by mistake at"),
        _c("voided_by", "text", "Merket av", "Marked by", "name"),
        _c("voided_why", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _TO_ARCHIVE),
    Table("reviews.ClassReview", "decisions", "Klassegjennomganger", "Class reviews", (
        _ID, _GROUP,
        _c("school_year", "int", "Skoleår, navngitt etter året det begynner", "School year, named by the year it begins in"),
        _c("half", "int", "Første eller andre halvår", "First or second half-year"),
        _c("opened_at", "instant", "Åpnet når", "Opened at"), _c("opened_by", "text", "Åpnet av", "Opened by", "name"),
        _c("took_part", "json", "Hvem som var med, som brukernavn", "Who took part, as user names", "name"),
        _c("closed_at", "instant", "Avsluttet når", "Closed at"),
        _c("closed_by", "text", "Avsluttet av", "Closed by", "name"),
    ), ("id",), _SCHOOL_YEARS),
    Table("reviews.ReviewLine", "decisions", "Linjer i klassegjennomganger", "Lines of class reviews", (
        _ID,
        _c("review_id", "text", "Gjennomgangen", "The review"),
        _PUPIL,
        _c("number", "int", "Nummeret på skrivingen", "The number of the writing"),
        _c("choice", "text", "Hva de ble enige om", "What was agreed", "ordinary"),
        _c("line", "text", "Hvorfor, i én linje", "Why, in one line", "sensitive"),
        _c("written_at", "instant", "Skrevet når", "Written at"),
        _c("written_by", "text", "Skrevet av", "Written by", "name"),
        _c("voided_at", "instant", "Feilført når", "Marked as entered by mistake at"),
        _c("voided_by", "text", "Merket av", "Marked by", "name"),
        _c("voided_why", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _TO_ARCHIVE),
)  # fmt: skip
