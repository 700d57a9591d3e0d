"""What was counted when looking back. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


LOOK_BACK = (
    Table("quality.FigureTotal", "decisions", "Kvalitetsmål, talt for hver skole", "Quality measures, counted for each school", (
        _c("id", "int", "Løpenummer", "Serial number"), _c("school_id", "int", "Skolen", "The school"),
        _c("school_year", "int", "Skoleåret, ved året det begynner", "The school year, by the year it begins"),
        _c("figure", "text", "Hvilket mål", "Which measure"),
        _c("met", "int", "Antall der det er gjort", "Number done"),
        _c("unmet", "int", "Antall der det ikke er gjort", "Number not done"),
        _c("unknown", "int", "Antall der det er for tidlig å si, eller ikke ført", "Number too early to say, or not noted"),
        _c("median_days", "decimal", "Skoledager det tok, median; tomt: ukjent", "School days it took, median; empty: unknown"),
        _c("counted_on", "date", "Talt den", "Counted on"),
    ), ("id",), "Fem skoleår, som flaggene"),
    Table("completion.CompletionCount", "decisions", "Gjennomføringstall, talt for skoleeieren",
          "Completion, counted for the owner", (
        _c("id", "int", "Løpenummer", "Serial number"), _c("owner_id", "int", "Skoleeier", "Owner"),
        _c("figures", "json", "Tallene som kan fortelles: uten elever, og uten små tall",
           "The numbers that may be told: no pupils, and no small numbers"),
        _c("made_from", "text", "Kjennetegn på det som er telt", "Mark of what was counted"),
        _c("counted_on", "date", "Talt den", "Counted on"),
    ), ("id",), "Fem skoleår, som flaggene"),
    Table("statistics.WeeklyTotal", "decisions", "Fravær uke for uke, talt for hver skole, hvert program og trinn",
          "Absence week by week, counted for each school, programme and level", (
        _c("id", "int", "Løpenummer", "Serial number"), _c("school_id", "int", "Skolen", "The school"),
        _c("school_year", "int", "Skoleåret, ved året det begynner", "The school year, by the year it begins"),
        _c("programme", "text", "Utdanningsprogram, to bokstaver; tomt: ukjent",
           "Education programme, two letters; empty: unknown"),
        _c("level", "text", "Trinn; tomt: ukjent", "Year level; empty: unknown"),
        _c("monday", "date", "Mandagen i uka", "The week's Monday"),
        _c("pupils", "int", "Elever innskrevet da det ble talt", "Pupils enrolled when counted"),
        _c("away_hours", "decimal", "Timer borte, 60 minutter", "Hours away, of 60 minutes"),
        _c("registered_hours", "decimal", "Timer noen har ført, 60 minutter", "Hours registered, of 60 minutes"),
        _c("counted_on", "date", "Talt den", "Counted on"),
    ), ("id",), "Fem skoleår, som flaggene"),
    Table("statistics.SchoolTotal", "decisions", "Hvor elevene ved hver skole står, talt",
          "Where each school's pupils stand, counted", (
        _c("id", "int", "Løpenummer", "Serial number"), _c("school_id", "int", "Skolen", "The school"),
        _c("waiting", "int", "Elever med flagg som ingen har snakket med", "Pupils with a flag whom nobody has spoken with"),
        _c("spoken_with", "int", "Elever med flagg som noen har snakket med",
           "Pupils with a flag whom somebody has spoken with"),
        _c("without_flag", "int", "Elever uten flagg", "Pupils without a flag"),
        _c("median_days", "decimal", "Fraværsdager i år, median; tomt: ukjent",
           "Days of absence this year, median; empty: unknown"),
        _c("lessons", "int", "Timer til og med i går", "Lessons through yesterday"),
        _c("unregistered", "int", "Timer ingen har ført", "Lessons nobody has registered"),
        _c("counted_on", "date", "Talt den", "Counted on"),
    ), ("id",), "Fem skoleår, som flaggene"),
    Table("statistics.BoardTotal", "decisions", "Hva tavla for hver skole teller",
          "What each school's board counts", (
        _c("id", "int", "Løpenummer", "Serial number"), _c("school_id", "int", "Skolen", "The school"),
        _c("number", "text", "Hvilket tall", "Which number"),
        _c("things", "int", "Hvor mange det teller", "How many it counts"),
        _c("pupils", "int", "Hvor mange elever de gjelder", "How many pupils they are about"),
        _c("holders", "int", "Hvor mange ansatte som har dem", "How many staff have them"),
        _c("median_days", "decimal", "Skoledager, median; tomt: ukjent", "School days, median; empty: unknown"),
        _c("median_each", "decimal", "Hvor mange hver ansatt har, median; tomt: ukjent",
           "How many each of the staff has, median; empty: unknown"),
        _c("counted_on", "date", "Talt den", "Counted on"),
    ), ("id",), "Fem skoleår, som flaggene"),
)  # fmt: skip
