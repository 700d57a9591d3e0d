"""Finds which school each record row belongs to.

A row with a school has it; a lesson has its group's; a pupil's row has the school where the pupil was
enrolled on the row's day: as the delivery says, else as held. Makes `place_pupils
(pupil, year, school, begins, ends, many)` with one row for each pupil and year.
"""

from tettpaa.identify.imports.held import held_rows
from tettpaa.identify.imports.work import Work
from tettpaa.schema import Table


def place_groups(work: Work) -> None:
    """Give every key in `key_groups` its school: from the delivery, else from what is held.

    A group that is not known in a row's own year is taken to be the one of the import's year.
    """
    held_rows(work, "groups")
    known = "SELECT key, school_id FROM held_groups"
    if work.has("groups"):
        known = (
            "SELECT key, school_id FROM ready_groups WHERE NOT _is_withdrawn UNION ALL"
            " SELECT key, school_id FROM held_groups WHERE key NOT IN (SELECT key FROM ready_groups)"
        )
    work.con.execute(f"""
        CREATE OR REPLACE TABLE key_groups AS
        WITH known AS ({known}),
             found AS (SELECT g.id, g.year, g.key, known.school_id AS school
                       FROM key_groups AS g LEFT JOIN known USING (key))
        SELECT f.id, f.year,
               CASE WHEN f.school IS NULL AND now.school IS NOT NULL THEN now.key ELSE f.key END AS key,
               coalesce(f.school, now.school) AS school
        FROM found AS f LEFT JOIN found AS now ON now.id = f.id AND now.year = {work.school_year}
    """)


def place_pupils(work: Work) -> None:
    """Make `place_pupils`, and `enrolled` with every enrolment that counts."""
    held_rows(work, "enrolments")
    delivered = (
        "SELECT key, pupil_id AS pupil, school_year AS year, school_id AS school, valid_from, valid_to"
        " FROM ready_enrolments WHERE NOT _is_withdrawn"
        if work.has("enrolments")
        else "SELECT NULL::BIGINT AS key, NULL::BIGINT AS pupil, NULL::SMALLINT AS year, NULL::BIGINT AS school,"
        " NULL::DATE AS valid_from, NULL::DATE AS valid_to LIMIT 0"
    )
    work.con.execute(f"""
        CREATE OR REPLACE TABLE enrolled AS
        SELECT DISTINCT * FROM ({delivered}) WHERE pupil IS NOT NULL AND school IS NOT NULL
        UNION ALL
        SELECT key, pupil_id, school_year, school_id, valid_from, valid_to FROM held_enrolments
        WHERE NOT ({_is_replaced(work)})
    """)
    work.con.execute("""
        CREATE OR REPLACE TABLE place_pupils AS
        SELECT pupil, year, any_value(school) AS school, any_value(valid_from) AS begins,
               any_value(valid_to) AS ends, count(*) > 1 AS many
        FROM enrolled GROUP BY pupil, year
    """)


def _is_replaced(work: Work) -> str:
    """SQL that is true for a held enrolment the delivery has replaced or withdrawn."""
    if not work.has("enrolments"):
        return "false"
    given = "key IN (SELECT key FROM ready_enrolments)"
    if not work.takes_away("enrolments"):
        return given
    return f"{given} OR (school_year = {work.school_year} AND school_id IN (SELECT school FROM scope_schools))"


def settle_shared(work: Work, table: Table) -> None:
    """For pupils with several enrolments in the year: the one that covers the day, else the latest begun before it.

    A pupil who moved in January has last autumn's absence at the school of last autumn.
    """
    if table.scoped_by != "pupil_id" or not work.one(f"SELECT count(*) FROM ready_{table.name} WHERE _is_shared")[0]:
        return
    day = f'r."{table.dated_by}"' if table.dated_by else "NULL::DATE"
    covers = f"({day} >= e.valid_from AND ({day} <= e.valid_to OR e.valid_to IS NULL))"
    best = f"CASE WHEN {covers} THEN 0 WHEN {day} IS NULL OR e.valid_from <= {day} THEN 1 ELSE 2 END"
    has_group = any(column.name == "group_id" for column in table.columns)
    in_group = "false"
    if has_group:
        in_group = (
            'coalesce(e.school = (SELECT any_value(g.school) FROM key_groups AS g WHERE g.key = r."group"), false)'
        )
    order = f"{best}, {in_group} DESC, e.valid_from DESC, e.key"
    work.con.execute(f"""
        UPDATE ready_{table.name} AS ready SET school = found.school, _is_outside = found.is_outside
        FROM (
            SELECT r.rid, e.school, {day} IS NOT NULL AND NOT coalesce({covers}, false) AS is_outside
            FROM ready_{table.name} AS r JOIN enrolled AS e ON e.pupil = r.pupil AND e.year = r.school_year
            WHERE r._is_shared
            QUALIFY row_number() OVER (PARTITION BY r.rid ORDER BY {order}) = 1
        ) AS found WHERE found.rid = ready.rid
    """)
