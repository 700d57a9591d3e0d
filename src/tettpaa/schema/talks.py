"""Talks with their forms and receipts, and agreed rhythms. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type

_FIVE_YEARS = "Fem år etter at personen sluttet, så til arkivet (skoleeiers arkivplan)"
_LASTING = "Varig: en del av skoleeiers egne regler"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_OPAQUE = _c("id", "text", "Tilfeldig id", "Random id")
_PUPIL = _c("pupil_id", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary")
_FORM_ID = _c("form_id", "text", "Skjemaet den ble skrevet i", "The form it was written in")
_CHANNEL = _c("channel", "text", "Hvordan", "How", "ordinary")

TALKS = (
    Table("talks.TalkForm", "decisions", "Skoleeieres egne samtaleskjemaer", "Owners' own talk forms", (
        _c("id", "int", "Løpenummer", "Serial number"), _c("owner_id", "int", "Skoleeier", "Owner"),
        _c("kind", "text", "Hva slags samtale", "Kind of talk"), _c("version", "int", "Versjon", "Version"),
        _c("valid_from", "date", "Gjelder fra og med", "Valid from, inclusive"),
        _c("questions", "json", "Spørsmålene, med ord på tre språk", "The questions, with their words"),
        _c("added_at", "instant", "Lagt til når", "Added at"),
        _c("added_by", "text", "Lagt til av", "Added by", "name"),
    ), ("id",), _LASTING),
    Table("talks.Talk", "decisions", "Samtaler med skjema", "Talks with a form", (
        _OPAQUE, _PUPIL,
        _c("kind", "text", "Hva slags samtale", "Kind of talk", "ordinary"),
        _c("own_form_id", "int", "Skoleeierens eget skjema; tomt: det som følger med",
           "The owner's own form; empty: the shipped one"),
        _c("shipped_version", "int", "Versjonen av skjemaet som følger med", "The version of the shipped form"),
        _c("on", "date", "Dagen", "The day", "ordinary"), _CHANNEL,
        _c("is_held", "bool", "Samtalen ble holdt", "The talk was held", "ordinary"),
        _c("not_held_why", "text", "Hvorfor den ikke ble holdt", "Why it was not held", "ordinary"),
        _c("not_held_line", "text", "Én linje om hvorfor", "One line on why", "sensitive"),
        _c("was_reached", "bool", "Den samtalen var med, ble nådd", "Whom the talk was with, was reached", "ordinary"),
        _c("not_reached_why", "text", "Hvorfor ingen ble nådd", "Why nobody was reached", "ordinary"),
        _c("guardians", "text", "Foresatte som var med", "Guardians who took part", "name"),
        _c("staff", "text", "Ansatte som var med", "Staff who took part", "name"),
        _c("others", "text", "Andre som var med", "Others who took part", "name"),
        _c("trusted", "text", "Den eleven er trygg på", "Whom the pupil trusts", "name"),
        _c("has_trusted", "bool", "Den var med; tomt: ikke spurt", "That person took part; empty: not asked",
           "ordinary"),
        _c("interpreter", "text", "Tolk", "Interpreter", "ordinary"),
        _c("language", "text", "Språket det ble tolket til", "The language interpreted into", "sensitive"),
        _c("answers", "json", "Svarene på skjemaet", "The answers to the form", "sensitive"),
        _c("next_on", "date", "Avtalt ny samtale", "Next talk agreed for", "ordinary"),
        _c("contact_id", "int", "Linjen om den samme samtalen", "The contact that tells of the same talk"),
        _FORM_ID,
        _c("recorded_at", "instant", "Skrevet når", "Recorded at"),
        _c("recorded_by", "text", "Skrevet av", "Recorded by", "name"),
        _c("voided_at", "instant", "Feilført når", "Marked as entered by mistake at"),
        _c("voided_by", "text", "Merket av", "Marked by", "name"),
        _c("voided_why", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _FIVE_YEARS),
    Table("talks.TalkReceipt", "decisions", "Elevens kvitteringer for samtaler", "Pupils' receipts for talks", (
        _c("id", "int", "Løpenummer", "Serial number"),
        _c("talk_id", "text", "Samtalen", "The talk", "ordinary"),
        _c("answer", "text", "Lest, eller uenig", "Read, or disagrees", "ordinary"),
        _c("line", "text", "Hva eleven er uenig i", "What the pupil disagrees with", "sensitive"), _FORM_ID,
        _c("given_at", "instant", "Gitt når", "Given at"),
        _c("given_by", "text", "Gitt av", "Given by", "name"),
    ), ("id",), _FIVE_YEARS),
    Table("talks.Rhythm", "decisions", "Avtalt rytme for dialog", "Agreed rhythms of dialogue", (
        _OPAQUE, _PUPIL,
        _c("party", "text", "Med eleven eller hjemmet", "With the pupil or the home", "ordinary"),
        Column("every_days", "int", "Hvor ofte", "How often", "ordinary", unit="dager"), _CHANNEL,
        _c("line", "text", "Hva som er avtalt", "What is agreed", "sensitive"),
        _c("begins_on", "date", "Fra og med", "From, inclusive", "ordinary"),
        _c("ends_on", "date", "Til og med; tomt: inntil videre", "To, inclusive; empty: open", "ordinary"), _FORM_ID,
        _c("agreed_at", "instant", "Avtalt når", "Agreed at"),
        _c("agreed_by", "text", "Avtalt av", "Agreed by", "name"),
        _c("ended_at", "instant", "Avsluttet når", "Ended at"),
        _c("ended_by", "text", "Avsluttet av", "Ended by", "name"),
        _c("ended_why", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _FIVE_YEARS),
)  # fmt: skip
