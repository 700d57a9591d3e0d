"""Small pieces of SQL and tables that the makers of roster rows share."""

from collections.abc import Sequence

import numpy as np

from tettpaa.identify.sources.delivery import Delivery

# SQL: whether the row of table {0} is one the source withdraws.
WITHDRAWN = "coalesce({0}.status = 'tobedeleted', false)"


def put_texts(delivery: Delivery, table: str, columns: str, rows: Sequence[Sequence[str | None]]) -> None:
    """Make temporary table `table` with these columns (named with blanks between) of rows of text."""
    described = ", ".join(f"{name} VARCHAR" for name in columns.split())
    delivery.con.execute(f'CREATE OR REPLACE TEMP TABLE "{table}" ({described})')
    add_rows(delivery, table, rows)


def add_rows(delivery: Delivery, table: str, rows: Sequence[Sequence]) -> None:
    """Add rows of Python values in the order of the table's columns: as columns, which DuckDB takes at once."""
    if not rows:
        return
    given = {}
    for place, values in enumerate(zip(*rows, strict=True)):
        column = np.empty(len(values), dtype=object)
        column[:] = values
        given[f"c{place}"] = column
    delivery.con.execute(f'INSERT INTO "{table}" SELECT * FROM given')
    del given


def school_at(org: str) -> str:
    """SQL for the school of an org whose `raw_school_of` is joined as `s`; itself where it is unknown."""
    return f"CASE WHEN s.org IS NULL THEN {org} ELSE s.school END"


def only_row(delivery: Delivery, query: str) -> tuple:
    """The one row that the query gives."""
    return delivery.con.execute(query).fetchall()[0]


def refuse_undated(delivery: Delivery, query: str, target: str) -> None:
    """A change that does not say when it began cannot be told from another, unless its sessions come with it."""
    if delivery.mode == "changes":
        for file, row in delivery.con.execute(query).fetchall():
            delivery.refuse("roster.change_undated", file=file, row=row, column="beginDate", target=target)


def drop_raw(delivery: Delivery) -> None:
    """Rows as read are gone when they are delivered: ethnicity and user names are nobody's business here."""
    names = delivery.con.execute("SELECT table_name FROM duckdb_tables() WHERE temporary AND table_name LIKE 'raw_%'")
    for (name,) in names.fetchall():
        delivery.con.execute(f'DROP TABLE temp."{name}"')
