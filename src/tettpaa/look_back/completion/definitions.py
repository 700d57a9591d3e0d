"""The definitions as data: whom each series counts, for how long, and where a series breaks. Pure."""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tettpaa.knowledge.programmes.programmes import prepares_for_studies
from tettpaa.schools.places.school_year import first_day

GENERAL, VOCATIONAL = "general", "vocational"


@dataclass(frozen=True)
class CohortDefinition:
    """A cohort as SSB count it: `horizon` in years by kind of programme, `normal` in years by the step that ends it.

    `doubtful` is what the sources leave open and what we do there, by language.
    """

    published_from: int
    horizon: Mapping[str, int]
    normal: Mapping[str, int]
    counted_on: tuple[int, int]
    starts_at: str
    left_out: tuple[str, ...]
    source: str
    doubtful: Mapping[str, str]

    def day_after(self, start: int, years: int) -> dt.date:
        """The counting day that many years after the autumn of `start`."""
        return dt.date(start + years, *self.counted_on)

    def ends_on(self, start: int, kind: str) -> dt.date:
        """The day a cohort has been followed to the end, by what it started in."""
        return self.day_after(start, self.horizon[kind])


@dataclass(frozen=True)
class LeavingDefinition:
    """Leaving during a school year as Udir count it: pupil statuses `counted`, and what a missing one is taken for."""

    from_school_year: int
    counted: tuple[str, ...]
    source: str
    doubtful: Mapping[str, str]
    missing_below: int | None = None


@dataclass(frozen=True)
class Codes:
    """What the national code B21 at the last step means for the count."""

    passed: frozenset[str]
    tried: frozenset[str]
    left: frozenset[str]


@dataclass(frozen=True)
class Bands:
    """Grunnskolepoeng in bands: `edges` are the lowest of each; exams were cancelled in some springs."""

    edges: tuple[float, ...]
    exams_cancelled: frozenset[int]
    source: str

    def of(self, points: float | None) -> str:
        """'35–39,9', '50 og over', or '' where points are unknown."""
        if points is None:
            return ""
        place = max(number for number, edge in enumerate(self.edges) if edge <= points)
        return self.names()[place]

    def names(self) -> list[str]:
        """Every band, the lowest first: 'under 30' … '50+'."""
        inner = [f"{low:g}–{high - 1:g},9" for low, high in zip(self.edges[1:], self.edges[2:], strict=False)]
        return [f"< {self.edges[1]:g}", *inner, f"≥ {self.edges[-1]:g}"]


def cohorts_as_published(year: int) -> CohortDefinition:
    """The definition behind figures published in a year. LookupError before the first."""
    return _newest((row for row in _cohorts() if row.published_from <= year), f"no cohorts published in {year}")


def leaving_in(school_year: int) -> LeavingDefinition:
    """The definition of leaving for a school year. LookupError before the first."""
    return _newest((row for row in _leavings() if row.from_school_year <= school_year), f"no leaving in {school_year}")


def breaks_in_leaving() -> list[int]:
    """School years that are not comparable with the one before."""
    return sorted(row.from_school_year for row in _leavings())[1:]


def kind_of(programme: str, cohort: int) -> str | None:
    """General or vocational, by the programme area code and the autumn; None where the code is unknown."""
    is_general = prepares_for_studies(programme, first_day(cohort))
    return None if is_general is None else GENERAL if is_general else VOCATIONAL


@cache
def codes() -> Codes:
    told = _read()["code"]
    return Codes(frozenset(told["passed"]), frozenset(told["tried"]), frozenset(told["left"]))


@cache
def bands() -> Bands:
    told = _read()["bands"]
    return Bands(tuple(told["from"]), frozenset(told["exams_cancelled"]), told["source"])


def parts_of_year() -> list[str]:
    """The parts of a school year in which somebody may leave, in their order."""
    return [row["name"] for row in _read()["part"]]


def parts_begun(school_year: int, on: dt.date) -> list[str]:
    """The parts that have begun by a day: of the others nobody knows."""
    return [name for begins, name in _parts(school_year) if begins <= on]


def part_of(day: dt.date, school_year: int) -> str:
    """The part of the school year a day lies in."""
    begun = [(begins, name) for begins, name in _parts(school_year) if begins <= day]
    return max(begun)[1] if begun else parts_of_year()[0]


def _parts(school_year: int) -> Iterator[tuple[dt.date, str]]:
    for row in _read()["part"]:
        begins = dt.date(school_year, row["month"], row["day"])
        yield (begins if begins >= first_day(school_year) else begins.replace(year=school_year + 1)), row["name"]


def _newest[Row](rows: Iterator[Row], missing: str) -> Row:
    """The first: the file has the newest first."""
    for row in rows:
        return row
    raise LookupError(missing)


@cache
def _cohorts() -> tuple[CohortDefinition, ...]:
    rows = ({**row, "counted_on": tuple(row["counted_on"].values()), "left_out": tuple(row["left_out"])}
            for row in _read()["cohort"])  # fmt: skip
    return tuple(sorted((CohortDefinition(**row) for row in rows), key=lambda row: -row.published_from))


@cache
def _leavings() -> tuple[LeavingDefinition, ...]:
    rows = (LeavingDefinition(**{**row, "counted": tuple(row["counted"])}) for row in _read()["leaving"])
    return tuple(sorted(rows, key=lambda row: -row.from_school_year))


@cache
def _read() -> dict:
    return tomllib.loads(files(__package__).joinpath("definitions.toml").read_text("utf-8"))
