"""The texts of letters, as dated data in several languages: texts/KIND.toml, texts/grounds.toml, texts/common.toml. Pure."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("nb", "nn", "en", "se")
FALLBACK = "nb"


@dataclass(frozen=True)
class Text:
    """A letter in one language: paragraphs with {fields}; one that begins with @ is a part the facts fill."""

    title: str
    body: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """One version of a kind of letter. `channels` are those it may leave by: facts about a pupil never go by open mail."""

    kind: str
    number: int
    valid_from: dt.date
    source: str
    channels: tuple[str, ...]
    texts: Mapping[str, Text]

    @property
    def languages(self) -> tuple[str, ...]:
        """Those there is a text in."""
        return tuple(language for language in LANGUAGES if language in self.texts)


@dataclass(frozen=True)
class Ground:
    """Why a notice is given (the lists of MinElev). `check`: what of the facts it rests on, '' for a judgement.

    `terms`: language → the national term, where a code list has one.
    """

    key: str
    kind: str
    check: str
    words: Mapping[str, str]
    terms: Mapping[str, str]


def template_on(kind: str, day: dt.date) -> Template:
    """The version in force on a day."""
    return max((each for each in _versions(kind) if each.valid_from <= day), key=lambda each: each.valid_from)


def template_version(kind: str, number: int) -> Template:
    """The version a letter was written in."""
    return next(each for each in _versions(kind) if each.number == number)


def grounds_of(kind: str) -> dict[str, Ground]:
    """Key → ground, of a kind of notice, in the order of the list."""
    return {ground.key: ground for ground in _grounds() if ground.kind == kind}


def common_words(language: str) -> Mapping[str, str]:
    """Words around every letter."""
    return _read("common")[language if language in _read("common") else FALLBACK]


def in_language(words: Mapping[str, str], language: str) -> str:
    """The words in the language, else in bokmål."""
    return words.get(language, words[FALLBACK])


@cache
def _versions(kind: str) -> tuple[Template, ...]:
    return tuple(
        Template(
            kind, row["number"], row["from"], row["source"], tuple(row["channels"]),
            {each: Text(row[each]["title"], tuple(row[each]["body"])) for each in LANGUAGES if each in row},
        )
        for row in _read(kind)["version"]
    )  # fmt: skip


@cache
def _grounds() -> tuple[Ground, ...]:
    return tuple(
        Ground(
            row["key"],
            row["kind"],
            row.get("check", ""),
            {each: row[each] for each in LANGUAGES if each in row},
            row.get("term", {}),
        )
        for row in _read("grounds")["ground"]
    )


@cache
def _read(name: str) -> dict:
    return tomllib.loads(files(__package__).joinpath("texts", f"{name}.toml").read_text("utf-8"))
