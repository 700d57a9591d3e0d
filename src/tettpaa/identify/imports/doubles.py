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
        if table.name == "absences":
            _number_equals(work)
        _tell_doubles(work, table, "row_key")


def _number_equals(work: Work) -> None:
    """Two equal absences without ids are two absences: the second gets a key of its own, always the same."""
    equals = "SELECT row_key FROM ready_absences GROUP BY row_key HAVING count(*) > 1"
    if not work.count(equals):
        return
    work.con.execute(f"""
        UPDATE ready_absences AS ready
        SET row_key = {key_from("concat_ws(chr(31), ready.row_key, nth)")}
        FROM (SELECT r.rid, row_number() OVER (PARTITION BY r.row_key ORDER BY r.rid) AS nth
              FROM ready_absences AS r JOIN staged_absences AS s ON s.rowid = r.rid
              WHERE nullif(trim(s.absence_id), '') IS NULL AND r.row_key IN ({equals})) AS numbered
        WHERE numbered.rid = ready.rid AND numbered.nth > 1
    """)


def _tell_doubles(work: Work, table: Table, key: str) -> None:
    by = f"{key}, school_year" if key == "row_key" else key
    doubles = f"SELECT {by} FROM ready_{table.name} GROUP BY {by} HAVING count(*) > 1"
    if not work.count(doubles):
        return
    same = " AND ".join(f"a.{part} = b.{part}" for part in by.split(", "))
    found = work.con.execute(f"""
        SELECT b._file, b._row, first(a._row ORDER BY a.rid) FROM ({located(table)}) AS a
        JOIN ({located(table)}) AS b ON {same} AND a.rid < b.rid
        WHERE {" AND ".join(f"a.{part} IS NOT NULL" for part in by.split(", "))}
          AND ({", ".join(f"b.{part}" for part in by.split(", "))}) IN ({doubles})
        GROUP BY ALL ORDER BY 1, 2 LIMIT {MOST_LISTED}
    """).fetchall()
    for file, row, first in found:
        columns = ", ".join(table.key)
        work.delivery.refuse("key.duplicate", file=file, row=row, column=columns, first=first)
