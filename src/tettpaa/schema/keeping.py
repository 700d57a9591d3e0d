"""How long things are kept, and what has been removed. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import REFERENCE, Column, Privacy, Table, Type

_LASTING = "Varig: en del av skoleeiers egne regler"
_KEPT = "Fem år (dokumentasjon av innsyn; personopplysningsloven, skoleeiers plan)"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "int", "Løpenummer", "Serial number")
_OWNER = _c("owner_id", "int", "Skoleeier", "Owner")
_RULE = _c("rule", "text", "Sletteregelen", "The rule of retention")
_HAPPENS = _c("happens", "text", "Slettes, eller arkiveres først", "Deleted, or archived first")

KEEPING = (
    Table("retention.OwnerPeriod", "decisions", "Skoleeiers egne slettefrister", "Owners' own periods of retention", (
        _ID, _OWNER, _RULE,
        _c("years", "int", "År", "Years"), _c("months", "int", "Måneder", "Months"), _c("days", "int", "Dager", "Days"),
        _HAPPENS,
        _c("source", "text", "Hvor i planen det står", "Where in the plan it is said"),
        _c("chosen_by", "text", "Valgt av", "Chosen by", "name"), _c("chosen_at", "instant", "Valgt når", "Chosen at"),
        _c("replaced_at", "instant", "Avløst når", "Replaced at"),
    ), ("id",), _LASTING),
    Table("retention.Run", "decisions", "Sletterunder", "Runs of removal", (
        _ID, _OWNER,
        _c("kind", "text", "Etter reglene, eller én elev", "By the rules, or one pupil"),
        _c("pupil_key", "int", "Eleven, som nøkkel; tømmes når det er gjort", "The pupil, as a key; emptied when done",
           "ordinary"),
        _c("as_of", "date", "Dagen reglene er brukt for", "The day the rules speak for"),
        _c("reason", "text", "Begrunnelse", "Reason", "ordinary"),
        REFERENCE,
        _c("state", "text", "Tilstand", "State"),
        _c("planned_by", "text", "Planlagt av", "Planned by", "name"),
        _c("planned_at", "instant", "Planlagt når", "Planned at"),
        _c("approved_by", "text", "Godkjent av (en annen)", "Approved by (another)", "name"),
        _c("approved_at", "instant", "Godkjent når", "Approved at"),
        _c("rejected_by", "text", "Avvist av", "Rejected by", "name"),
        _c("rejected_at", "instant", "Avvist når", "Rejected at"),
        _c("done_at", "instant", "Ferdig når", "Done at"),
    ), ("id",), _KEPT),
    Table("retention.RunPart", "decisions", "Sletterundene, tabell for tabell", "Runs of removal, table by table", (
        _ID,
        _c("run_id", "int", "Runden", "The run"),
        _c("name", "text", "Tabellen", "The table"), _RULE,
        _c("before", "date", "Det som regnes fra før denne dagen", "What is counted from before this day"), _HAPPENS,
        _c("counts", "json", "Antall per skole", "Numbers by school"),
        _c("planned", "int", "Antall da runden ble planlagt", "Number when the run was planned"),
        _c("unknown", "int", "Antall som blir, fordi starten er ukjent", "Number that stays, the start being unknown"),
        _c("stays", "text", "Hvorfor de blir", "Why they stay"),
        _c("held", "text", "Hvorfor delen ikke ble gjort", "Why the part was not done"),
        _c("removed", "int", "Antall slettet", "Number removed"),
        _c("done_at", "instant", "Ferdig når", "Done at"),
    ), ("id",), _KEPT),
)  # fmt: skip
