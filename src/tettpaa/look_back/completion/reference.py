"""What has been published, each series apart: SSB's cohorts, and the Directorate's counties. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tettpaa.look_back.completion.definitions import CohortDefinition, cohorts_as_published

ALL = "all"


@dataclass(frozen=True)
class PublishedCohort:
    """A cohort of the whole country as SSB published it: percent completed by group; a group that is not there was not read.

    A whole number was published without decimals.
    """

    cohort: int
    measured: int
    published: int
    percent: Mapping[str, float | int]
    starters: Mapping[str, int]

    @property
    def definition(self) -> CohortDefinition:
        """How the cohorts of that publication were counted."""
        return cohorts_as_published(self.published)


@dataclass(frozen=True)
class County:
    """A county as the Directorate and SSB published it; without number the whole country."""

    number: str
    name: str
    cohort_2018: float
    cohort_2019: float
    absence_days: int
    grunnskolepoeng: float
    outside: int
    outside_percent: float


@cache
def published_cohorts() -> tuple[PublishedCohort, ...]:
    """SSB's, the oldest first."""
    return tuple(_cohort(row) for row in _read()["ssb"]["cohort"])


def comparable_cohorts(definition: CohortDefinition) -> list[PublishedCohort]:
    """Those counted by the definition: what was counted in an older way is left out."""
    return [row for row in published_cohorts() if row.definition == definition]


@cache
def counties() -> tuple[County, ...]:
    """The whole country first, then the fifteen counties by number."""
    return tuple(County(**row) for row in _read()["udir"]["county"])


def source_of(series: str) -> str:
    """Where the figures of 'ssb' or 'udir' were read."""
    return str(_read()[series]["source"])


def sources_of(series: str) -> list[str]:
    """Every source of a series' columns, the series' own first."""
    return [text for name, text in _read()[series].items() if name == "source" or name.endswith("_source")]


def county_break() -> Mapping[str, str]:
    """Why the counties' cohorts stop being comparable, by language."""
    return dict(_read()["udir"]["break"])


def _cohort(row: Mapping) -> PublishedCohort:
    starters = {name.removeprefix("starters_"): value for name, value in row.items() if name.startswith("starters_")}
    if "starters" in row:
        starters[ALL] = row["starters"]
    percent = {name: row[name] for name in (ALL, "in_time", "later", "men", "women", "general", "vocational")
               if name in row}  # fmt: skip
    return PublishedCohort(row["cohort"], row["measured"], row["published"], percent, starters)


@cache
def _read() -> dict:
    return tomllib.loads(files(__package__).joinpath("reference.toml").read_text("utf-8"))
