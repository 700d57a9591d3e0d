"""Reads one School Data Sync package into a delivery: always in full, the format knows no changes.

Its files are turned into the shape of OneRoster (see roster.py), which School Data Sync descends from.
No layout tells who is contact teacher: that role must come from elsewhere. Passwords are never read.
"""

from pathlib import Path

from tettpaa.identify.sources.csv_rows import header_of, load, make_empty
from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.package import Package, open_package
from tettpaa.identify.sources.roster import RAW, deliver_roster
from tettpaa.identify.sources.roster_rows import drop_raw, only_row
from tettpaa.identify.sources.sds.checks import check_rows
from tettpaa.identify.sources.sds.layouts import SdsFile, files_of, layout_of, title_of, unread
from tettpaa.identify.sources.sds.shapes import SHAPES

KNOWN = "School Data Sync v1, v2, v2.1"


def read(path: Path, delivery: Delivery, school_year: int) -> None:
    """Read the package at `path` (zip or folder). Faults are noted in the delivery, never raised."""
    with open_package(path, delivery) as package:
        if delivery.problem_count:
            return
        names = {name.lower(): name for name in package.names()}
        layout = layout_of(names)
        if layout is None:
            delivery.refuse("package.unknown_format", file=path.name, known=KNOWN)
            return
        supplied = _load_files(package, delivery, layout, names)
        if delivery.problem_count == 0:
            check_rows(delivery, supplied)
        if delivery.problem_count == 0:
            _deliver(delivery, layout, {file.name for file in supplied}, school_year)
    drop_raw(delivery)


def _load_files(package: Package, delivery: Delivery, layout: str, names: dict[str, str]) -> list[SdsFile]:
    supplied = []
    known = {f"{file.name}.csv": file for file in files_of(layout)}
    for lower, name in names.items():
        if lower in unread() or not lower.endswith(".csv"):
            delivery.warn("package.ignored_file", file=name)
        elif lower not in known:
            delivery.refuse("package.unknown_file", file=name, format=title_of(layout))
    for lower, file in known.items():
        make_empty(delivery, file.raw, [column.name for column in file.columns])
        if lower in names:
            supplied.append(file)
            _load_file(package, delivery, file, names[lower])
        elif file.is_required:
            delivery.refuse("package.missing_file", file=f"{file.name}.csv", format=title_of(layout))
    return supplied


def _load_file(package: Package, delivery: Delivery, file: SdsFile, name: str) -> None:
    text = package.text_file(name)
    header = header_of(text, name, delivery) if text else None
    if text is None or header is None:
        return
    lower = [heading.lower() for heading in header]
    places: dict[str, int | None] = {}
    for column in file.columns:
        found = [lower.index(heading.lower()) for heading in column.headings if heading.lower() in lower]
        places[column.name] = found[0] if found else None
        if column.is_required and not found:
            delivery.refuse("schema.missing_column", file=name, row=1, column=" / ".join(column.headings))
    load(text, name, delivery, table=file.raw, columns=places, width=len(header))


def _deliver(delivery: Delivery, layout: str, supplied: set[str], school_year: int) -> None:
    for name, columns in RAW.items():
        make_empty(delivery, f"raw_{name}", columns)
    given = SHAPES[layout](delivery)
    if delivery.problem_count:
        return
    nameless, file = only_row(delivery, "SELECT count(*), any_value(_file) FROM raw_users WHERE givenName IS NULL")
    if nameless:
        delivery.warn("sds.names_missing", file=file, count=nameless)
        delivery.con.execute("UPDATE raw_users SET givenName = '–' WHERE givenName IS NULL")
    optional = {"classes", "enrollments", "relationships"}
    deliver_roster(
        delivery, {table for table, of in given.items() if of not in optional or of in supplied}, school_year
    )
