"""What is closed when a pupil changes school, and the column that closes it. Tables of the decisions (`decisions.py`)."""

from dataclasses import replace

from tettpaa.schema.tables import Column, Privacy, Table, Type


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


# Tables whose rows are one school's follow-up of a pupil; what belongs to a row of them is sealed with it.
SEALABLE = frozenset({
    "talks.Contact", "talks.ExplanationRequest", "talks.Talk", "talks.Rhythm", "concerns.Concern", "cases.Case",
    "mappings.MappingVersion", "mappings.InputRound", "mappings.InputRequest", "reviews.ReviewLine",
    "documents.Document", "plans.Plan", "measures.Measure", "stairs.StepTaken", "meetings.Meeting",
    "meetings.AgendaItem", "meetings.Invitation", "meetings.MeetingTask", "letters.Letter", "referrals.Referral",
    "access.Assignment", "sharing.Consent", "sharing.Share", "openings.Opening", "channels.Delivery",
})  # fmt: skip
_SEAL = _c("seal_id", "int", "Forseglingen den ligger under; tomt: ingen", "The seal it lies under; empty: none")

SEALS = (
    Table("seals.Seal", "decisions", "Forseglinger: oppfølgingen ved en skole eleven har byttet fra",
          "Seals: the follow-up at a school the pupil has changed from", (
        _c("id", "int", "Løpenummer", "Serial number"),
        _c("pupil_id", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary"),
        _c("school_id", "int", "Skolen det ble skrevet ved", "The school it was written at", "ordinary"),
        _c("left_on", "date", "Siste dag ved skolen", "Last day at the school", "ordinary"),
        _c("due_on", "date", "Første dag bare ved en annen skole; tomt: ingen ennå",
           "First day at another school only; empty: none yet", "ordinary"),
        _c("written_before", "instant", "Det som er skrevet før dette, forsegles; tomt: alt til det forsegles",
           "What was written before this is sealed; empty: all until it is sealed"),
        _c("noted_at", "instant", "Oppdaget", "Noted"), _c("noted_by", "text", "Oppdaget av", "Noted by", "name"),
        _c("sealed_at", "instant", "Forseglet", "Sealed"), _c("sealed_by", "text", "Forseglet av", "Sealed by", "name"),
        _c("lifted_at", "instant", "Opphevet: eleven kom tilbake", "Lifted: the pupil came back"),
        _c("lifted_by", "text", "Opphevet av", "Lifted by", "name"),
    ), ("id",), "Så lenge personen er elev eller ansatt, og fem år etter (arkivlova; skoleeiers plan)"),
)  # fmt: skip


def with_seal(table: Table) -> Table:
    """The table with the column that seals its rows, where they can be."""
    return replace(table, columns=(*table.columns, _SEAL)) if table.name in SEALABLE else table
