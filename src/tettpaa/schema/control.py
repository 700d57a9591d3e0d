"""What control of access leaves behind: alerts from the log, and leaders' answers. Tables of the decisions."""

from tettpaa.schema.tables import REFERENCE, Column, Privacy, Table, Type

_FIVE_YEARS = "Fem år etter at den ble lukket (skoleeiers plan), som loggen den bygger på"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "int", "Løpenummer", "Serial number")
_OWNER = _c("owner_id", "int", "Skoleeier", "Owner")
_SCHOOL = _c("school_id", "int", "Skole; tomt: ingen enkelt skole", "School; empty: no single school")

CONTROL = (
    Table("log_control.LogAlert", "decisions", "Treff i loggkontrollen: oppslag som må forklares",
          "Log alerts: reads that must be explained", (
        _ID, _OWNER, _SCHOOL,
        _c("reader", "text", "Den som leste", "Who read", "name"),
        _c("rule", "text", "Regelen, eller stikkprøve", "The rule, or sample", "ordinary"),
        _c("on", "date", "Dagen det ble lest; for stikkprøver ukas mandag", "The day of the reads; a sample's Monday"),
        _c("first_at", "instant", "Første oppslag", "First read", "ordinary"),
        _c("last_at", "instant", "Siste oppslag", "Last read", "ordinary"),
        _c("facts", "json", "Tall og datoer bak", "Figures and dates behind", "ordinary"),
        _c("found_on", "date", "Funnet", "Found"), _c("due_on", "date", "Frist", "Due"),
        _c("responsible_id", "int", "Lederen som svarer for det", "The leader who answers for it", "name"),
        REFERENCE,
        _c("outcome", "text", "Utfall", "Outcome", "ordinary"),
        _c("answer", "text", "Hva lederen kom fram til", "What the leader came to", "sensitive"),
        _c("closed_by", "text", "Lukket av", "Closed by", "name"),
        _c("closed_at", "instant", "Lukket når", "Closed at"),
    ), ("id",), _FIVE_YEARS),
    Table("log_control.AlertedPupil", "decisions", "Elevene et treff gjelder", "The pupils an alert is about", (
        _ID, _c("alert_id", "int", "Treffet", "The alert"),
        _c("pupil_key", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary"),
        _c("reads", "int", "Hvor mange ganger åpnet", "How many times opened", "ordinary"),
    ), ("id",), _FIVE_YEARS),
    Table("log_control.LogCheck", "decisions", "Gjennomganger av loggen", "Checks of the log", (
        _ID, _OWNER,
        _c("kind", "text", "Dag eller uke", "Day or week"),
        _c("on", "date", "Dagen, eller ukas mandag", "The day, or the week's Monday"),
        _c("done_at", "instant", "Gjort når", "Done at"),
    ), ("id",), "Så lenge loggen finnes"),
    Table("recertification.Round", "decisions", "Gjennomganger av tilganger, én for hvert kvartal",
          "Rounds of recertification, one each quarter", (
        _ID, _OWNER,
        _c("period", "date", "Dagen kvartalet begynner", "The day the quarter begins"),
        _c("opened_at", "instant", "Åpnet", "Opened"),
        _c("answer_by", "date", "Siste dag for svar", "Last day for answers"),
        _c("warned_at", "instant", "Påminnet", "Reminded"), _c("closed_at", "instant", "Avsluttet", "Closed"),
    ), ("id",), _FIVE_YEARS),
    Table("recertification.Review", "decisions", "Spørsmål om en tilgang skal beholdes",
          "Whether a given access is to be kept", (
        _ID, _c("round_id", "int", "Gjennomgangen", "The round"),
        _c("kind", "text", "Slag tilgang", "Kind of access"),
        _c("right_id", "int", "Tilgangen, som løpenummer", "The access, by its serial number"),
        _c("user_id", "int", "Den som har tilgangen", "Who has the access", "name"), _SCHOOL,
        _c("pupil_key", "int", "Eleven den gjelder, som nøkkel", "The pupil it is about, as a key", "ordinary"),
        REFERENCE,
        _c("answer", "text", "Svaret", "The answer"),
        _c("answered_by", "text", "Svart av", "Answered by", "name"),
        _c("answered_at", "instant", "Svart når", "Answered at"),
    ), ("id",), _FIVE_YEARS),
)  # fmt: skip
