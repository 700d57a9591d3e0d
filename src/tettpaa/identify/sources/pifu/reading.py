"""Reads PIFU-IMS SAS 1.3: one XML file, or a folder or zip of them, read as one delivery.

"Kompakt" files name people and groups without describing them: only what they say is delivered, and the
references are looked up later among what is held.
"""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

from tettpaa.identify.sources.csv_rows import make_empty
from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.package import Package, open_package
from tettpaa.identify.sources.pifu import mapping
from tettpaa.identify.sources.pifu.elements import Element, pieces
from tettpaa.identify.sources.pifu.rows import COLUMNS, Row, RowMaker
from tettpaa.identify.sources.roster_rows import add_rows, drop_raw

AT_A_TIME = 50_000


@cache
def vocabulary() -> dict:
    """The format's words and what they are here."""
    return tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text("utf-8"))


def read(path: Path, delivery: Delivery, school_year: int) -> None:
    """Read the file or package at `path`. Faults are noted in the delivery, never raised."""
    for table, columns in COLUMNS.items():
        make_empty(delivery, f"raw_{table}", columns)
    with open_package(path, delivery) as package:
        types = [_read_file(package, delivery, name) for name in _xml_files(package, delivery, path)]
    if delivery.problem_count == 0:
        delivery.mode = "changes" if "changes" in types else "full"
        mapping.deliver(delivery, vocabulary(), school_year)
    drop_raw(delivery)


def _xml_files(package: Package, delivery: Delivery, path: Path) -> list[str]:
    names = package.names()
    found = [name for name in names if name.lower().endswith(".xml")] or (names if len(names) == 1 else [])
    for name in names:
        if name not in found:
            delivery.warn("package.ignored_file", file=name)
    if not found and delivery.problem_count == 0:
        delivery.refuse("package.unknown_format", file=path.name, known="PIFU-IMS SAS 1.3 (XML)")
    return found


def _read_file(package: Package, delivery: Delivery, name: str) -> str:
    """Fill the raw tables with what the file says; give what it says it is, 'full' or 'changes'."""
    file = package.binary_file(name)
    kept: dict[str, list[tuple]] = {table: [] for table in COLUMNS}
    types = []
    maker = RowMaker(delivery, name)
    for piece, within in pieces(file, name, delivery, vocabulary()["namespace"]) if file else ():
        if piece.name == "properties":
            types.append(_type_of(delivery, name, piece))
        for row in maker.rows(piece, within):
            _keep(delivery, name, kept, row)
    for table, rows in kept.items():
        add_rows(delivery, f"raw_{table}", rows)
    if not types and delivery.problem_count == 0:
        delivery.refuse("row.missing_required_value", file=name, row=1, column="properties")
    return types[0] if types else ""


def _keep(delivery: Delivery, name: str, kept: dict[str, list[tuple]], row: Row) -> None:
    table, cells, line = row
    kept[table].append((name, line, *cells))
    if len(kept[table]) >= AT_A_TIME:
        add_rows(delivery, f"raw_{table}", kept[table])
        kept[table].clear()


def _type_of(delivery: Delivery, name: str, properties: Element) -> str:
    """full, delta or melding (1.2.5)."""
    known = vocabulary()["types"]
    given = (properties.text("type") or "").lower()
    if given not in known:
        delivery.refuse(
            "row.invalid_enum", file=name, row=properties.line, column="properties/type", allowed=", ".join(known),
            found="",
        )  # fmt: skip
    return str(known.get(given, "full"))
