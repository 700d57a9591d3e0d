"""Records: facts that the schools' systems own, kept as sets in Delta tables by school year and school.

Every record table also has the columns `school_year` and `school` (its partition), which the import
fills in: from the pupil's enrolment on that day, from the group, or from `school_id` where given.
"""

from tettpaa.schema.completion import COMPLETION
from tettpaa.schema.tables import Column, Table

_YEARS = "Fem skoleår, så bare som tall uten navn (grunnlag for tilbakeblikk)"
_PUPIL = Column("pupil_id", "id", "Eleven", "The pupil", "ordinary", True, refers_to="people")
_GROUP = Column("group_id", "id", "Undervisningsgruppen", "The teaching group", "ordinary", refers_to="groups")
_SUBJECT = Column("subject_code", "text", "Fagkode, som NOR1260", "Subject code, such as NOR1260", "ordinary")
_SCHOOL = Column("school_id", "id", "Skolen", "The school", required=True, refers_to="schools")

CALENDAR = Table(
    "calendar", "records", "Skolerute", "School calendar",
    (
        _SCHOOL,
        Column("on", "date", "Dagen", "The day", required=True),
        Column("is_school_day", "bool", "Er skoledag for elevene", "Is a school day for pupils", required=True),
        Column("name", "text", "Navn på fridagen", "Name of the day off"),
    ),
    ("school_id", "on"), "Varig", scoped_by="school_id", dated_by="on",
)  # fmt: skip

SUBJECTS = Table(
    "subjects", "records", "Fag med timetall", "Subjects with planned hours",
    (
        _SCHOOL,
        Column("subject_code", "text", "Fagkode", "Subject code", required=True),
        Column("name", "text", "Navn på faget", "The subject's name", required=True),
        Column("planned_hours", "decimal", "Årstimetall i 60-minutters timer; tomt: ukjent",
               "Hours planned for the year, of 60 minutes; empty: unknown", unit="timer", lowest=0, highest=1500),
        Column("lesson_minutes", "int", "Lengden på en undervisningsøkt", "Length of one lesson", unit="minutter",
               lowest=10, highest=480),
        Column("core", "text", "Kjernefag for identifisering (IKO)", "Core subject for identification (IKO)",
               values=("norwegian", "english", "mathematics")),
    ),
    ("school_id", "subject_code"), "Varig", scoped_by="school_id",
)  # fmt: skip

LESSONS = Table(
    "lessons", "records", "Timer som skulle holdes, og om fraværet er ført",
    "Lessons that should be held, and whether attendance is registered",
    (
        Column("group_id", "id", "Gruppen", "The group", required=True, refers_to="groups"),
        Column("on", "date", "Dagen", "The day", required=True),
        Column("lesson", "int", "Nummer på timen den dagen; 0: hele dagen føres under ett",
               "Number of the lesson that day; 0: one register for the whole day", required=True, lowest=0, highest=20),
        Column("starts", "time", "Begynner", "Begins"),
        Column("minutes", "int", "Varighet", "Duration", required=True, unit="minutter", lowest=1, highest=720),
        Column("is_held", "bool", "Ble holdt; tomt: holdt", "Was held; empty: held"),
        Column("registered_on", "date", "Fraværet ført den; tomt: ikke ført",
               "Attendance registered on; empty: not registered"),
        Column("registered_by_id", "id", "Ført av", "Registered by", "ordinary", refers_to="people"),
        Column("teacher_id", "id", "Skulle ført", "Should have registered", "ordinary", refers_to="people"),
    ),
    ("group_id", "on", "lesson"), _YEARS, scoped_by="group_id", dated_by="on",
)  # fmt: skip

ABSENCES = Table(
    "absences", "records", "Fravær: per time, per dag eller som tidsrom", "Absence: per lesson, per day or as interval",
    (
        Column("absence_id", "id", "Radens id i kilden; tomt: radens innhold er nøkkelen",
               "The row's id in the source; empty: its content is the key"),
        _PUPIL,
        Column("on", "date", "Første dag", "First day", "ordinary", True),
        Column("until", "date", "Siste dag; tomt: samme dag", "Last day; empty: the same day", "ordinary"),
        Column("unit", "text", "Slag: time, dag eller tidsrom", "Kind: lesson, day or interval", "ordinary", True,
               values=("lesson", "day", "interval")),
        Column("lesson", "int", "Nummer på timen den dagen", "Number of the lesson that day", "ordinary", lowest=0,
               highest=20),
        Column("starts", "time", "Fra klokka", "From o'clock", "ordinary"),
        Column("minutes", "int", "Minutter borte; negativt tall retter en tidligere rad",
               "Minutes away; a negative number corrects an earlier row", "ordinary", unit="minutter",
               lowest=-1440, highest=1440),
        Column("days", "decimal", "Dager borte, for dagsfravær; negativt tall retter",
               "Days away, for whole-day absence; a negative number corrects", "ordinary", unit="dager",
               lowest=-366, highest=366),
        _GROUP, _SUBJECT,
        Column("code", "text", "Kildens fraværskode", "The source's absence code", "sensitive"),
        Column("cause", "text", "Grunn etter § 9-8, a–i, om kilden sier den",
               "Cause by § 9-8, a–i, if the source tells", "sensitive", values=tuple("abcdefghi")),
        Column("documentation", "text", "Dokumentasjon, om kilden sier den", "Documentation, if the source tells",
               "sensitive", values=("none", "self", "health", "other")),
        Column("is_late", "bool", "Kom for sent (er ikke fravær)", "Late arrival (is not absence)", "ordinary"),
    ),
    ("absence_id",), _YEARS, scoped_by="pupil_id", dated_by="on",
)  # fmt: skip

