"""Turns the rows of each School Data Sync layout into the raw tables of roster.py.

Each shape fills the tables and says which it could fill, and from which file.
"""

from collections.abc import Callable

from tettpaa.identify.sources.delivery import Delivery

# Kinds of unit that pupils belong to; others (district, ministry, university, department) lie above or below one.
SCHOOL_TYPES = "('school', 'college')"
LIVE = "lower(coalesce(status, 'active')) = 'active'"
# A whole year, when no type says so.
YEAR_DAYS = 250


def shape_v1(delivery: Delivery) -> dict[str, str]:
    """v1, also with the UK's headings. A section is a teaching group with its own course; terms are named there."""
    con = delivery.con
    con.execute("""
        INSERT INTO raw_orgs (_file, _row, sourcedId, name, type, identifier)
        SELECT _file, _row, id, name, 'school', number FROM raw_sds_school
    """)
    con.execute(f"""
        INSERT INTO raw_classes
            (_file, _row, sourcedId, title, courseSourcedId, classType, schoolSourcedId, termSourcedIds)
        SELECT _file, _row, id, name, id, 'scheduled', school, term FROM raw_sds_section WHERE {LIVE}
    """)
    con.execute(f"""
        INSERT INTO raw_courses (_file, _row, sourcedId, courseCode, subjectCodes)
        SELECT _file, _row, id, course_code, subject FROM raw_sds_section WHERE {LIVE}
    """)
    con.execute(f"""
        INSERT INTO raw_academicSessions (_file, _row, sourcedId, type, startDate, endDate)
        SELECT any_value(_file), min(_row), term, CASE WHEN datediff('day', min(begins)::DATE, max(ends)::DATE)
               >= {YEAR_DAYS} THEN 'schoolYear' ELSE 'term' END, min(begins), max(ends)
        FROM raw_sds_section WHERE {LIVE} AND term IS NOT NULL AND begins IS NOT NULL AND ends IS NOT NULL GROUP BY term
    """)
    _refuse_shared_ids(delivery)
    for file, role, roster in (("student", "student", "studentenrollment"), ("teacher", "teacher", "teacherroster")):
        _add_people_v1(delivery, file, role)
        con.execute(f"""
            INSERT INTO raw_enrollments (_file, _row, classSourcedId, userSourcedId, role)
            SELECT r._file, r._row, r.section, r.person, '{role}' FROM raw_sds_{roster} AS r
            WHERE r.section IN (SELECT sourcedId FROM raw_classes) AND r.person IN (SELECT sourcedId FROM raw_users)
        """)
    con.execute("""
        INSERT INTO raw_demographics (_file, _row, sourcedId, birthDate)
        SELECT any_value(_file), min(_row), id, min(birth_date) FROM raw_sds_student GROUP BY id
    """)
    return {"orgs": "school", "users": "student", "roles": "student", "classes": "section", "enrollments": "section"}


def _add_people_v1(delivery: Delivery, file: str, role: str) -> None:
    """A person stands once for each school; the name is taken from the first row."""
    grade = "grade" if file == "student" else "NULL"
    delivery.con.execute(f"""
        INSERT INTO raw_users (_file, _row, sourcedId, givenName, familyName, email, grades)
        SELECT _file, _row, id, given_name, coalesce(family_name, username, id), email, {grade} FROM raw_sds_{file}
        WHERE {LIVE} QUALIFY row_number() OVER (PARTITION BY id ORDER BY _row) = 1
    """)
    delivery.con.execute(f"""
        INSERT INTO raw_roles (_file, _row, userSourcedId, role, orgSourcedId)
        SELECT _file, _row, id, '{role}', school FROM raw_sds_{file} WHERE {LIVE}
    """)


def _refuse_shared_ids(delivery: Delivery) -> None:
    """Pupils and teachers are numbered apart, but become people of one list here."""
    rows = delivery.con.execute("""
        SELECT t._file, t._row, min(s._row) FROM raw_sds_teacher AS t JOIN raw_sds_student AS s ON s.id = t.id
        GROUP BY t._file, t._row ORDER BY t._row
    """).fetchall()
    for file, row, other in rows:
        delivery.refuse("sds.id_of_pupil_and_teacher", file=file, row=row, column="SIS ID", other=other)


