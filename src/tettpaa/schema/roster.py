"""The roster: who exists, delivered by the schools' systems and kept in the relational database."""

from tettpaa.schema.tables import Column, Table

_WHILE_THERE = "Så lenge personen er elev eller ansatt, og fem år etter (arkivlova; skoleeiers plan)"
_FROM = Column("valid_from", "date", "Gjelder fra og med", "Valid from, inclusive")
_TO = Column("valid_to", "date", "Gjelder til og med; tomt: inntil videre", "Valid to, inclusive; empty: open")

SCHOOLS = Table(
    "schools", "roster", "Skoler", "Schools",
    (
        Column("school_id", "id", "Skolens id i kilden", "The school's id in the source", required=True),
        Column("name", "text", "Navn", "Name", required=True),
        Column("org_number", "text", "Organisasjonsnummer, ni siffer", "Organisation number, nine digits"),
        Column("vigo_number", "text", "Skolenummer i VIGO, fem siffer", "School number in VIGO, five digits"),
    ),
    ("school_id",), "Varig", scoped_by="school_id",
)  # fmt: skip

PEOPLE = Table(
    "people", "roster", "Personer: elever, ansatte, foresatte", "People: pupils, staff, guardians",
    (
        Column("person_id", "id", "Personens id i kilden, aldri fødselsnummer om det kan unngås",
               "The person's id in the source, never the national number if avoidable", "name", required=True),
        Column("given_name", "text", "Fornavn", "Given name", "name", required=True),
        Column("family_name", "text", "Etternavn", "Family name", "name", required=True),
        Column("birth_date", "date", "Fødselsdato", "Date of birth", "ordinary"),
        Column("sex", "text", "Kjønn: k, m eller tomt", "Sex: k (female), m (male) or empty", "ordinary",
               values=("k", "m")),
        Column("email", "text", "E-post", "E-mail", "ordinary"),
        Column("feide_name", "text", "Feide-navn", "Feide name", "name"),
        Column("written_form", "text", "Målform: nb eller nn", "Written form: nb or nn", "ordinary",
               values=("nb", "nn", "se", "en")),
    ),
    ("person_id",), _WHILE_THERE,
)  # fmt: skip

ENROLMENTS = Table(
    "enrolments", "roster", "Elevforhold", "Enrolments",
    (
        Column("pupil_id", "id", "Eleven", "The pupil", "ordinary", True, refers_to="people"),
        Column("school_id", "id", "Skolen", "The school", "ordinary", True, refers_to="schools"),
        Column("programme_code", "text", "Programområdekode, ti tegn", "Programme area code, ten characters",
               "ordinary"),
        Column("year_level", "text", "Trinn: 1–10, Vg1, Vg2, Vg3", "Year level: 1–10, Vg1, Vg2, Vg3", "ordinary"),
        Column("valid_from", "date", "Første dag som elev", "First day as a pupil", "ordinary", True),
        Column("valid_to", "date", "Siste dag som elev; tomt: inntil videre",
               "Last day as a pupil; empty: open", "ordinary"),
        Column("leaving_code", "text", "Avbruddsårsak (Registreringshåndboken B06)",
               "Reason for leaving (national code B06)", "sensitive"),
    ),
    ("pupil_id", "school_id", "valid_from"), _WHILE_THERE, scoped_by="school_id",
)  # fmt: skip

EMPLOYMENTS = Table(
    "employments", "roster", "Ansettelser", "Employments",
    (
        Column("person_id", "id", "Den ansatte", "The member of staff", "ordinary", True, refers_to="people"),
        Column("school_id", "id", "Skolen", "The school", "ordinary", True, refers_to="schools"),
        Column("role", "text", "Rolle", "Role", "ordinary", True,
               values=("teacher", "counsellor", "leader", "administrator", "other")),
        _FROM, _TO,
    ),
    ("person_id", "school_id", "role"), _WHILE_THERE, scoped_by="school_id",
)  # fmt: skip

GROUPS = Table(
    "groups", "roster", "Grupper: klasse, kontaktlærergruppe, undervisningsgruppe",
    "Groups: class, contact teacher's group, teaching group",
    (
        Column("group_id", "id", "Gruppens id i kilden", "The group's id in the source", required=True),
        Column("school_id", "id", "Skolen", "The school", required=True, refers_to="schools"),
        Column("name", "text", "Navn, som 1STA", "Name, such as 1STA", required=True),
        Column("kind", "text", "Slag", "Kind", required=True, values=("class", "contact", "teaching", "other")),
        Column("subject_code", "text", "Fagkode, for undervisningsgrupper", "Subject code, for teaching groups"),
        Column("year_level", "text", "Trinn", "Year level"),
        Column("programme_code", "text", "Programområdekode", "Programme area code"),
    ),
    ("group_id",), _WHILE_THERE, scoped_by="school_id",
)  # fmt: skip

MEMBERSHIPS = Table(
    "memberships", "roster", "Medlemskap i grupper", "Memberships of groups",
    (
        Column("group_id", "id", "Gruppen", "The group", "ordinary", True, refers_to="groups"),
        Column("person_id", "id", "Personen", "The person", "ordinary", True, refers_to="people"),
        Column("role", "text", "Rolle i gruppen", "Role in the group", "ordinary", True,
               values=("pupil", "teacher", "contact_teacher")),
        _FROM, _TO,
    ),
    ("group_id", "person_id", "role", "valid_from"), _WHILE_THERE, scoped_by="group_id",
)  # fmt: skip

GUARDIAN_LINKS = Table(
    "guardian_links", "roster", "Foresatte", "Guardians",
    (
        Column("pupil_id", "id", "Eleven", "The pupil", "ordinary", True, refers_to="people"),
        Column("guardian_id", "id", "Den foresatte", "The guardian", "ordinary", True, refers_to="people"),
        Column("has_parental_responsibility", "bool", "Har foreldreansvar etter Folkeregisteret",
               "Has parental responsibility by the population register", "sensitive", True),
        _FROM, _TO,
    ),
    ("pupil_id", "guardian_id"), "Til eleven fyller 18, og ett år etter", scoped_by="pupil_id",
)  # fmt: skip

ROSTER = (SCHOOLS, PEOPLE, ENROLMENTS, EMPLOYMENTS, GROUPS, MEMBERSHIPS, GUARDIAN_LINKS)
