"""Translations of absence codes that come with the product, as data. Pure."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# What a new owner begins with. An owner's own decisions come on top and are never overwritten.
FIRST = ("visma", "common")


@dataclass(frozen=True)
class ShippedCode:
    """What a source's code means: `cause` a–i or '' where the code does not tell; `note` says what is uncertain."""

    code: str
    name: str
    documentation: str
    counts_as_absence: bool
    cause: str = ""
    is_uncertain: bool = False
    note: str = ""


@dataclass(frozen=True)
class Mapping:
    """A system's codes, with where it is written what they mean, and from when ('' for always)."""

    key: str
    name: str
    source: str
    valid_from: str
    codes: tuple[ShippedCode, ...]


@cache
def mappings() -> dict[str, Mapping]:
    """Key ('visma') → the mapping."""
    found = {}
    for file in sorted(files(__package__).joinpath("shipped").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            read = tomllib.loads(file.read_text("utf-8"))
            key = file.name.removesuffix(".toml")
            codes = tuple(ShippedCode(**code) for code in read.pop("codes"))
            found[key] = Mapping(key=key, codes=codes, **read)
    return found
