"""Fraværsgrensen (opplæringsforskrifta § 9-8) as dated versions; the figures stand in absence_limit.toml."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Documentation = Literal["none", "self", "health", "other"]


class LawUnknown(LookupError):
    """No version of § 9-8 is written down for a day."""


@dataclass(frozen=True)
class AbsenceLimit:
    """§ 9-8 as in force from `valid_from` through `valid_to` (None: until changed).

    `health_documentation` is 'after_limit' where a health professional's note exempts only once
    10 % has been reached, 'from_first_hour' where it always exempted (before 1 August 2025).
    """

    valid_from: dt.date
    source: str
    limit_percent: int
    discretion_percent: int
    minutes_per_hour: int
    causes: tuple[str, ...]
    holy_days_at_most: int
    health_documentation: Literal["after_limit", "from_first_hour"]
    self_certification_percent: int
    self_certification_at_risk: bool
    read: str
    doubtful: str
    valid_to: dt.date | None = None

    def is_in_force(self, day: dt.date) -> bool:
        """Whether this version decides absence on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Cause:
    """One of the causes a–i: its name in three languages and which documentation exempts."""

    letter: str
    documented_by: tuple[str, ...]
    nb: str
    nn: str
    en: str


@cache
def _text() -> dict:
    return tomllib.loads(files(__package__).joinpath("absence_limit.toml").read_text("utf-8"))


@cache
def versions() -> tuple[AbsenceLimit, ...]:
    """All versions written down, oldest first."""
    made = [AbsenceLimit(**row | {"causes": tuple(row["causes"])}) for row in _text()["version"]]
    return tuple(sorted(made, key=lambda version: version.valid_from))


@cache
def causes() -> dict[str, Cause]:
    """Letter → cause, for a through i."""
    made = [Cause(**row | {"documented_by": tuple(row["documented_by"])}) for row in _text()["cause"]]
    return {cause.letter: cause for cause in made}


@cache
def reasons() -> dict[str, dict[str, str]]:
    """Reason code → {nb, nn, en}: why an absence counted against the limit, or did not."""
    return dict(_text()["reason"])


def law_on(day: dt.date) -> AbsenceLimit:
    """The version in force on `day`; LawUnknown for days before the first one written down."""
    for version in versions():
        if version.is_in_force(day):
            return version
    raise LawUnknown(f"§ 9-8 is not written down for {day.isoformat()}")
