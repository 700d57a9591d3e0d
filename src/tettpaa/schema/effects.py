"""What measures have come to: figures without pupils. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type

_FIVE_YEARS = "Fem skoleår, som flaggene"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


EFFECTS = (
    Table("effects.Comparison", "decisions", "Sammenligninger av tiltak", "Comparisons of measures", (
        _c("id", "int", "Løpenummer", "Serial number"), _c("owner_id", "int", "Skoleeier", "Owner"),
        _c("school_id", "int", "Skole; tomt: alle skoleeierens", "School; empty: all the owner's"),
        _c("school_year", "int", "Skoleåret tiltakene begynte", "The school year the measures began in"),
        _c("kind", "text", "Slag tiltak", "Kind of measure"),
        _c("answer", "text", "Hva som kan sies", "What can be said"),
        _c("begun", "int", "Elever som begynte", "Pupils who began"),
        _c("compared", "int", "Elever som er sammenlignet", "Pupils compared"),
        _c("controls", "int", "Elever de er sammenlignet med", "Pupils they are compared with"),
        _c("difference", "decimal", "Forskjellen, timer borte av hundre", "The difference, hours away of a hundred"),
        _c("low", "decimal", "Intervallet begynner", "The interval begins"),
        _c("high", "decimal", "Intervallet slutter", "The interval ends"),
        _c("with_it", "json", "Fravær med tiltaket, del for del", "Absence with the measure, part by part"),
        _c("without", "json", "Fravær uten tiltaket, del for del", "Absence without the measure, part by part"),
        _c("as_of", "date", "Dagen det er regnet for", "The day computed for"),
    ), ("id",), _FIVE_YEARS),
)  # fmt: skip
