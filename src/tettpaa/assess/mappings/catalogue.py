"""The choices of a mapping and the questions of an input round: data with versions, read once. Pure."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# What can be said of every part and every question, beside what the data lists.
UNKNOWN, NONE = "unknown", "none"


@dataclass(frozen=True)
class Choice:
    """One thing to choose; `words` by language: nb, nn, en."""

    key: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """A part of a mapping, or a question to a teacher. One without choices is answered with a line.

    `is_for_plan`: what is found there may stand in a plan, which the home may come to read.
    """

    key: str
    words: Mapping[str, str]
    choices: tuple[Choice, ...]
    is_for_plan: bool = False

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(choice.key for choice in self.choices)


@dataclass(frozen=True)
class Version:
    """All that is asked, from a day."""

    valid_from: dt.date
    source: str
    asked: tuple[Asked, ...]


class VersionUnknown(LookupError):
    """Nothing is written down for a day."""


def parts_on(day: dt.date) -> Version:
    """The parts of a mapping and their choices on a day."""
    return _in_force("catalogue.toml", "part", day)


def questions_on(day: dt.date) -> Version:
    """The questions of an input round on a day."""
    return _in_force("questions.toml", "question", day)


def _in_force(file: str, kind: str, day: dt.date) -> Version:
    found = [version for version in _versions(file, kind) if version.valid_from <= day]
    if not found:
        raise VersionUnknown(f"{file} says nothing of {day}")
    return max(found, key=lambda version: version.valid_from)


@cache
def _versions(file: str, kind: str) -> tuple[Version, ...]:
    rows = tomllib.loads(files(__package__).joinpath(file).read_text("utf-8"))["version"]
    return tuple(Version(row["from"], row["source"], tuple(_asked(each) for each in row[kind])) for row in rows)


def _asked(row: dict) -> Asked:
    choices = tuple(Choice(each["key"], _words(each)) for each in row.get("choice", ()))
    return Asked(row["key"], _words(row), choices, row.get("is_for_plan", False))


def _words(row: dict) -> dict[str, str]:
    return {language: row[language] for language in ("nb", "nn", "en")}
