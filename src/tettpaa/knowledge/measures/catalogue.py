"""The catalogue of measures: what can be done for a pupil, from where it is known, and who usually does it. Pure."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from tettpaa.knowledge.words import Words


class KindUnknown(LookupError):
    """A measure of a kind the catalogue does not have."""


@dataclass(frozen=True)
class Kind:
    """One kind of measure. `sources`: where it is described → chapter. `units`: how often it may be said to happen.

    `has_schedule`: it has days to hold absence against. `is_return`: when it ends, somebody looks after whether it lasts.
    """

    key: str
    valid_from: dt.date
    category: str
    actor: str
    provider: str
    name: Words
    what: Words
    units: tuple[str, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    has_schedule: bool = False
    is_return: bool = False


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind there is or has been, by key, in the catalogue's order."""
    return {row["key"]: _kind(row) for row in _file()["kind"]}


def kinds_on(on: dt.date, category: str = "") -> list[Kind]:
    """Kinds that may be chosen on a day: of one category, or all."""
    return [kind for kind in kinds().values() if kind.valid_from <= on and category in ("", kind.category)]


def kind_named(key: str) -> Kind:
    """The kind called `key`, also one no longer chosen: old measures keep their words."""
    if key not in kinds():
        raise KindUnknown(f"no measure is called {key!r}; catalogue.toml lists them")
    return kinds()[key]


@cache
def categories() -> Mapping[str, Words]:
    """The sources' groups of measures, in the catalogue's order."""
    return _words_of("categories")


@cache
def actors() -> Mapping[str, Words]:
    """The three actors a measure may rest with."""
    return _words_of("actors")


@cache
def providers() -> Mapping[str, Words]:
    """Who usually does it."""
    return _words_of("providers")


def source_words(kind: Kind) -> list[str]:
    """Each source with its chapter, as a reader would look it up."""
    names = _file()["sources"]
    return [f"{names[source]}, {chapter}" for source, chapter in kind.sources.items()]


def _words_of(table: str) -> dict[str, Words]:
    return {key: Words(row["nb"], row["nn"], row["en"]) for key, row in _file()[table].items()}


def _kind(row: dict) -> Kind:
    name, what = (Words(row["nb"][at], row["nn"][at], row["en"][at]) for at in (0, 1))
    plain = {key: row[key] for key in ("key", "valid_from", "category", "actor", "provider", "sources")}
    return Kind(
        **plain, name=name, what=what, units=tuple(row["units"]), has_schedule=row.get("has_schedule", False),
        is_return=row.get("is_return", False),
    )  # fmt: skip


@cache
def _file() -> dict:
    return tomllib.loads(files(__package__).joinpath("catalogue.toml").read_text("utf-8"))
