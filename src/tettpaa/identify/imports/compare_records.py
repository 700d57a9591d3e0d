"""Record tables against the version in force: counted by school and year, so that only what differs is written."""

from tettpaa.identify.imports.work import Work
from tettpaa.identify.records.reading import records_query, schools_holding
from tettpaa.identify.records.stored import stored_columns
from tettpaa.schema import Table


def compare_records(work: Work, table: Table) -> dict[str, int]:
    """Make `parts_<table> (school_year, school, status, rows)`, and count each status.

    Rows meet by key within their school year. A row that has moved to another school is 'changed', and
    stands under both schools, so that it is taken from the one and put in the other.
    """
    open_held(work, table)
    content = content_hash(table)
    work.con.execute(f"""
        CREATE OR REPLACE TABLE parts_{table.name} AS
        WITH ready AS (SELECT school_year, row_key, school, {content} AS content, _is_withdrawn
                       FROM ready_{table.name}),
             held AS (SELECT school_year, row_key, school, {content} AS content, {in_scope(work, table)} AS in_scope
                      FROM held_{table.name}),
             met AS (
                SELECT school_year, r.school AS new_school, h.school AS old_school,
                    CASE WHEN r.row_key IS NULL THEN CASE WHEN h.in_scope THEN 'gone' ELSE 'outside' END
                         WHEN r._is_withdrawn THEN CASE WHEN h.row_key IS NULL THEN 'outside' ELSE 'gone' END
                         WHEN h.row_key IS NULL THEN 'new'
                         WHEN r.school <> h.school OR r.content <> h.content THEN 'changed'
                         ELSE 'same' END AS status
                FROM ready AS r FULL JOIN held AS h USING (school_year, row_key))
        SELECT school_year, coalesce(CASE WHEN status <> 'gone' THEN new_school END, old_school) AS school,
               old_school, status, count(*) AS rows
        FROM met WHERE status <> 'outside' GROUP BY ALL
    """)
    found = work.con.execute(f"SELECT status, sum(rows) FROM parts_{table.name} GROUP BY status").fetchall()
    return {status: int(rows) for status, rows in found}


def open_held(work: Work, table: Table) -> None:
    """Make the view `held_<table>`: rows in force in the delivery's school years, at the schools it may change.

    Those in scope, those its rows are placed at, and those that hold a row it has, since a pupil may have moved.
    So one class's corrections do not read a county.
    """
    touched = _ids(work, f"SELECT school FROM ready_{table.name} UNION SELECT school FROM scope_schools")
    others = schools_holding(work.owner, table.name, work.years) - touched
    if others:
        theirs = records_query(work.owner, table.name, school_years=work.years, schools=sorted(others))
        touched |= _ids(
            work, f"SELECT school FROM ({theirs}) WHERE row_key IN (SELECT row_key FROM ready_{table.name})"
        )
    held = records_query(work.owner, table.name, school_years=work.years, schools=sorted(touched))
    work.con.execute(f"CREATE OR REPLACE TEMP VIEW held_{table.name} AS {held}")


def _ids(work: Work, query: str) -> set[int]:
    return {school for (school,) in work.con.execute(f"SELECT DISTINCT school FROM ({query})").fetchall() if school}


def content_hash(table: Table) -> str:
    """SQL for a hash of everything a row says besides its key and place."""
    names = [name for name in stored_columns(table) if name not in ("row_key", "school_year", "school")]
    return "hash(" + ", ".join(f'"{name}"' for name in names) + ")"


def in_scope(work: Work, table: Table) -> str:
    """SQL that is true for a held row which this delivery would have named if it were still there."""
    if not work.takes_away(table.name):
        return "false"
    parts = [f"school_year = {work.school_year}", "school IN (SELECT school FROM scope_schools)"]
    if table.dated_by:
        begins, ends = work.delivery.from_on, work.delivery.to_on
        if begins:
            parts.append(f"\"{table.dated_by}\" >= DATE '{begins}'")
        if ends:
            parts.append(f"\"{table.dated_by}\" <= DATE '{ends}'")
    return f"coalesce({' AND '.join(parts)}, false)"


def affected(work: Work, table: Table) -> list[tuple[int, int]]:
    """The (school year, school) where anything would be written."""
    found = work.con.execute(f"""
        SELECT DISTINCT school_year, unnest([school, old_school]) AS school
        FROM parts_{table.name} WHERE status <> 'same'
    """).fetchall()
    return sorted((year, school) for year, school in found if school is not None)


def final_rows(work: Work, table: Table) -> str:
    """SQL for all rows the affected schools' years will hold: the delivered ones, and the held ones that stay."""
    columns = ", ".join(f'"{name}"' for name in stored_columns(table))
    here = (
        "(school_year, school) IN (" + ", ".join(f"({year}, {school})" for year, school in affected(work, table)) + ")"
    )
    given = f"SELECT {columns} FROM ready_{table.name} WHERE NOT _is_withdrawn AND {here}"
    if _replaces_all(work, table):
        return given
    return f"""
        {given} UNION ALL
        SELECT {columns} FROM held_{table.name} AS h
        WHERE {here} AND NOT ({in_scope(work, table)})
          AND NOT EXISTS (SELECT 1 FROM ready_{table.name} AS r
                          WHERE r.school_year = h.school_year AND r.row_key = h.row_key)
    """


def _replaces_all(work: Work, table: Table) -> bool:
    """Whether nothing that is held can stay where something is written (the ordinary full delivery)."""
    if not work.takes_away(table.name) or (table.dated_by and (work.delivery.from_on or work.delivery.to_on)):
        return False
    scope = {school for (school,) in work.con.execute("SELECT school FROM scope_schools").fetchall()}
    return all(year == work.school_year and school in scope for year, school in affected(work, table))
