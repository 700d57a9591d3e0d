"""manifest.csv: which version, and which files are sent in full, as changes, or not at all."""

from dataclasses import dataclass, field

from tettpaa.identify.sources.csv_rows import has_rows, header_of, load
from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.oneroster.tables import VERSIONS, tables
from tettpaa.identify.sources.package import Package

NAME = "manifest.csv"
HEADER = ["propertyName", "value"]
MODES = ("absent", "bulk", "delta")
# A user is told of roles in a file of their own from 1.2 on.
ONLY_IN_12 = ("roles.csv", "userProfiles.csv", "scoreScales.csv", "userResources.csv")


@dataclass(frozen=True)
class Manifest:
    """`modes` is file name without ending → 'bulk' or 'delta', for the files that are there to be read.

    `is_guessed` where there was no manifest: that it is a full delivery must then show from the rows.
    """

    version: str
    modes: dict[str, str] = field(default_factory=dict)
    is_guessed: bool = False

    def is_supplied(self, name: str) -> bool:
        """Whether the package has the file."""
        return name in self.modes


def manifest_of(package: Package, delivery: Delivery) -> Manifest | None:
    """What the package says of itself, agreed with what lies in it; None where it is refused."""
    if NAME not in package.names():
        return _guessed(package, delivery)
    given = _properties(package, delivery)
    if given is None:
        return None
    version = given.get("oneroster.version", (0, ""))[1]
    if version not in VERSIONS:
        row = given.get("oneroster.version", (None, ""))[0]
        delivery.refuse("manifest.unsupported_version", file=NAME, row=row, column="value", known="1.1, 1.2")
        return None
    before = delivery.problem_count
    modes = _modes(package, delivery, version, given)
    return None if delivery.problem_count > before else Manifest(version, modes)


def _guessed(package: Package, delivery: Delivery) -> Manifest | None:
    """Without a manifest the files themselves must do: whatever known ones there are, in full."""
    names = package.names()
    version = "1.2" if any(name in ONLY_IN_12 for name in names) else "1.1"
    present = [name for name, table in tables(version).items() if table.file_name in names]
    if not present:
        delivery.refuse("package.missing_manifest", file=NAME)
        return None
    _note_unknown(package, delivery, version)
    return Manifest(version, dict.fromkeys(present, "bulk"), is_guessed=True)


def _properties(package: Package, delivery: Delivery) -> dict[str, tuple[int, str]] | None:
    """Property → (row, value); None where the manifest cannot be read."""
    file = package.text_file(NAME)
    header = header_of(file, NAME, delivery) if file else None
    if file is None or header is None:
        return None
    if header != HEADER:
        delivery.refuse("manifest.invalid_header", file=NAME, row=1, expected=",".join(HEADER))
        return None
    before = delivery.problem_count
    load(file, NAME, delivery, table="raw_manifest", columns={"name": 0, "value": 1}, width=2)
    given: dict[str, tuple[int, str]] = {}
    for row, name, value in delivery.con.execute("SELECT _row, name, value FROM raw_manifest ORDER BY _row").fetchall():
        if name in given:
            delivery.refuse("manifest.duplicate_property", file=NAME, row=row, column="propertyName")
        given[name or ""] = (row, value or "")
    return None if delivery.problem_count > before else given


def _modes(package: Package, delivery: Delivery, version: str, given: dict[str, tuple[int, str]]) -> dict[str, str]:
    """The files to be read, where manifest and package agree; a property left out counts as absent."""
    _note_unknown(package, delivery, version)
    modes = {}
    for name, table in tables(version).items():
        row, mode = given.get(f"file.{name}", (None, "absent"))
        is_there = table.file_name in package.names()
        if mode not in MODES:
            delivery.refuse("manifest.invalid_file_mode", file=NAME, row=row, column="value", about=table.file_name)
        elif mode != "absent" and not is_there:
            delivery.refuse("manifest.file_missing", file=table.file_name, mode=mode)
        elif mode == "absent" and is_there:
            _note_unexpected(package, delivery, table.file_name)
        elif mode != "absent":
            modes[name] = mode
    return modes


def _note_unexpected(package: Package, delivery: Delivery, file_name: str) -> None:
    """A file the manifest calls absent: refused if it says anything, overlooked if it is only a heading."""
    file = package.text_file(file_name)
    if file is None:
        return
    if has_rows(file, file_name, delivery):
        delivery.refuse("manifest.file_unexpected", file=file_name)
    else:
        delivery.warn("manifest.empty_file_absent", file=file_name)


def _note_unknown(package: Package, delivery: Delivery, version: str) -> None:
    known = {NAME, *(table.file_name for table in tables(version).values())}
    for name in package.names():
        if name in known:
            continue
        if name.lower().endswith(".csv"):
            delivery.refuse("package.unknown_file", file=name, format=f"OneRoster {version}")
        else:
            delivery.warn("package.ignored_file", file=name)
