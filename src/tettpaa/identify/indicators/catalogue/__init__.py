"""Every indicator in words: name, unit, window, source, and what it is in three languages.

The numbers are defined once in `fold/` and a second time, plainly, in `reference/`.
docs/reference/indicators.md is made from here (`page.py`).
"""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

Language = Literal["nb", "nn", "en"]
Family = Literal["absence", "subjects", "grades", "context"]

FAMILIES: tuple[Family, ...] = ("absence", "subjects", "grades", "context")
_HAS = {"nb": "har", "nn": "har", "en": "has"}


@dataclass(frozen=True)
class Words:
    """An indicator in one language: `one` and `many` follow a number, `verb` goes before it."""

    short: str
    definition: str
    one: str
    many: str
    verb: str


@dataclass(frozen=True)
class Indicator:
    """One indicator. `is_windowed`: it can be asked over school days back, since a date, or the year so far."""

    name: str
    family: Family
    unit: str
    is_windowed: bool
    source: str
    words: dict[str, Words]

    def short(self, language: Language) -> str:
        """'Fraværsdager'."""
        return self.words[language].short


def _read(family: Family) -> list[Indicator]:
    rows = tomllib.loads(files(__package__).joinpath(f"{family}.toml").read_text("utf-8"))["indicator"]
    return [Indicator(row["name"], family, row["unit"], row["windowed"], row["source"], _words(row)) for row in rows]


def _words(row: dict) -> dict[str, Words]:
    verbs = row.get("verb", _HAS)
    return {language: _in_language(row[language], verbs[language]) for language in _HAS}


def _in_language(told: list[str], verb: str) -> Words:
    short, definition, one, many = told
    return Words(short, definition, one, many, verb)


INDICATORS: dict[str, Indicator] = {each.name: each for family in FAMILIES for each in _read(family)}
