"""Reads a package of the own profile: a zip, a folder or one file of CSV, or one Excel workbook."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.package import WORKBOOK_ENDINGS, Package, open_package
from tettpaa.identify.sources.profile.about import read_about
from tettpaa.identify.sources.profile.headings import read_heading
from tettpaa.identify.sources.profile.line_ends import end_lines_alike
from tettpaa.identify.sources.profile.rows import read_rows
from tettpaa.identify.sources.profile.workbook import sheets_as_csv
from tettpaa.schema import SOURCE_TABLES

ABOUT = "profile"


def read(path: Path, delivery: Delivery, school_year: int) -> None:
    """Fill the delivery. Faults are noted there, with file and row."""
    with open_package(path, delivery) as package:
        files = _files_by_table(package, delivery)
        if ABOUT in files:
            name, file = files.pop(ABOUT)
            read_about(file, name, delivery)
        if not files and not delivery.problem_count:
            delivery.refuse("profile.no_tables", file=path.name)
        for table in SOURCE_TABLES.values():
            if table.name in files:
                name, file = files[table.name]
                end_lines_alike(file)
                heading = read_heading(file, name, table, delivery)
                if heading is not None:
                    read_rows(file, name, table, heading, delivery)


def _files_by_table(package: Package, delivery: Delivery) -> dict[str, tuple[str, Path]]:
    """Table → (what to call the file in a fault, the file as UTF-8); faults for all that is no table."""
    found: dict[str, tuple[str, Path]] = {}
    known = [*SOURCE_TABLES, ABOUT]
    for table, name, file in _files(package, delivery):
        if table not in known:
            delivery.refuse("profile.unknown_file", file=name, known=", ".join(f"{one}.csv" for one in known))
        elif table in found:
            delivery.refuse("profile.duplicate_file", file=name)
        else:
            found[table] = (name, file)
    return found


def _files(package: Package, delivery: Delivery) -> Iterator[tuple[str, str, Path]]:
    names = package.names()
    workbooks = [name for name in names if name.lower().endswith(WORKBOOK_ENDINGS)]
    if workbooks and len(names) > 1:
        delivery.refuse("profile.several_workbooks", file=workbooks[0])
        return
    for name in names:
        if workbooks:
            workbook = package.binary_file(name)
            if workbook is not None:
                yield from sheets_as_csv(workbook, name, delivery)
            continue
        base = PurePosixPath(name).name.lower()
        if not base.endswith(".csv") or base.removesuffix(".csv") not in (*SOURCE_TABLES, ABOUT):
            yield base, name, Path()
            continue
        text = package.text_file(name)
        if text is not None:
            yield base.removesuffix(".csv"), name, text
