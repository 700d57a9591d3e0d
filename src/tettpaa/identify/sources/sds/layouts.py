"""Which layout of School Data Sync a package has, and what its files hold; read from layouts.toml."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Column:
    """One column: our `name`, its headings in the files, and the file whose rows it names."""

    name: str
    kind: str
    is_required: bool
    headings: tuple[str, ...]
    target: str = ""


@dataclass(frozen=True)
class SdsFile:
    """One file: `name` is the file's in lower case without ending; `key` tells its rows apart, if anything does."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    is_required: bool = False

    @property
    def raw(self) -> str:
        """The temporary table of its rows while they are checked."""
        return f"raw_sds_{self.name}"


@cache
def _described() -> dict:
    return tomllib.loads(files(__package__).joinpath("layouts.toml").read_text("utf-8"))


def unread() -> list[str]:
    """Files that belong to the format and are left alone."""
    return list(_described()["unread"]["files"])


def layout_of(names: Iterable[str]) -> str | None:
    """'v1', 'v2' or 'v2.1' by the files' names in lower case; None if it is none of them."""
    found = set(names)
    if found & {"school.csv", "section.csv", "student.csv", "teacher.csv"}:
        return "v1"
    if found & {"orgs.csv", "users.csv"}:
        return "v2.1" if "roles.csv" in found else "v2"
    return None


def title_of(layout: str) -> str:
    """The layout as people call it."""
    return str(_described()[layout]["title"])


@cache
def files_of(layout: str) -> tuple[SdsFile, ...]:
    """The files of a layout."""
    return tuple(
        SdsFile(name, tuple(map(_column, file["columns"])), tuple(file.get("key", ())), file.get("is_required", False))
        for name, file in _described()[layout]["files"].items()
    )


def _column(text: str) -> Column:
    described, _, headings = text.partition(" = ")
    column, _, target = described.partition(" > ")
    name, kind = column.split(" ")
    return Column(name, kind.rstrip("!"), kind.endswith("!"), tuple(headings.split(" | ")), target)
