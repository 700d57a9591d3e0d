"""Makes the profile's tables from the raw rows of PIFU files, as sets.

- skole → schools; basisgruppe, kontaktlærergruppe, undervisningsgruppe, fag … → groups (see vocabulary.toml)
- elev at a school → enrolments, with year level and programme area from the pupil's trinn and programområde;
  others at a school → employments; elev and lærer in groups → memberships. A kontaktlærer is one by role 06,
  and every teacher of a kontaktlærergruppe
- foresatt → guardian links, without proof of parental responsibility: the format uses the same word for
  foster parents and other substitutes. Who is only somebody's next of kin is not kept
- absence sums are kept as they are; occurrences in days are whole days, in hours an interval with minutes of 60.
  Gyldig means documented in a way the format does not tell, ugyldig means not documented
- results → grades, numbered where a pupil has several of one kind

Roster tables are only delivered where the package describes groups or people; in a package of absence or
grades they are basic information sent along, so nothing is gone by being left out of them.
"""

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.pifu.records import deliver_absences, deliver_grades
from tettpaa.identify.sources.roster_rows import only_row, put_texts
from tettpaa.identify.sources.words import SUBJECT_CODE, subject_code_of, year_level_of
from tettpaa.schools.places.school_year import first_day

ROSTER = ("schools", "people", "enrolments", "employments", "groups", "memberships", "guardian_links")
# A role with absence or grades under it has the period of those (a term, a year), not of the membership.
BEGINS, ENDS = (f"CASE WHEN m.has_records IS NULL THEN m.{name} END" for name in ("begins", "ends"))
# Deleted by recstatus, or set inactive (status 0), which in a full extract is the same as not being there.
GONE = "coalesce(m.is_deleted = 'true' OR m.status = '0', false)"


def deliver(delivery: Delivery, words: dict, school_year: int) -> None:
    """Deliver everything the raw tables say."""
    _replace_old_ids(delivery)
    _make_kinds(delivery, words)
    has = {name: bool(only_row(delivery, f"SELECT count(*) FROM raw_{name}")[0]) for name in ("persons", "groups")}
    _tell_undescribed(delivery, has_groups=has["groups"])
    if has["groups"]:
        _deliver_places(delivery)
        _deliver_enrolments(delivery, school_year)
        _deliver_employments(delivery, words)
        _deliver_memberships(delivery)
    if has["persons"]:
        _deliver_people(delivery, words)
    deliver_absences(delivery)
    deliver_grades(delivery)
    if delivery.delivered.intersection(("absences", "absence_sums", "grades")):
        delivery.added_only.update(delivery.delivered.intersection(ROSTER))
    if not delivery.delivered:
        delivery.warn("package.nothing_delivered")


def _replace_old_ids(delivery: Delivery) -> None:
    """A person whose id was changed (sourcedidtype Old and New) is meant by either."""
    for table, column in (
        ("members", "person"),
        ("absences", "person"),
        ("results", "person"),
        ("contacts", "contact"),
    ):
        delivery.con.execute(f"""
            UPDATE raw_{table} SET "{column}" = o.new FROM raw_old_ids AS o
            WHERE o.old = raw_{table}."{column}" AND o.old NOT IN (SELECT id FROM raw_persons)
        """)


def _make_kinds(delivery: Delivery, words: dict) -> None:
    """`raw_kinds`: what each described group is here, once for each id; `place` is 'school' or 'owner' for those."""
    put_texts(delivery, "raw_levels", "level type", list(words["levels"].items()))
    put_texts(delivery, "raw_types", "type kind", list(words["kinds"].items()))
    put_texts(delivery, "raw_roles", "code role", list(words["roles"].items()))
    codes = delivery.con.execute("SELECT DISTINCT id, grep_short, grep, short FROM raw_groups").fetchall()
    put_texts(
        delivery, "raw_subjects", "id code level", [(i, _subject(*c), year_level_of(c[0] or c[2])) for i, *c in codes]
    )
    delivery.con.execute("""
        CREATE OR REPLACE TEMP TABLE raw_kinds AS
        SELECT g.* EXCLUDE (type, level), lower(coalesce(g.type, l.type)) AS type, t.kind, s.code, s.level,
               CASE WHEN g.scheme = 'pifu-ims-go-org' AND (g.level = '2' OR lower(g.type) = 'skole') THEN 'school'
                    WHEN g.scheme = 'pifu-ims-go-org' THEN 'owner' END AS place
        FROM raw_groups AS g LEFT JOIN raw_levels AS l ON l.level = g.level
        LEFT JOIN raw_types AS t ON t.type = lower(coalesce(g.type, l.type)) AND g.scheme = 'pifu-ims-go-grp'
        LEFT JOIN raw_subjects AS s ON s.id = g.id
        QUALIFY row_number() OVER (PARTITION BY g.id ORDER BY g._file, g._row) = 1
    """)


