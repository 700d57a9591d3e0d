"""Makes groups, memberships and guardian links from classes, enrollments and agents (see roster.py)."""

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.roster_rows import WITHDRAWN, only_row, put_texts, refuse_undated, school_at
from tettpaa.identify.sources.words import SUBJECT_CODE, subject_code_of, year_level_of

# FINT's OneRoster marks a contact teacher's group with 'mentor' here.
MENTOR = "metadata.additionalClassType"

# What an enrollment `e` in group `g` with role word `w` is. The standard has no word for a contact teacher: it is
# the teacher marked primary of a class, and every teacher of a contact teacher's group who is not marked otherwise.
ROLE_IN_GROUP = """
    CASE WHEN w.kind = 'pupil' THEN 'pupil'
         WHEN g.kind = 'contact' AND e."primary" IS DISTINCT FROM 'false' THEN 'contact_teacher'
         WHEN g.kind = 'class' AND e."primary" = 'true' THEN 'contact_teacher'
         ELSE 'teacher' END
"""


def make_groups(delivery: Delivery) -> None:
    """`raw_groups`: what each class is here, and the dates of its terms."""
    con = delivery.con
    grades = con.execute("SELECT DISTINCT grades FROM raw_classes WHERE grades IS NOT NULL").fetchall()
    put_texts(delivery, "raw_levels", "grades level", [(g, year_level_of(g.split(",")[0])) for (g,) in grades])
    codes = con.execute("""
        SELECT c.sourcedId, k.courseCode, c.subjectCodes, k.subjectCodes, c.classCode
        FROM raw_classes AS c LEFT JOIN raw_courses AS k ON k.sourcedId = c.courseSourcedId
    """).fetchall()
    put_texts(delivery, "raw_subjects", "id code", [(source_id, _subject_code(*given)) for source_id, *given in codes])
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE raw_groups AS
        SELECT c.*, s.code AS subject, l.level,
               CASE WHEN lower(c."{MENTOR}") = 'mentor' THEN 'contact' WHEN c.classType = 'homeroom' THEN 'class'
                    WHEN c.classType = 'scheduled' THEN 'teaching' ELSE 'other' END AS kind,
               t.begins, t.ends
        FROM raw_classes AS c LEFT JOIN raw_subjects AS s ON s.id = c.sourcedId
        LEFT JOIN raw_levels AS l ON l.grades = c.grades
        LEFT JOIN (
            SELECT id, min(a.startDate) AS begins, max(a.endDate) AS ends
            FROM (SELECT sourcedId AS id, trim(unnest(string_split(termSourcedIds, ','))) AS term FROM raw_classes) AS n
            JOIN raw_academicSessions AS a ON a.sourcedId = n.term GROUP BY id) AS t ON t.id = c.sourcedId
    """)


def _subject_code(
    course: str | None, of_class: str | None, of_course: str | None, class_code: str | None
) -> str | None:
    listed = [code for codes in (of_class, of_course) if codes for code in codes.split(",")]
    of_group = [class_code] if class_code and SUBJECT_CODE.fullmatch(class_code) else []
    return subject_code_of([course, *listed, *of_group])


def deliver_groups(delivery: Delivery) -> None:
    """Every class; one that lies at no school is refused."""
    query = f"""
        SELECT g.sourcedId AS group_id, {school_at("g.schoolSourcedId")} AS school_id, g.title AS name, g.kind,
               CASE WHEN g.kind = 'teaching' THEN g.subject END AS subject_code, g.level AS year_level,
               {WITHDRAWN.format("g")} AS _is_withdrawn, g._file, g._row
        FROM raw_groups AS g LEFT JOIN raw_school_of AS s ON s.org = g.schoolSourcedId
    """
    delivery.deliver_query("groups", query, file="")
    placeless = delivery.con.execute(f"""
        SELECT g._file, g._row FROM raw_groups AS g JOIN raw_school_of AS s ON s.org = g.schoolSourcedId
        WHERE s.school IS NULL AND NOT {WITHDRAWN.format("g")} ORDER BY g._row
    """).fetchall()
    for file, row in placeless:
        delivery.refuse("roster.group_without_school", file=file, row=row)


def deliver_memberships(delivery: Delivery) -> None:
    """Pupils and teachers of each class, with the contact teachers among them."""
    rows = """
        FROM raw_enrollments AS e JOIN raw_words AS w ON w.word = lower(e.role) AND w.kind IN ('pupil', 'teacher')
        LEFT JOIN raw_groups AS g ON g.sourcedId = e.classSourcedId
    """
    query = f"""
        SELECT e.classSourcedId AS group_id, e.userSourcedId AS person_id, {ROLE_IN_GROUP} AS role,
               coalesce(e.beginDate, g.begins) AS valid_from,
               CASE WHEN bool_or(e.endDate IS NULL) THEN max(g.ends) ELSE max(e.endDate) END AS valid_to,
               bool_and({WITHDRAWN.format("e")}) AS _is_withdrawn, any_value(e._file) AS _file, min(e._row) AS _row
        {rows} GROUP BY ALL
    """
    delivery.deliver_query("memberships", query, file="")
    unclear = "e.beginDate IS NULL AND g.begins IS NULL OR w.kind = 'teacher' AND g.sourcedId IS NULL"
    refuse_undated(delivery, f"SELECT e._file, e._row {rows} WHERE {unclear}", "classes.csv, academicSessions.csv")
    ignored, file = only_row(delivery, """
        SELECT count(*), any_value(e._file) FROM raw_enrollments AS e LEFT JOIN raw_words AS w ON w.word = lower(e.role)
        WHERE w.kind IS NULL OR w.kind NOT IN ('pupil', 'teacher')
    """)  # fmt: skip
    if ignored:
        delivery.warn("roster.membership_ignored", file=file, count=ignored)


def deliver_guardian_links(delivery: Delivery, *, knows_roles: bool) -> None:
    """A pupil's agents who are not pupils. In 1.1 a parent's agents may be the children: turned round."""
    pupils, guardians = (f"(SELECT person FROM raw_placed WHERE kind = '{kind}')" for kind in ("pupil", "guardian"))
    named = "SELECT userSourcedId AS pupil, agentSourcedId AS guardian, * FROM raw_agents"
    if knows_roles:
        named = f"""
            {named} WHERE userSourcedId IN {pupils} AND agentSourcedId NOT IN {pupils}
            UNION ALL SELECT agentSourcedId AS pupil, userSourcedId AS guardian, * FROM raw_agents
            WHERE userSourcedId IN {guardians} AND agentSourcedId IN {pupils}
        """
    query = f"""
        SELECT pupil AS pupil_id, guardian AS guardian_id, 'false' AS has_parental_responsibility,
               bool_and({WITHDRAWN.format("n")}) AS _is_withdrawn, any_value(_file) AS _file, min(_row) AS _row
        FROM ({named}) AS n GROUP BY ALL
    """
    delivery.deliver_query("guardian_links", query, file="")
