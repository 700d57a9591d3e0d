"""What every step of one import has at hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import duckdb
import numpy as np

from tettpaa.identify.imports.kinds import Kind
from tettpaa.identify.sources.delivery import Delivery
from tettpaa.schema import SOURCE_TABLES, Table
from tettpaa.schools.places.models import Owner

# Told (step, rows done, rows in all) as the work goes on.
Report = Callable[[str, int, int], None]


def _silent(step: str, done: int, total: int) -> None:
    """Nobody is watching."""


@dataclass
class Work:
    """One import under way: its database of rows, the delivery, whose it is and for which school year.

    `years` are the school years its rows are dated in, found when the keys are made.
    """

    con: duckdb.DuckDBPyConnection
    delivery: Delivery
    owner: Owner
    kind: Kind
    school_year: int
    import_id: str
    report: Report = field(default=_silent)
    years: list[int] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """A full delivery replaces what is held in its scope; otherwise only the given rows count."""
        return self.delivery.mode == "full"

    def takes_away(self, table: str) -> bool:
        """Whether a row of `table` that is missing has gone; not where the delivery has only some of the table."""
        return self.is_full and table in self.delivery.delivered - self.delivery.added_only

    def tables(self, store: str) -> list[Table]:
        """The delivered tables of a store, in the schema's order (what is referred to comes first)."""
        return [
            table for name, table in SOURCE_TABLES.items() if name in self.delivery.delivered and table.store == store
        ]

    def has(self, table: str) -> bool:
        """Whether the delivery speaks of `table`."""
        return table in self.delivery.delivered

    def one(self, query: str) -> tuple:
        """The only row of a query."""
        row = self.con.execute(query).fetchone()
        return row or ()

    def count(self, query: str) -> int:
        """The number of rows of a query."""
        return int(self.one(f"SELECT count(*) FROM ({query})")[0])


def put_rows(con: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str], rows: Sequence[Sequence]) -> None:
    """Make table `name` with these column types from rows of Python values."""
    described = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    con.execute(f'CREATE OR REPLACE TABLE "{name}" ({described})')
    add_rows(con, name, rows)


def add_rows(con: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Sequence]) -> None:
    """Add rows of Python values to a table, in the order of its columns. Column-wise: 100 times faster."""
    if not rows:
        return
    given = {f"c{place}": _column(values) for place, values in enumerate(zip(*rows, strict=True))}
    con.execute(f'INSERT INTO "{name}" SELECT * FROM given')
    del given


def _column(values: Sequence) -> np.ndarray:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column
