"""Reads a package of the own profile: a zip, a folder or one file of CSV, or one Excel workbook."""

from pathlib import Path, PurePosixPath

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.package import Package, open_package
from tettpaa.identify.sources.profile.about import read_about
from tettpaa.identify.sources.profile.headings import read_heading
from tettpaa.identify.sources.profile.rows import read_rows
from tettpaa.schema import SOURCE_TABLES

ABOUT = "profile.csv"


def read(path: Path, delivery: Delivery, school_year: int) -> None:
    """Fill the delivery. Faults are noted there, with file and row."""
    with open_package(path, delivery) as package:
        files = {PurePosixPath(name).name.lower(): name for name in package.names()}
        if ABOUT in files:
            read_about(package, files.pop(ABOUT), delivery)
        if not files and not delivery.problem_count:
            delivery.refuse("profile.no_tables", file=path.name)
        known = {table.file_name: table for table in SOURCE_TABLES.values()}
        for file_name, name in files.items():
            if file_name not in known:
                delivery.refuse("profile.unknown_file", file=name, known=", ".join(known))
        for file_name, table in known.items():
            if file_name in files:
                _read_table(package, files[file_name], table.name, delivery)


def _read_table(package: Package, name: str, table_name: str, delivery: Delivery) -> None:
    table = SOURCE_TABLES[table_name]
    file = package.text_file(name)
    if file is None:
        return
    heading = read_heading(file, name, table, delivery)
    if heading is not None:
        delivery.open_table(table_name)
        read_rows(file, name, table, heading, delivery)