def shape_v2(delivery: Delivery) -> dict[str, str]:
    """v2: a user has one role, at one or several units. There are no dates."""
    _add_orgs(delivery)
    con = delivery.con
    con.execute("""
        INSERT INTO raw_users (_file, _row, sourcedId, givenName, familyName, email, grades)
        SELECT _file, _row, id, given_name, coalesce(family_name, username, id), email, grade FROM raw_sds_users
    """)
    con.execute("""
        INSERT INTO raw_roles (_file, _row, userSourcedId, role, orgSourcedId)
        SELECT _file, _row, id, role, trim(unnest(string_split(orgs, ','))) FROM raw_sds_users
    """)
    con.execute("""
        INSERT INTO raw_classes (_file, _row, sourcedId, title, classType, schoolSourcedId)
        SELECT _file, _row, id, name, 'scheduled', school FROM raw_sds_classes
    """)
    _add_enrollments(delivery)
    return {"orgs": "orgs", "users": "users", "roles": "users", "classes": "classes", "enrollments": "enrollments"}


def shape_v21(delivery: Delivery) -> dict[str, str]:
    """v2.1: roles with dates, sessions, courses and relationships in files of their own."""
    _add_orgs(delivery)
    con = delivery.con
    _add_people_v21(delivery)
    _add_sessions_and_courses(delivery)
    con.execute("""
        INSERT INTO raw_classes
            (_file, _row, sourcedId, title, courseSourcedId, classType, schoolSourcedId, termSourcedIds)
        SELECT _file, _row, id, name, course, 'scheduled', school, sessions FROM raw_sds_classes
    """)
    _add_enrollments(delivery)
    con.execute("""
        INSERT INTO raw_demographics (_file, _row, sourcedId, birthDate, sex)
        SELECT _file, _row, person, birth_date, sex FROM raw_sds_demographics
    """)
    con.execute("""
        INSERT INTO raw_agents (_file, _row, userSourcedId, agentSourcedId)
        SELECT _file, _row, pupil, guardian FROM raw_sds_relationships
    """)
    return {
        "orgs": "orgs", "users": "users", "roles": "roles", "classes": "classes", "enrollments": "enrollments",
        "agents": "relationships",
    }  # fmt: skip


def _add_sessions_and_courses(delivery: Delivery) -> None:
    delivery.con.execute("""
        INSERT INTO raw_academicSessions (_file, _row, sourcedId, type, startDate, endDate)
        SELECT _file, _row, id, type, begins, ends FROM raw_sds_academicsessions
    """)
    delivery.con.execute("""
        INSERT INTO raw_courses (_file, _row, sourcedId, courseCode) SELECT _file, _row, id, code FROM raw_sds_courses
    """)


def _add_people_v21(delivery: Delivery) -> None:
    """Users with their year level, and roles with their own dates or their session's."""
    delivery.con.execute("""
        INSERT INTO raw_users (_file, _row, sourcedId, givenName, familyName, email, grades)
        SELECT u._file, u._row, u.id, u.given_name, coalesce(u.family_name, u.username, u.id), u.email, r.grade
        FROM raw_sds_users AS u LEFT JOIN (
            SELECT person, min(grade) AS grade FROM raw_sds_roles WHERE lower(role) = 'student' GROUP BY person
        ) AS r ON r.person = u.id
    """)
    delivery.con.execute("""
        INSERT INTO raw_roles (_file, _row, userSourcedId, role, beginDate, endDate, orgSourcedId)
        SELECT r._file, r._row, r.person, r.role, coalesce(r.begins, s.begins), coalesce(r.ends, s.ends), r.org
        FROM raw_sds_roles AS r LEFT JOIN raw_sds_academicsessions AS s ON s.id = r.session
    """)


def _add_orgs(delivery: Delivery) -> None:
    delivery.con.execute(f"""
        INSERT INTO raw_orgs (_file, _row, sourcedId, name, type, parentSourcedId)
        SELECT _file, _row, id, name, CASE WHEN lower(type) IN {SCHOOL_TYPES} THEN 'school' ELSE lower(type) END, parent
        FROM raw_sds_orgs
    """)


def _add_enrollments(delivery: Delivery) -> None:
    delivery.con.execute("""
        INSERT INTO raw_enrollments (_file, _row, classSourcedId, userSourcedId, role)
        SELECT _file, _row, class, person, role FROM raw_sds_enrollments
    """)


SHAPES: dict[str, Callable[[Delivery], dict[str, str]]] = {"v1": shape_v1, "v2": shape_v2, "v2.1": shape_v21}
