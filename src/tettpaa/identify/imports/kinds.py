"""The kinds of package that can be imported, and who reads each."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.kit.text import marked

# Reads a package into the delivery for a school year. Faults are noted in the delivery, never raised.
Reader = Callable[[Path, Delivery, int], None]


@dataclass(frozen=True)
class Kind:
    """`reader` is 'module:function', loaded when needed: few imports need the XML or Excel libraries.

    `keeps_reversed_periods`: the format's own specification allows an end before the start.
    """

    name: str
    nb: str
    reader: str
    keeps_reversed_periods: bool = False

    def read(self, path: Path, delivery: Delivery, school_year: int) -> None:
        """Read the package at `path`."""
        module, function = self.reader.split(":")
        reader: Reader = getattr(import_module(module), function)
        reader(path, delivery, school_year)


_SOURCES = "tettpaa.identify.sources"
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("csv", marked("Egen profil (CSV eller Excel)"), f"{_SOURCES}.profile.reading:read"),
        Kind("oneroster", marked("OneRoster 1.1 og 1.2 (CSV)"), f"{_SOURCES}.oneroster.reading:read"),
        Kind("sds", marked("Microsoft School Data Sync (CSV)"), f"{_SOURCES}.sds.reading:read"),
        Kind("pifu", marked("PIFU-IMS SAS (XML)"), f"{_SOURCES}.pifu.reading:read", keeps_reversed_periods=True),
    )
}
