"""Small pieces of SQL and tables that the makers of roster rows share."""

from collections.abc import Sequence

from tettpaa.identify.sources.delivery import Delivery

# SQL: whether the row of table {0} is one the source withdraws.
WITHDRAWN = "coalesce({0}.status = 'tobedeleted', false)"


def put_texts(delivery: Delivery, table: str, columns: str, rows: Sequence[Sequence[str | None]]) -> None:
    """Make temporary table `table` with these columns (named with blanks between) of rows of text."""
    names = columns.split()
    delivery.con.execute(f'CREATE OR REPLACE TEMP TABLE "{table}" ({", ".join(f"{name} VARCHAR" for name in names)})')
    if rows:
        lists = [list(column) for column in zip(*rows, strict=True)]
        marks = ", ".join("unnest(?::VARCHAR[])" for _ in names)
        delivery.con.execute(f'INSERT INTO "{table}" SELECT {marks}', lists)


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
