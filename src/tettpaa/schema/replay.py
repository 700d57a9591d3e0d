"""Rules on past years: how much the data can tell. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


REPLAY = (
    Table("replay.Yardstick", "decisions", "Målestokker: hvor mye dataene kan si", "Yardsticks: how much the data can tell", (
        _c("id", "int", "Løpenummer", "Serial number"), _c("owner_id", "int", "Skoleeier", "Owner"),
        _c("made_at", "instant", "Laget når", "Made at"), _c("made_by", "text", "Laget av", "Made by", "name"),
        _c("fitted_on", "json", "Skoleårene den er tilpasset", "The school years it was fitted on"),
        _c("tested_on", "int", "Skoleåret den er prøvd på", "The school year it was tested on"),
        _c("as_of", "date", "Dagen den så til", "The day it saw up to"),
        _c("pupils", "int", "Antall elever den er prøvd på", "Number of pupils it was tested on"),
        _c("with_outcome", "int", "Hvor mange av dem som brøt av eller ikke besto", "How many of them broke off or failed"),
        _c("curves", "json", "Kurvene: andel funnet mot andel rett", "The curves: share found against share right"),
    ), ("id",), "Fem skoleår, som flaggene"),
)  # fmt: skip
