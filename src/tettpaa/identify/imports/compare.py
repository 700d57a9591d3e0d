"""Compares a checked delivery with what is held: new, changed, same and gone, for each table.

Makes `diff_<table>` for roster tables (key, status) and, for record tables, `parts_<table>` with the
counts of each school and year. Nothing is written outside the import's own database.
"""

from dataclasses import dataclass

from tettpaa.identify.imports.compare_records import compare_records
from tettpaa.identify.imports.compare_roster import compare_roster
from tettpaa.identify.imports.gone import gone_people
from tettpaa.identify.imports.remarks import warn_of_unheld
from tettpaa.identify.imports.work import Work
from tettpaa.kit.failpoints import failpoint

STATUSES = ("new", "changed", "same", "gone")
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Comparison:
    """`counts`: table → {new, changed, same, gone}, in rows."""

    counts: Counts


def compare(work: Work) -> Comparison:
    """Compare every delivered table."""
    tables = [*work.tables("roster"), *work.tables("records")]
    counts: Counts = {}
    for place, table in enumerate(tables):
        work.report("compare", place, len(tables))
        found = compare_roster(work, table) if table.store == "roster" else compare_records(work, table)
        warn_of_unheld(work, table)
        counts[table.name] = {status: found.get(status, 0) for status in STATUSES}
        failpoint("import.comparing")
    if work.has("people"):
        counts["people"]["gone"] += gone_people(work)
    work.report("compare", len(tables), len(tables))
    return Comparison(counts)
