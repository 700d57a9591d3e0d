"""Makes the profile's roster tables from rows in the shape of OneRoster 1.2: shared by OneRoster and SDS.

Expects the temporary tables of `RAW` (rows as read, NULL for empty, with `_file` and `_row`), empty where a
file was not sent. What they become:

- orgs that are schools → schools; of others, only which school they lie under is used
- users with demographics → people
- roles as student → enrolments; as staff → employments; other roles have no place in a school
- classes → groups: homeroom is a class, metadata.additionalClassType=mentor a contact teacher's group
  (FINT's OneRoster), scheduled a teaching group with the course's subject code
- enrollments → memberships. Contact teacher is the teacher marked primary of a class, and any teacher of a
  contact teacher's group not marked otherwise; the standard has no word for the role
- agents → guardian links, never with parental responsibility: only the population register knows that

Undated rows take the dates of the class's terms, or of the school year. A file of changes must date its
rows or bring the sessions along, since the date tells which row is changed.
"""

from collections.abc import Collection

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.roster_groups import (
    MENTOR,
    deliver_groups,
    deliver_guardian_links,
    deliver_memberships,
    make_groups,
)
from tettpaa.identify.sources.roster_rows import WITHDRAWN, only_row, put_texts, refuse_undated, school_at
from tettpaa.identify.sources.words import roles_of, staff_roles, year_level_of
from tettpaa.schools.places.school_year import first_day, last_day, name_of

LIFE = ("sourcedId", "status")
RAW: dict[str, tuple[str, ...]] = {
    "academicSessions": (*LIFE, "type", "startDate", "endDate"),
    "orgs": (*LIFE, "name", "type", "identifier", "parentSourcedId"),
    "courses": (*LIFE, "courseCode", "subjectCodes"),
    "classes": (*LIFE, "title", "grades", "courseSourcedId", "classCode", "classType", "schoolSourcedId",
                "termSourcedIds", "subjectCodes", MENTOR),
    "users": (*LIFE, "givenName", "familyName", "email", "userIds", "grades"),
    "roles": (*LIFE, "userSourcedId", "role", "beginDate", "endDate", "orgSourcedId"),
    "enrollments": (*LIFE, "classSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"),
    "demographics": (*LIFE, "birthDate", "sex"),
    "agents": (*LIFE, "userSourcedId", "agentSourcedId"),
}  # fmt: skip

# What several rows say together of one enrolment, employment or membership.
PLACED = f"bool_and({WITHDRAWN.format('r')}) AS _is_withdrawn, any_value(r._file) AS _file, min(r._row) AS _row"
IS_SCHOOL = "(lower(type) = 'school' OR type ILIKE 'ext:%sch%' OR type ILIKE 'ext:%skole%')"


def deliver_roster(delivery: Delivery, supplied: Collection[str], school_year: int) -> None:
    """Deliver every roster table that the supplied files speak of; a file of headings gives an empty table."""
    _make_school_of(delivery)
    _make_year(delivery, school_year)
    _make_roles(delivery)
    if "orgs" in supplied:
        _deliver_schools(delivery)
    if "users" in supplied:
        _deliver_people(delivery)
    if "roles" in supplied:
        _deliver_enrolments(delivery)
        _deliver_employments(delivery)
    make_groups(delivery)
    if "classes" in supplied:
        deliver_groups(delivery)
    if "enrollments" in supplied:
        deliver_memberships(delivery)
    if "agents" in supplied:
        deliver_guardian_links(delivery, knows_roles="roles" in supplied)


def _make_school_of(delivery: Delivery) -> None:
    """org → the school it is or lies under; NULL for those above the schools. Unknown orgs are not in it."""
    delivery.con.execute(f"""
        CREATE OR REPLACE TEMP TABLE raw_school_of AS
        WITH RECURSIVE above(org, place, step) AS (
            SELECT sourcedId, sourcedId, 0 FROM raw_orgs
            UNION ALL
            SELECT above.org, o.parentSourcedId, step + 1 FROM above JOIN raw_orgs AS o ON o.sourcedId = above.place
            WHERE NOT coalesce({IS_SCHOOL}, false) AND o.parentSourcedId IS NOT NULL AND step < 10)
        SELECT above.org, min(o.sourcedId) FILTER (WHERE {IS_SCHOOL}) AS school
        FROM above LEFT JOIN raw_orgs AS o ON o.sourcedId = above.place GROUP BY above.org
    """)


def _make_year(delivery: Delivery, school_year: int) -> None:
    """`raw_year (begins, ends)`: the package's session for the school year; else 1 August to nobody knows."""
    first, last = first_day(school_year).isoformat(), last_day(school_year).isoformat()
    delivery.con.execute(f"""
        CREATE OR REPLACE TEMP TABLE raw_year AS
        SELECT min(startDate) AS begins, max(endDate) AS ends FROM raw_academicSessions
        WHERE type = 'schoolYear' AND startDate <= '{last}' AND endDate > '{first}'
          AND datediff('day', greatest(startDate, '{first}')::DATE, least(endDate, '{last}')::DATE) > 60
    """)
    begins, sessions = only_row(delivery, "SELECT begins, (SELECT count(*) FROM raw_academicSessions) FROM raw_year")
    if begins is None and delivery.mode == "full":
        delivery.con.execute("UPDATE raw_year SET begins = ?", [first])
        if sessions:
            delivery.warn("roster.other_school_year", file="academicSessions.csv", year=name_of(school_year))


