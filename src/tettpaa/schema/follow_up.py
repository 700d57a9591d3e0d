"""Concerns and cases: what is told about a pupil, and who follows it up. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type

_FIVE_YEARS = "Fem år etter at personen sluttet, så til arkivet (skoleeiers arkivplan)"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "int", "Løpenummer", "Serial number")
_OPAQUE = _c("id", "text", "Tilfeldig id", "Random id")
_PUPIL = _c("pupil_id", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary")
_CASE = _c("case_id", "int", "Saken", "The case", "ordinary")

FOLLOW_UP = (
    Table("concerns.Concern", "decisions", "Bekymringer", "Concerns", (
        _OPAQUE, _PUPIL,
        _c("about", "text", "Hva den gjelder", "What it is about", "ordinary"),
        _c("line", "text", "Én linje om det som er sett", "One line about what was seen", "sensitive"),
        _c("teller", "text", "Hva slags person som fortalte", "What kind of person told", "ordinary"),
        _c("form_id", "text", "Skjemaet den ble skrevet i", "The form it was written in"),
        _c("told_at", "instant", "Fortalt når", "Told at"), _c("told_by", "text", "Fortalt av", "Told by", "name"),
        _c("answer", "text", "Hva som ble gjort", "What was done", "ordinary"),
        _c("answer_line", "text", "Svaret i én linje", "The answer in one line", "sensitive"),
        _c("answered_at", "instant", "Besvart når", "Answered at"),
        _c("answered_by", "text", "Besvart av", "Answered by", "name"),
        _c("withdrawn_at", "instant", "Trukket når", "Withdrawn at"),
        _c("withdrawn_by", "text", "Trukket av", "Withdrawn by", "name"),
        _c("withdrawn_why", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _FIVE_YEARS),
    Table("cases.Case", "decisions", "Oppfølgingssaker", "Cases", (
        _OPAQUE, _PUPIL,
        _c("school_id", "int", "Skolen", "The school"),
        _c("because", "text", "Hva saken kommer av", "Where the case comes from", "ordinary"),
        _c("reason", "text", "Hva som skal ses på", "What is to be looked into", "sensitive"),
        _c("state", "text", "Hvor saken står", "Where the case stands", "ordinary"),
        _c("waits_until", "date", "Avventer til", "Waits until", "ordinary"),
        _c("responsible_id", "int", "Den som har ansvaret", "Who is responsible", "name"),
        _c("opened_at", "instant", "Opprettet når", "Opened at"),
        _c("opened_by", "text", "Opprettet av", "Opened by", "name"),
        _c("outcome", "text", "Hva som kom ut av saken", "What came of the case", "ordinary"),
        _c("evaluation", "text", "Evaluering", "Evaluation", "sensitive"),
    ), ("id",), _FIVE_YEARS),
    Table("cases.CaseStep", "decisions", "Sakens steg", "Steps of a case", (
        _ID, _CASE,
        _c("state", "text", "Hvor saken kom", "Where the case came", "ordinary"),
        _c("reason", "text", "Hvorfor", "Why", "sensitive"),
        _c("until", "date", "Avventer til", "Waits until", "ordinary"),
        _c("at", "instant", "Når", "When"), _c("by", "text", "Av hvem", "By whom", "name"),
    ), ("id",), _FIVE_YEARS),
    Table("cases.Handing", "decisions", "Stafettpinner", "Cases handed on", (
        _ID, _CASE,
        _c("to_id", "int", "Den saken tilbys", "Who the case is offered to", "name"),
        _c("reason", "text", "Hvorfor", "Why", "sensitive"),
        _c("offered_at", "instant", "Tilbudt når", "Offered at"),
        _c("offered_by", "text", "Tilbudt av", "Offered by", "name"),
        _c("is_accepted", "bool", "Tatt imot; tomt: ikke besvart", "Accepted; empty: not answered"),
        _c("answer", "text", "Svaret", "The answer", "sensitive"),
        _c("answered_at", "instant", "Besvart når", "Answered at"),
        _c("answered_by", "text", "Besvart av", "Answered by", "name"),
    ), ("id",), _FIVE_YEARS),
    Table("cases.CaseMember", "decisions", "Deltakere i saker", "Members of cases", (
        _ID, _CASE,
        _c("assignment_id", "int", "Oppdraget som gir innsyn", "The assignment that lets them see"),
        _c("removed_at", "instant", "Ute av saken når", "Out of the case at"),
        _c("removed_by", "text", "Tatt ut av", "Taken out by", "name"),
    ), ("id",), _FIVE_YEARS),
)  # fmt: skip