def _subject(grep_short: str | None, grep: str | None, short: str | None) -> str | None:
    """The short form in Grep, else the code at the end of an address, else one that stands in the name."""
    in_name = SUBJECT_CODE.search(short or "")
    address = grep if grep and not grep.startswith("uuid:") else None
    return subject_code_of([grep_short, address, in_name[0] if in_name else None])


def _tell_undescribed(delivery: Delivery, *, has_groups: bool) -> None:
    """Memberships of groups the package does not describe, where they say no more than that.

    Whether such a group is a school, a class or a subject is not known: a full extract has left it out, and a
    change must bring it along. Absence and grades of groups that are held already are all right.
    """
    rows = delivery.con.execute("""
        SELECT m._file, m._row FROM raw_members AS m
        WHERE m."group" NOT IN (SELECT id FROM raw_kinds) AND m.has_records IS NULL ORDER BY m._file, m._row
    """).fetchall()
    if delivery.mode == "changes":
        for file, row in rows:
            delivery.refuse("pifu.change_without_group", file=file, row=row)
    elif rows and has_groups:
        delivery.warn("pifu.group_not_described", file=rows[0][0], row=rows[0][1], count=len(rows))


def _deliver_places(delivery: Delivery) -> None:
    schools = """
        SELECT id AS school_id, short AS name, _file, _row, coalesce(is_deleted = 'true', false) AS _is_withdrawn,
               nullif(regexp_extract(replace(org_number, ' ', ''), '^(NO)?([0-9]{9})$', 2), '') AS org_number,
               CASE WHEN regexp_full_match(vigo, '[0-9]{1,5}') THEN lpad(vigo, 5, '0') END AS vigo_number
        FROM raw_kinds WHERE place = 'school'
    """
    delivery.deliver_query("schools", schools, file="")
    groups = """
        SELECT id AS group_id, parent AS school_id, short AS name, kind, _file, _row,
               CASE WHEN kind = 'teaching' THEN code END AS subject_code,
               coalesce(is_deleted = 'true', false) AS _is_withdrawn
        FROM raw_kinds WHERE kind IS NOT NULL
    """
    delivery.deliver_query("groups", groups, file="")
    unused = only_row(delivery, """
        SELECT count(*), any_value(_file) FROM raw_kinds
        WHERE kind IS NULL AND place IS NULL AND type NOT IN ('trinn', 'programområde')
    """)  # fmt: skip
    if unused[0]:
        delivery.warn("pifu.group_not_kept", file=unused[1], count=unused[0])


def _deliver_enrolments(delivery: Delivery, school_year: int) -> None:
    first = first_day(school_year).isoformat()
    query = f"""
        SELECT m.person AS pupil_id, m."group" AS school_id, coalesce({BEGINS}, '{first}') AS valid_from,
               CASE WHEN bool_and({ENDS} IS NOT NULL) THEN max(m.ends) END AS valid_to,
               min(y.level) AS year_level, min(p.grep_short) AS programme_code,
               bool_and({GONE}) AS _is_withdrawn, any_value(m._file) AS _file, min(m._row) AS _row
        FROM raw_members AS m JOIN raw_kinds AS s ON s.id = m."group" AND s.place = 'school'
        LEFT JOIN (SELECT m.person, k.parent, k.level FROM raw_members AS m JOIN raw_kinds AS k ON k.id = m."group"
                   WHERE k.type = 'trinn' AND m.role = '01' AND NOT {GONE}) AS y
               ON y.person = m.person AND y.parent = m."group"
        LEFT JOIN (SELECT m.person, k.parent, k.grep_short FROM raw_members AS m JOIN raw_kinds AS k ON k.id = m."group"
                   WHERE k.type = 'programområde' AND m.role = '01' AND NOT {GONE}) AS p
               ON p.person = m.person AND p.parent = m."group"
        WHERE m.role = '01' AND {_counts(delivery)} GROUP BY 1, 2, 3
    """
    delivery.deliver_query("enrolments", query, file="")