def _make_roles(delivery: Delivery) -> None:
    """`raw_placed`: each role with what it is here and the school it is at, NULL where it is at none."""
    words = [(word, kind) for kind in ("pupil", "guardian") for word in roles_of(kind)]
    put_texts(delivery, "raw_words", "word kind", words + list(staff_roles().items()))
    delivery.con.execute(f"""
        CREATE OR REPLACE TEMP TABLE raw_placed AS
        SELECT r._file, r._row, r.status, r.userSourcedId AS person, w.kind, r.beginDate, r.endDate,
               {school_at("r.orgSourcedId")} AS school
        FROM raw_roles AS r LEFT JOIN raw_words AS w ON w.word = lower(r.role)
        LEFT JOIN raw_school_of AS s ON s.org = r.orgSourcedId
    """)


def _deliver_schools(delivery: Delivery) -> None:
    query = f"""
        SELECT sourcedId AS school_id, name,
               nullif(regexp_extract(replace(identifier, ' ', ''), '^(NO)?([0-9]{{9}})$', 2), '') AS org_number,
               {WITHDRAWN.format("o")} AS _is_withdrawn, _file, _row
        FROM raw_orgs AS o WHERE {IS_SCHOOL} OR (type IS NULL AND {WITHDRAWN.format("o")})
    """
    delivery.deliver_query("schools", query, file="")
    others, file = only_row(delivery, f"SELECT count(*), any_value(_file) FROM raw_orgs WHERE NOT {IS_SCHOOL}")
    if others:
        delivery.warn("roster.org_not_school", file=file, count=others)


def _deliver_people(delivery: Delivery) -> None:
    query = f"""
        SELECT u.sourcedId AS person_id, u.givenName AS given_name, u.familyName AS family_name,
               d.birthDate AS birth_date, CASE lower(d.sex) WHEN 'male' THEN 'm' WHEN 'female' THEN 'k' END AS sex,
               u.email,
               nullif(trim(regexp_extract(u.userIds, '(?i)[{{]?\\s*feide\\s*:\\s*([^,{{}}]+)', 1)), '') AS feide_name,
               {WITHDRAWN.format("u")} AS _is_withdrawn, u._file, u._row
        FROM raw_users AS u LEFT JOIN raw_demographics AS d ON d.sourcedId = u.sourcedId
    """
    delivery.deliver_query("people", query, file="")


def _deliver_enrolments(delivery: Delivery) -> None:
    levels = delivery.con.execute("SELECT DISTINCT grades FROM raw_users WHERE grades IS NOT NULL").fetchall()
    put_texts(delivery, "raw_levels", "grades level", [(g, year_level_of(g.split(",")[0])) for (g,) in levels])
    begins = "coalesce(r.beginDate, y.begins)"
    rows = """
        FROM raw_placed AS r CROSS JOIN raw_year AS y
        LEFT JOIN raw_users AS u ON u.sourcedId = r.person LEFT JOIN raw_levels AS l ON l.grades = u.grades
        WHERE r.kind = 'pupil' AND r.school IS NOT NULL
    """
    query = f"""
        SELECT r.person AS pupil_id, r.school AS school_id, {begins} AS valid_from, min(l.level) AS year_level,
               CASE WHEN bool_or(r.endDate IS NULL) THEN max(y.ends) ELSE max(r.endDate) END AS valid_to, {PLACED}
        {rows} GROUP BY ALL
    """
    delivery.deliver_query("enrolments", query, file="")
    refuse_undated(delivery, f"SELECT r._file, r._row {rows} AND {begins} IS NULL", "academicSessions.csv")


def _deliver_employments(delivery: Delivery) -> None:
    query = f"""
        SELECT r.person AS person_id, r.school AS school_id, r.kind AS role, min(r.beginDate) AS valid_from,
               CASE WHEN bool_and(r.endDate IS NOT NULL) THEN max(r.endDate) END AS valid_to, {PLACED}
        FROM raw_placed AS r WHERE r.kind NOT IN ('pupil', 'guardian') AND r.school IS NOT NULL GROUP BY ALL
    """
    delivery.deliver_query("employments", query, file="")
    outside, file = only_row(delivery, """
        SELECT count(*), any_value(_file) FROM raw_placed
        WHERE kind IS NULL OR (kind <> 'guardian' AND school IS NULL)
    """)  # fmt: skip
    if outside:
        delivery.warn("roster.role_without_place", file=file, count=outside)
