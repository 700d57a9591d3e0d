"""Rows that say they are the same: refused, except absences without an id of their own, where two may be equal."""

from tettpaa.identify.imports.keys import key_from
from tettpaa.identify.imports.ready import located
from tettpaa.identify.imports.work import Work
from tettpaa.identify.sources.delivery import MOST_LISTED
from tettpaa.schema import Table


def check_doubles(work: Work) -> None:
    """Refuse a second row with a key already given; number equal rows that have no key."""
    for table in work.tables("roster"):
        _tell_doubles(work, table, "key")
    for table in work.tables("records"):
        # Looked for once: two million rows take a second to group.
        if not work.count(f"{_equals(table)} LIMIT 1"):
            continue
        if table.name == "absences":
            _number_equals(work, _equals(table))
        _tell_doubles(work, table, "row_key")


def _equals(table: Table) -> str:
    return f"SELECT row_key FROM ready_{table.name} GROUP BY row_key HAVING count(*) > 1"


def _number_equals(work: Work, equals: str) -> None:
    """Two equal absences without ids are two absences: the second gets a key of its own, always the same."""
    work.con.execute(f"""
        UPDATE ready_absences AS ready
        SET row_key = {key_from("concat_ws(chr(31), ready.row_key, nth)")}
        FROM (SELECT r.rid, row_number() OVER (PARTITION BY r.row_key ORDER BY r.rid) AS nth
              FROM ready_absences AS r JOIN staged_absences AS s ON s.rowid = r.rid
              WHERE nullif(trim(s.absence_id), '') IS NULL AND r.row_key IN ({equals})) AS numbered
        WHERE numbered.rid = ready.rid AND numbered.nth > 1
    """)


def _tell_doubles(work: Work, table: Table, key: str) -> None:
    """Tell of each row after the first with the same key. Each meets the first alone: a million equal rows are no more."""
    by = f"{key}, school_year" if key == "row_key" else key
    doubles = f"SELECT {by}, min(rid) AS rid FROM ready_{table.name} GROUP BY {by} HAVING count(*) > 1"
    if not work.count(doubles):
        return
    found = work.con.execute(f"""
        SELECT b._file, b._row, a._row, count(*) OVER () FROM ({doubles}) AS first
        JOIN ({located(table)}) AS a ON a.rid = first.rid
        JOIN ({located(table)}) AS b ON {" AND ".join(f"b.{part} = first.{part}" for part in by.split(", "))}
        WHERE b.rid > first.rid ORDER BY 1, 2 LIMIT {MOST_LISTED}
    """).fetchall()
    for file, row, first, _ in found:
        work.delivery.refuse("key.duplicate", file=file, row=row, column=", ".join(table.key), first=first)
    if found:
        work.delivery.problem_count += found[0][3] - len(found)