def _deliver_employments(delivery: Delivery, words: dict) -> None:
    put_texts(delivery, "raw_subroles", "subrole role", list(words["subroles"].items()))
    query = f"""
        SELECT person AS person_id, school AS school_id, role, min(begins) AS valid_from,
               CASE WHEN bool_and(ends IS NOT NULL) THEN max(ends) END AS valid_to,
               bool_and(gone) AS _is_withdrawn, any_value(_file) AS _file, min(_row) AS _row
        FROM (
            SELECT m._file, m._row, m.person, m."group" AS school, m.begins, m.ends, {GONE} AS gone,
                   CASE coalesce(u.role, r.role) WHEN 'contact_teacher' THEN 'teacher' WHEN 'assistant' THEN 'other'
                        ELSE coalesce(u.role, r.role) END AS role
            FROM raw_members AS m JOIN raw_kinds AS s ON s.id = m."group" AND s.place = 'school'
            JOIN raw_roles AS r ON r.code = m.role AND r.role <> 'pupil'
            LEFT JOIN raw_subroles AS u ON u.subrole = lower(m.subrole)
            WHERE {_counts(delivery)})
        WHERE role <> 'none' GROUP BY person, school, role
    """
    delivery.deliver_query("employments", query, file="")


def _deliver_memberships(delivery: Delivery) -> None:
    role = """CASE WHEN r.role = 'teacher' AND k.kind = 'contact' THEN 'contact_teacher'
                   WHEN r.role = 'contact_teacher' AND k.kind NOT IN ('class', 'contact') THEN 'teacher'
                   ELSE r.role END"""
    rows = f"""
        FROM raw_members AS m JOIN raw_kinds AS k ON k.id = m."group" AND k.kind IS NOT NULL
        JOIN raw_roles AS r ON r.code = m.role AND r.role IN ('pupil', 'teacher', 'contact_teacher')
        WHERE coalesce(lower(m.subrole), '') <> 'lærerstudent' AND {_counts(delivery)}
    """
    query = f"""
        SELECT m."group" AS group_id, m.person AS person_id, {role} AS role, coalesce({BEGINS}, k.begins) AS valid_from,
               max(coalesce({ENDS}, k.ends)) AS valid_to, bool_and({GONE}) AS _is_withdrawn,
               any_value(m._file) AS _file, min(m._row) AS _row
        {rows} GROUP BY 1, 2, 3, 4
    """
    delivery.deliver_query("memberships", query, file="")
    reversed_rows = delivery.con.execute(
        f"SELECT m._file, m._row {rows} AND m.ends < m.begins ORDER BY m._row"
    ).fetchall()
    for file, row in reversed_rows:
        delivery.warn("pifu.end_before_start", file=file, row=row, column="timeframe")


def _deliver_people(delivery: Delivery, words: dict) -> None:
    """Everybody described, once; but not those who are only somebody's next of kin."""
    put_texts(delivery, "raw_languages", "code form", list(words["languages"].items()))
    placed = "(SELECT person FROM raw_members UNION SELECT contact FROM raw_contacts WHERE kind = 'guardian')"
    query = f"""
        SELECT p.id AS person_id, given AS given_name, family AS family_name, birth_date, email, feide AS feide_name,
               CASE gender WHEN '1' THEN 'k' WHEN '2' THEN 'm' END AS sex, l.form AS written_form,
               coalesce(is_deleted = 'true', false) AS _is_withdrawn, p._file, p._row
        FROM raw_persons AS p LEFT JOIN raw_languages AS l ON l.code = lower(p.language)
        WHERE p.id IN {placed} OR p.id NOT IN (SELECT contact FROM raw_contacts)
        QUALIFY row_number() OVER (PARTITION BY p.id ORDER BY p._file, p._row) = 1
    """
    delivery.deliver_query("people", query, file="")
    if only_row(delivery, "SELECT count(*) FROM raw_contacts WHERE kind = 'guardian'")[0]:
        links = """
            SELECT person AS pupil_id, contact AS guardian_id, 'false' AS has_parental_responsibility,
                   any_value(_file) AS _file, min(_row) AS _row
            FROM raw_contacts WHERE kind = 'guardian' GROUP BY person, contact
        """
        delivery.deliver_query("guardian_links", links, file="")


def _counts(delivery: Delivery) -> str:
    """SQL: in a full extract only those who are there; in changes also those to be withdrawn."""
    return f"NOT {GONE}" if delivery.mode == "full" else "true"
