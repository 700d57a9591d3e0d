"""Records that tell how an education goes from its first day to its last: what completion is counted from.

Thin on purpose: which school years a pupil has been in, apprenticeships, and how each step ended. A pupil year carries what
the count goes by, since the roster has let go of those who left early by the time their cohort is counted: a count by sex
from the roster would then find hardly anybody who left.
"""

from tettpaa.schema.tables import Column, Table

_COHORTS = "Tolv skoleår: seks kull som hvert følges i seks år (grunnlag for tilbakeblikk)"
_PUPIL = Column("pupil_id", "id", "Eleven", "The pupil", "ordinary", True, refers_to="people")
_PROGRAMME = Column("programme_code", "text", "Programområdekode, ti tegn; tomt: ukjent",
                    "Programme area code, ten characters; empty: unknown", "ordinary")  # fmt: skip

PUPIL_YEARS = Table(
    "pupil_years", "records", "Elevens skoleår, slik det telles", "A pupil's school year, as it is counted",
    (
        _PUPIL,
        Column("school_id", "id", "Skolen", "The school", "ordinary", True, refers_to="schools"),
        Column("on", "date", "Dagen eleven er telt, oftest 1. oktober", "The day the pupil is counted, mostly 1 October",
               "ordinary", True),
        _PROGRAMME,
        Column("year_level", "text", "Trinn: Vg1, Vg2, Vg3", "Year level: Vg1, Vg2, Vg3", "ordinary", True,
               values=("Vg1", "Vg2", "Vg3")),
        Column("is_first_start", "bool", "Begynte i videregående for første gang dette skoleåret; tomt: ukjent",
               "Began upper secondary for the first time this school year; empty: unknown", "ordinary"),
        Column("pupil_status", "text", "Elevstatus, som E elev, A individuell opplæringsplan, V voksen; tomt: ukjent",
               "Pupil status, such as E pupil, A individual plan, V adult; empty: unknown", "sensitive"),
        Column("sex", "text", "Kjønn: k, m eller tomt, for den som begynte dette skoleåret",
               "Sex: k (female), m (male) or empty, of whoever began this school year", "ordinary", values=("k", "m")),
        Column("grunnskolepoeng", "decimal", "Grunnskolepoeng, for den som begynte dette skoleåret",
               "Points from lower school, of whoever began this school year", "ordinary", lowest=0, highest=60),
        Column("has_adult_subject", "bool", "Har minst ett fag med fagstatus V eller R; tomt: ukjent",
               "Has at least one subject with subject status V or R; empty: unknown", "ordinary"),
    ),
    ("pupil_id", "school_id", "on"), _COHORTS, scoped_by="school_id", dated_by="on",
)  # fmt: skip

APPRENTICESHIPS = Table(
    "apprenticeships", "records", "Lærekontrakter", "Apprenticeships",
    (
        _PUPIL,
        Column("school_id", "id", "Skolen eleven kom fra", "The school the pupil came from", "ordinary", True,
               refers_to="schools"),
        Column("begins", "date", "Første dag i kontrakten", "First day of the contract", "ordinary", True),
        Column("ends", "date", "Siste dag i kontrakten; tomt: løper", "Last day of the contract; empty: it runs",
               "ordinary"),
        _PROGRAMME,
        Column("is_cancelled", "bool", "Hevet før læretiden var ute; tomt: nei",
               "Cancelled before its time was out; empty: no", "ordinary"),
    ),
    ("pupil_id", "begins"), _COHORTS, scoped_by="school_id", dated_by="begins",
)  # fmt: skip

COMPLETIONS = Table(
    "completions", "records", "Hvordan et trinn eller en fagprøve endte", "How a year level or a trade exam ended",
    (
        _PUPIL,
        Column("school_id", "id", "Skolen, eller skolen lærlingen kom fra", "The school, or the one an apprentice came from",
               "ordinary", True, refers_to="schools"),
        Column("on", "date", "Dagen det var avgjort", "The day it was settled", "ordinary", True),
        Column("step", "text", "Hva som endte: Vg1, Vg2, Vg3, fag- eller svenneprøve (trade_exam)",
               "What ended: Vg1, Vg2, Vg3, trade or journeyman's exam (trade_exam)", "ordinary", True,
               values=("Vg1", "Vg2", "Vg3", "trade_exam")),
        Column("code", "text", "Fullførtkode (Registreringshåndboken B21): B bestått, I ikke bestått, M manglende "
               "vurderingsgrunnlag, A individuell opplæringsplan, H holder på, S sluttet",
               "Completion code (national code B21): B passed, I not passed, M no basis for assessment, A individual plan, "
               "H still at it, S left", "sensitive", True, values=("B", "I", "M", "A", "H", "S")),
    ),
    ("pupil_id", "step", "on"), _COHORTS, scoped_by="school_id", dated_by="on",
)  # fmt: skip

COMPLETION = (PUPIL_YEARS, APPRENTICESHIPS, COMPLETIONS)
