"""Roster tables against what is held: one row for each key, with what would become of it."""

from tettpaa.identify.imports.held import HELD, held_columns, held_rows
from tettpaa.identify.imports.work import Work
from tettpaa.schema import Table
from tettpaa.schools.people.models import Enrolment

# Tables that are not kept by school year: an import of an earlier year adds to them and changes nothing.
TIMELESS = ("people", "employments", "guardian_links")


def compare_roster(work: Work, table: Table) -> dict[str, int]:
    """Make `diff_<table> (key, status)`, and count each status.

    A row is 'gone' when a full delivery lacks it in its scope, or a delivery of changes withdraws it.
    People and schools never go by being absent: a school is then out of scope, a person when the last tie is.
    """
    held_rows(work, table.name)
    status = "CASE WHEN h.key IS NULL THEN 'new' WHEN {differs} THEN 'changed' ELSE 'same' END"
    status = status.format(differs="false" if _is_history(work, table) else _differs(table))
    work.con.execute(f"""
        CREATE OR REPLACE TABLE diff_{table.name} AS
        SELECT r.key, {status} AS status
        FROM ready_{table.name} AS r LEFT JOIN held_{table.name} AS h USING (key) WHERE NOT r._is_withdrawn
        UNION ALL
        SELECT h.key, 'gone' FROM held_{table.name} AS h WHERE {_goes(work, table)} {_still_there(table)}
    """)
    found = work.con.execute(f"SELECT status, count(*) FROM diff_{table.name} GROUP BY status").fetchall()
    return dict(found)


def _is_history(work: Work, table: Table) -> bool:
    """Whether the owner already holds a later school year: then the present is left alone."""
    if table.name not in TIMELESS:
        return False
    return Enrolment.objects.filter(school__owner=work.owner, school_year__gt=work.school_year).exists()


def _differs(table: Table) -> str:
    columns = [name for name in held_columns(table) if name not in ("key", "is_gone", "school_year")]
    parts = [f'r."{name}" IS DISTINCT FROM h."{name}"' for name in columns]
    if "is_gone" in HELD[table.name].extra:
        parts.append("h.is_gone")
    return " OR ".join(parts)


def _still_there(table: Table) -> str:
    return "AND NOT h.is_gone" if "is_gone" in HELD[table.name].extra else ""


def _goes(work: Work, table: Table) -> str:
    given = f"h.key IN (SELECT key FROM ready_{table.name} WHERE {{}})"
    if not work.takes_away(table.name):
        return given.format("_is_withdrawn")
    if table.name in ("people", "schools") or _is_history(work, table):
        return "false"
    return f"{_in_scope(work, table)} AND NOT {given.format('NOT _is_withdrawn')}"


def _in_scope(work: Work, table: Table) -> str:
    scope = "(SELECT school FROM scope_schools)"
    if table.name in ("enrolments", "groups"):
        return f"h.school_year = {work.school_year} AND h.school_id IN {scope}"
    if table.name == "employments":
        return f"h.school_id IN {scope}"
    if table.name == "memberships":
        here = f"school_year = {work.school_year} AND school_id IN {scope}"
        return f"h.group_id IN (SELECT key FROM held_groups WHERE {here})"
    # Guardians follow the pupil: not taken by a school the pupil has left for another.
    here = f"SELECT pupil FROM enrolled WHERE year = {work.school_year} AND school IN {scope}"
    here += (
        f" UNION SELECT pupil_id FROM held_enrolments WHERE school_year = {work.school_year} AND school_id IN {scope}"
    )
    elsewhere = f"SELECT pupil FROM enrolled WHERE year = {work.school_year} AND school NOT IN {scope}"
    return f"h.pupil_id IN ({here}) AND h.pupil_id NOT IN ({elsewhere})"
