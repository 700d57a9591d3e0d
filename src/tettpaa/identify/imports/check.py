"""Checks every row of a delivery, and makes the rows as they will be kept.

Faults are told by file, row and column; a delivery with any fault is refused as a whole. Some things are
only warned of, and their rows kept: they are listed in `remarks.py`.
"""

from tettpaa.identify.imports import doubles, references, remarks
from tettpaa.identify.imports.cells import CellRule, longest
from tettpaa.identify.imports.compact import fill_in
from tettpaa.identify.imports.held import STANDING, held_rows
from tettpaa.identify.imports.keys import build_keys
from tettpaa.identify.imports.places import place_groups, place_pupils, settle_shared
from tettpaa.identify.imports.ready import located, make_ready_records, make_ready_roster, read_text, rules_of
from tettpaa.identify.imports.scope import scope_of_records, scope_of_roster
from tettpaa.identify.imports.work import Work
from tettpaa.identify.sources.delivery import MOST_LISTED
from tettpaa.identify.sources.problems import value_class
from tettpaa.kit.failpoints import failpoint
from tettpaa.schema import Column, Table


def check(work: Work) -> None:
    """Make `ready_<table>` for every delivered table; faults and warnings are in the delivery."""
    progress = Progress(work, [*work.tables("roster"), *work.tables("records")])
    fill_in(work)
    build_keys(work)
    for table in work.tables("roster"):
        make_ready_roster(work, table)
        _tell_faults(work, table)
        progress.done_with(table)
    scope_of_roster(work)
    place_groups(work)
    place_pupils(work)
    for table in work.tables("records"):
        make_ready_records(work, table)
        settle_shared(work, table)
        _tell_faults(work, table)
        progress.done_with(table)
    scope_of_records(work)
    for name in ("schools", "people"):
        held_rows(work, name, only=STANDING)
    doubles.check_doubles(work)
    references.check_references(work)
    remarks.add_warnings(work)


class Progress:
    """Counts the rows that have been checked."""

    def __init__(self, work: Work, tables: list[Table]) -> None:
        self.work = work
        self.rows = {table.name: work.count(f"FROM staged_{table.name}") for table in tables}
        self.done = 0
        work.report("check", 0, sum(self.rows.values()))

    def done_with(self, table: Table) -> None:
        """Tell that this table is checked."""
        self.done += self.rows[table.name]
        self.work.report("check", self.done, sum(self.rows.values()))
        failpoint("import.checking")


def _tell_faults(work: Work, table: Table) -> None:
    rules = rules_of(work, table)
    if not work.one(f"SELECT coalesce(bit_or(_faults), 0) FROM ready_{table.name}")[0]:
        return
    texts = ", ".join(f't."t_{column.name}"' for column in table.columns)
    found = work.con.execute(f"""
        SELECT r._file, r._row, r._faults, {texts}
        FROM ({located(table)}) AS r JOIN ({read_text(table)}) AS t USING (rid)
        WHERE r._faults <> 0 ORDER BY r._file, r._row LIMIT {MOST_LISTED}
    """).fetchall()
    told = 0
    for file, row, bits, *cells in found:
        text = {column.name: cell for column, cell in zip(table.columns, cells, strict=True)}
        for place, rule in enumerate(rules):
            if bits >> place & 1:
                _tell(work, table, rule, file, row, text[rule.column])
                told += 1
    in_all = work.one(f"SELECT sum(bit_count(_faults)) FROM ready_{table.name}")[0]
    work.delivery.problem_count += int(in_all) - told


def _tell(work: Work, table: Table, rule: CellRule, file: str, row: int, text: str | None) -> None:
    column: Column = table.column(rule.column)
    work.delivery.refuse(
        rule.code, file=file, row=row, column=rule.column, value=value_class(text),
        allowed=", ".join(column.values), lowest=column.lowest, highest=column.highest, longest=longest(column),
    )  # fmt: skip