ABSENCE_SUMS = Table(
    "absence_sums", "records", "Fraværssummer slik kilden fører dem", "Absence sums as the source keeps them",
    (
        _PUPIL,
        Column("begins", "date", "Fra", "From", "ordinary", True),
        Column("ends", "date", "Til", "To", "ordinary", True),
        Column("unit", "text", "Dager eller timer; regnes aldri om", "Days or hours; never converted", "ordinary", True,
               values=("days", "hours")),
        Column("value", "decimal", "Sum", "Sum", "ordinary", True, lowest=-10000, highest=10000),
        Column("is_documented", "bool", "Dokumentert", "Documented", "sensitive"),
        _GROUP,
    ),
    ("pupil_id", "begins", "ends", "unit", "is_documented", "group_id"), _YEARS, scoped_by="pupil_id",
    dated_by="begins",
)  # fmt: skip

GRADES = Table(
    "grades", "records", "Karakterer", "Grades",
    (
        _PUPIL,
        Column("subject_code", "text", "Fagkode", "Subject code", "ordinary", True),
        Column("term", "text", "Når: 1. halvår, 2. halvår, standpunkt, eksamen, annet",
               "When: first or second half-year, final, exam, other", "ordinary", True,
               values=("h1", "h2", "final", "written_exam", "oral_exam", "other")),
        Column("value", "text", "1–6, IV, IM, B, IB, D, F, GK, IG, VO (Registreringshåndboken B26), eller kildens verdi",
               "1–6, IV, IM, … (national code B26), or the source's value", "ordinary", True),
        Column("scale", "text", "Skala: karakter, prosent eller annet", "Scale: grade, percentage or other", "ordinary",
               values=("grade", "percentage", "other")),
        Column("set_on", "date", "Satt den", "Set on", "ordinary"),
        Column("number", "int", "Løpenummer der kilden gir flere i samme termin", "Ordinal where a term has several",
               "ordinary", lowest=0, highest=1000),
        Column("comment", "text", "Kildens merknad", "The source's comment", "sensitive"),
        _GROUP,
    ),
    ("pupil_id", "subject_code", "term", "group_id", "number"), _YEARS, scoped_by="pupil_id", dated_by="set_on",
)  # fmt: skip

CONDUCT = Table(
    "conduct", "records", "Orden og oppførsel", "Order and conduct",
    (
        _PUPIL,
        Column("term", "text", "Når", "When", "ordinary", True, values=("h1", "h2", "final")),
        Column("order_grade", "text", "Orden: G, Ng, Lg", "Order: good, fair, poor", "ordinary",
               values=("G", "Ng", "Lg")),
        Column("conduct_grade", "text", "Oppførsel: G, Ng, Lg", "Conduct: good, fair, poor", "ordinary",
               values=("G", "Ng", "Lg")),
        Column("order_remarks", "int", "Anmerkninger i orden", "Remarks on order", "ordinary", lowest=0, highest=1000),
        Column("conduct_remarks", "int", "Anmerkninger i oppførsel", "Remarks on conduct", "ordinary", lowest=0,
               highest=1000),
        Column("set_on", "date", "Satt den", "Set on", "ordinary"),
    ),
    ("pupil_id", "term"), _YEARS, scoped_by="pupil_id", dated_by="set_on",
)  # fmt: skip

NOTICES = Table(
    "notices", "records", "Varsler skolens system alt har sendt", "Notices the school's system has already sent",
    (
        _PUPIL,
        Column("kind", "text", "Slag: fravær, vurderingsgrunnlag, orden, oppførsel",
               "Kind: absence, basis for assessment, order, conduct", "ordinary", True,
               values=("absence", "basis", "order", "conduct")),
        Column("sent_on", "date", "Sendt", "Sent", "ordinary", True),
        _SUBJECT,
        Column("absence_percent", "decimal", "Fraværsprosent i varselet", "Absence percentage in the notice",
               "ordinary", unit="prosent", lowest=0, highest=100),
    ),
    ("pupil_id", "kind", "sent_on", "subject_code"), _YEARS, scoped_by="pupil_id", dated_by="sent_on",
)  # fmt: skip

ADMISSIONS = Table(
    "admissions", "records", "Inntak og det som følger fra grunnskolen", "Admission and what follows from lower school",
    (
        _PUPIL,
        Column("choice", "int", "Ønskenummer eleven kom inn på", "Number of the choice admitted to", "ordinary",
               lowest=1, highest=20),
        Column("grunnskolepoeng", "decimal", "Grunnskolepoeng: snitt × 10", "Points from lower school: average × 10",
               "ordinary", lowest=0, highest=60),
        Column("earlier_absence_days", "decimal", "Fraværsdager på siste vitnemål",
               "Days of absence on the last diploma", "ordinary", unit="dager", lowest=0, highest=400),
        Column("earlier_absence_hours", "decimal", "Fraværstimer på siste vitnemål",
               "Hours of absence on the last diploma", "ordinary", unit="timer", lowest=0, highest=2000),
        Column("lowest_core_grade", "text", "Svakeste karakter i norsk, engelsk, matematikk fra året før",
               "Weakest grade in Norwegian, English, mathematics from the year before", "ordinary"),
    ),
    ("pupil_id",), _YEARS, scoped_by="pupil_id",
)  # fmt: skip

RECORDS = (
    CALENDAR, SUBJECTS, LESSONS, ABSENCES, ABSENCE_SUMS, GRADES, CONDUCT, NOTICES, ADMISSIONS, *COMPLETION,
)  # fmt: skip
