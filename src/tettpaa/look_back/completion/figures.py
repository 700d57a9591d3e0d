"""All that is told of an owner's completion, counted for a day. Holds no pupil."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tettpaa.look_back.completion import leaving
from tettpaa.look_back.completion.cohorts import Pupil, cohorts, untold_starts
from tettpaa.look_back.completion.definitions import (
    CohortDefinition,
    LeavingDefinition,
    cohorts_as_published,
    leaving_in,
)
from tettpaa.look_back.completion.queries import pupils_of
from tettpaa.look_back.completion.telling import Told, tell, tell_passages
from tettpaa.schools.places.models import Owner
from tettpaa.trust.disclosure import Number, Released, Table, release

Passages = list[dict[tuple[str, str], Number]]


@dataclass(frozen=True)
class CohortFigures:
    """One cohort: without a result (`told` is None) until it has been followed to the end."""

    year: int
    starters: Number
    followed_until: dt.date
    told: Told | None
    passages: Passages


@dataclass(frozen=True)
class LeavingFigures:
    """One school year by the definition that holds for it. `left_out`, `is_open`, `assumed`: whom it leaves out, of whom
    nobody can tell, and how many it counts on an assumption.
    """

    school_year: int
    definition: LeavingDefinition
    released: Released
    left_out: Number
    is_open: Number
    assumed: Number


@dataclass(frozen=True)
class Figures:
    """What is told. `untold`: school year → how many of whom nobody has told whether they began for the first time."""

    definition: CohortDefinition
    cohorts: tuple[CohortFigures, ...]
    untold: Mapping[int, Number]
    leaving: tuple[LeavingFigures, ...]

    def cohort(self, year: int | None) -> CohortFigures | None:
        """The cohort asked for; without one, the newest that has a result, else the newest."""
        over = [one for one in self.cohorts if one.told] or list(self.cohorts)
        return next((one for one in self.cohorts if one.year == year), over[-1] if over else None)


def figures_on(owner: Owner, on: dt.date, hidden: frozenset[int]) -> Figures:
    """The owner's figures on a day, without the `hidden` pupils. It reads everybody's way: the night's work, not a page's."""
    pupils = pupils_of(owner, hidden)
    definition = cohorts_as_published(on.year)
    return Figures(
        definition, tuple(_cohorts(pupils, definition, on)),
        {year: _alone(count) for year, count in sorted(untold_starts(pupils, definition).items())},
        tuple(_leaving(pupils, year) for year in _school_years(pupils)),
    )  # fmt: skip


def _cohorts(pupils: Iterable[Pupil], definition: CohortDefinition, on: dt.date) -> Iterable[CohortFigures]:
    for cohort in cohorts(pupils, definition, on):
        told = tell(cohort) if cohort.is_over else None
        starters = told.starters if told else _alone(len(cohort.members))
        yield CohortFigures(cohort.year, starters, cohort.followed_until, told, tell_passages(cohort, told))


def _school_years(pupils: Iterable[Pupil]) -> list[int]:
    """Those of which enrolments are held: without them, nobody knows who left."""
    return sorted({one.school_year for pupil in pupils for one in pupil.path.enrolments})


def _leaving(pupils: Iterable[Pupil], school_year: int) -> LeavingFigures:
    definition = leaving_in(school_year)
    found = leaving.years_of_pupils(pupils, school_year, definition)
    outside: Counter[str] = leaving.outside(found)
    told = Counter("assumed" if year.is_assumed else "told" for year in found if year.is_counted)
    return LeavingFigures(
        school_year, definition, leaving.tell_leaving(found), _alone(outside[leaving.NOT_COUNTED]),
        _alone(outside[leaving.OPEN]), release(Table(("how",), {(name,): n for name, n in told.items()})).number(how="assumed"),
    )  # fmt: skip


def _alone(count: int) -> Number:
    """A count of those who are in no other number."""
    return release(Table((), {(): count})).total
