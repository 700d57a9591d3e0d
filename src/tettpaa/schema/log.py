"""The log: who decided what, who saw whom, and what binds it together. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type

_KEPT = "Fem år (dokumentasjon av innsyn; personopplysningsloven, skoleeiers plan)"
_AS_LONG = "Så lenge loggen finnes"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "int", "Løpenummer", "Serial number")
_NUMBER = _c("id", "int", "Nummer i loggen: løpet × 10¹⁵ + plassen i løpet",
             "Number in the log: lane × 10¹⁵ + place in the lane")  # fmt: skip
_DIGEST = _c("digest", "bytes", "Nøklet avtrykk som binder raden til den før",
             "Keyed hash that binds the row to the one before")  # fmt: skip

LOG = (
    Table("audit.AuditEvent", "decisions", "Hendelser: hva som ble besluttet", "Events: what was decided", (
        _NUMBER, _DIGEST,
        _c("at", "instant", "Når", "When"),
        _c("by", "text", "Av hvem", "By whom", "name"),
        _c("action", "text", "Hva, som NOUN_PAST", "What, as NOUN_PAST"),
        _c("owner_id", "int", "Skoleeier", "Owner"),
        _c("object_kind", "text", "Slag ting det gjaldt", "Kind of thing it was about"),
        _c("object_id", "text", "Tingen, som nøkkel", "The thing, as a key", "ordinary"),
        _c("details", "json", "Nøkler og tall, aldri navn eller fritekst", "Keys and figures, never names or free text",
           "ordinary"),
    ), ("id",), _KEPT),
    Table("audit.AccessRecord", "decisions", "Oppslag: hvem så hvilken elev, og hvorfor",
          "Access records: who saw which pupil, and why", (
        _NUMBER, _DIGEST,
        _c("at", "instant", "Når", "When"),
        _c("by", "text", "Hvem som så", "Who looked", "name"),
        _c("pupil_key", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary"),
        _c("kind", "text", "Åpnet, stod i en liste, eller var i en fil som ble tatt ut",
           "Opened, stood in a list, or was in a file taken out"),
        _c("page", "text", "Siden", "The page"),
        _c("thing", "text", "Hva som ble sett, som kode", "What was seen, as a code", "ordinary"),
        _c("purpose", "text", "For hva, som kode", "For what, as a code"),
        _c("role", "text", "Rollen til den som så", "The role of the one who looked"),
        _c("unit", "int", "Skolen, som nøkkel", "The school, as a key"),
        _c("reason", "text", "Hvorfor den som så, har rett til det", "Why the one who looked may", "ordinary"),
    ), ("id",), _KEPT),
    Table("audit.ChainHead", "decisions", "Hvor loggens kjeder slutter", "Where the log's chains end", (
        _ID,
        _c("chain", "text", "Kjeden: event eller access", "The chain: event or access"),
        _c("lane", "int", "Løpet i kjeden", "The lane of the chain"),
        _c("last", "int", "Nummeret på siste rad", "The number of the last row"),
        _DIGEST,
    ), ("id",), _AS_LONG),
    Table("audit.Tombstone", "decisions", "Gravsteiner: hva som er tatt ut av loggen etter slettereglene",
          "Tombstones: what retention has taken from the log", (
        _ID,
        _c("chain", "text", "Kjeden: event eller access", "The chain: event or access"),
        _c("first", "int", "Nummeret på første rad som er tatt", "The number of the first row taken"),
        _c("last", "int", "Nummeret på siste rad som er tatt", "The number of the last row taken"),
        _DIGEST,
        _c("newest_at", "instant", "Når den nyeste raden ble skrevet", "When the newest row was written"),
        _c("reason", "text", "Sletteregelen", "The rule of retention"),
        _c("at", "instant", "Tatt når", "Taken at"),
        _c("by", "text", "Tatt av", "Taken by", "name"),
        _c("seal", "bytes", "Nøklet avtrykk av gravsteinen", "Keyed hash of the tombstone"),
    ), ("id",), _AS_LONG),
)  # fmt: skip
