"""What a source delivers: rows of the profile's tables as text, with file and row, and what is wrong with them.

A source (OneRoster, SDS, PIFU, CSV) reads one package and fills a Delivery; it knows the schema and
nothing of how the rows are checked further, compared and committed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import duckdb
import numpy as np

from tettpaa.identify.sources.problems import Problem, problem
from tettpaa.kit.disk import force_to_disk
from tettpaa.schema import SOURCE_TABLES

# Kept beside each staged row: where it came from, and whether the source withdraws it. Where `_row` is empty,
# the row's place in the staged table counts, the heading being row 1.
PLACE = {"_file": "VARCHAR", "_row": "BIGINT", "_is_withdrawn": "BOOLEAN"}
MOST_LISTED = 1000


@dataclass
class Delivery:
    """One package as read: `mode` 'full' replaces what is held in its scope, 'changes' adds and withdraws.

    `delivered` names the tables the package speaks of; only those are compared, so that a package
    without grades never empties the grades. `from_on` and `to_on` bound a full delivery of dated rows.
    `added_only` are tables of a full delivery that it does not have in full: nothing in them is gone by being left out.
    `folder` is where long tables are laid beside the database; without one they are kept in it.
    """

    con: duckdb.DuckDBPyConnection
    folder: Path | None = None
    mode: Literal["full", "changes"] = "full"
    from_on: str = ""
    to_on: str = ""
    delivered: set[str] = field(default_factory=set)
    added_only: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    warning_count: int = 0

    def refuse(self, code: str, *, file: str = "", row: int | None = None, column: str = "", **facts: object) -> None:
        """Note a problem: the package will be refused. At most 1,000 are listed, all are counted."""
        self.problem_count += 1
        if len(self.problems) < MOST_LISTED:
            self.problems.append(problem(code, file=file, row=row, column=column, **facts))

    def warn(self, code: str, *, file: str = "", row: int | None = None, column: str = "", **facts: object) -> None:
        """Note a warning: the rows are kept, and somebody should know."""
        self.warning_count += 1
        if len(self.warnings) < MOST_LISTED:
            self.warnings.append(problem(code, file=file, row=row, column=column, **facts))

    def open_table(self, table: str) -> str:
        """Make the staged table for `table` if it is not there, and give its name."""
        name = staged(table)
        columns = ", ".join(
            [f'"{column.name}" VARCHAR' for column in SOURCE_TABLES[table].columns]
            + [f'"{place}" {kind}' for place, kind in PLACE.items()]
        )
        self.con.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({columns})')
        self.delivered.add(table)
        return name

    def deliver_query(self, table: str, query: str, *, file: str) -> None:
        """Deliver the rows of a query. It gives columns of the table by name, and `_row`; others are empty."""
        name = self.open_table(table)
        relation = self.con.sql(query)
        given = ", ".join(f'"{column}"' for column in relation.columns)
        place = file.replace("'", "''")
        extra = "" if "_file" in relation.columns else ", _file"
        value = "" if "_file" in relation.columns else f", '{place}'"
        self.con.execute(f'INSERT INTO "{name}" ({given}{extra}) SELECT {given}{value} FROM ({query})')

    def deliver_long(self, table: str, query: str, *, file: str) -> None:
        """The same for millions of rows: laid in a file of columns, which takes two thirds of the time of a table."""
        if self.folder is None:
            self.deliver_query(table, query, file=file)
            return
        self.folder.mkdir(exist_ok=True)
        path = self.folder / f"{table}.parquet"
        given = self.con.sql(query).columns
        names = [column.name for column in SOURCE_TABLES[table].columns]
        listed = [f'"{name}"' if name in given else f'NULL::VARCHAR AS "{name}"' for name in names]
        listed += [f"'{file.replace("'", "''")}' AS _file", "NULL::BIGINT AS _row"]
        listed.append("_is_withdrawn" if "_is_withdrawn" in given else "NULL::BOOLEAN AS _is_withdrawn")
        self.con.execute(f"COPY (SELECT {', '.join(listed)} FROM ({query})) TO {_quoted(path)} (FORMAT parquet)")
        force_to_disk(path, self.folder)
        open_long(self.con, path)
        self.delivered.add(table)

    def make_changeable(self, table: str) -> None:
        """Bring a table that was laid in a file into the database, its rows in the same order."""
        path = self.folder / f"{table}.parquet" if self.folder else None
        if path is None or not path.exists():
            return
        name = staged(table)
        self.con.execute(f"""
            BEGIN; CREATE TABLE moved AS SELECT * EXCLUDE (rowid) FROM "{name}"; DROP VIEW "{name}";
            ALTER TABLE moved RENAME TO "{name}"; COMMIT
        """)
        path.unlink()


def staged(table: str) -> str:
    """What a table is called in the database when it has been read."""
    return f"staged_{table}"


def open_long(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make the staged table of a file laid by `deliver_long`; `rowid` is the row's place, as in a table."""
    read = f"SELECT * RENAME (file_row_number AS rowid) FROM read_parquet({_quoted(path)}, file_row_number=true)"
    con.execute(f'CREATE OR REPLACE VIEW "{staged(path.stem)}" AS {read}')


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _column(values: Sequence[object]) -> np.ndarray:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column
