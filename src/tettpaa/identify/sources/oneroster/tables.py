"""The files of OneRoster and what each column may hold, read from tables.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

VERSIONS = ("1.1", "1.2")
COMMON = ("sourcedId guid!", "status text", "dateLastModified text")
METADATA = "metadata."


@dataclass(frozen=True)
class Field:
    """One column. `values` are the only ones allowed, where there are any; `target` the file whose rows it names."""

    name: str
    kind: str
    is_required: bool
    target: str = ""
    values: tuple[str, ...] = ()
    is_extensible: bool = False

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several, with commas between."""
        return self.kind in ("guids", "texts") or self.kind.endswith("[]")


@dataclass(frozen=True)
class CsvTable:
    """One file of one version: `name` without the ending, and its columns in order."""

    name: str
    fields: tuple[Field, ...]

    @property
    def file_name(self) -> str:
        """As it must be called in the package."""
        return f"{self.name}.csv"

    @property
    def header(self) -> list[str]:
        """The heading the standard demands, before any metadata columns."""
        return [field.name for field in self.fields]

    @property
    def raw(self) -> str:
        """The temporary table that holds the file's rows while they are checked."""
        return f"raw_{self.name}"


@cache
def tables(version: str) -> dict[str, CsvTable]:
    """File name without ending → what it holds, for '1.1' or '1.2'; in the order names are looked up."""
    described = tomllib.loads(files(__package__).joinpath("tables.toml").read_text("utf-8"))
    found = {}
    for name, file in described["files"].items():
        columns = file.get("both") or file.get(version)
        if columns:
            fields = [_field(column, described) for column in (*COMMON, *columns)]
            if file.get("is_user"):
                fields[0] = Field("sourcedId", "guid", is_required=True, target="users")
            found[name] = CsvTable(name, tuple(fields))
    return found


def _field(text: str, described: dict) -> Field:
    column, _, target = text.partition(" > ")
    name, kind = column.split(" ")
    is_required = kind.endswith("!")
    kind = kind.rstrip("!")
    words = kind.removesuffix("[]")
    return Field(
        name, kind, is_required, target, tuple(described["values"].get(words, ())),
        words in described["extensible"]["values"],
    )  # fmt: skip
