"""What an owner decides about numbers of many pupils."""

from tettpaa.schema.tables import Column, Privacy, Table, Type


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


DISCLOSURE = (
    Table("disclosure.RoundingChoice", "decisions", "Skoleeiers valg av avrunding", "Owners' choices of rounding", (
        _c("id", "int", "Løpenummer", "Serial number"), _c("owner_id", "int", "Skoleeier", "Owner"),
        _c("rounded_to", "int", "Tall rundes av til nærmeste; 1: som talt", "Numbers are rounded to the nearest; 1: as counted"),
        _c("valid_from", "date", "Gjelder fra og med", "Valid from, inclusive"),
        _c("reason", "text", "Begrunnelse", "Reason", "ordinary"),
        _c("chosen_by", "text", "Valgt av", "Chosen by", "name"), _c("chosen_at", "instant", "Valgt når", "Chosen at"),
        _c("needs_approval", "bool", "Må godkjennes av en annen", "Must be approved by another"),
        _c("approved_by", "text", "Godkjent av", "Approved by", "name"),
        _c("approved_at", "instant", "Godkjent når", "Approved at"),
        _c("closed_at", "instant", "Avslått eller erstattet før noen godkjente det",
           "Refused, or replaced before anybody approved it"),
    ), ("id",), "Varig: en del av skoleeiers egne regler"),
)  # fmt: skip
