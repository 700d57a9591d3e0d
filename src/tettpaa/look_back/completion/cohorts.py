"""Cohorts: who belongs to each autumn's, where they stand at the end and on the way, and what they are counted by. Pure."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tettpaa.knowledge.programmes.programmes import area_of
from tettpaa.look_back.completion.definitions import CohortDefinition, bands, kind_of
from tettpaa.look_back.completion.rules import Outcome, Path, PupilYear, Standing, first_start, outcome, standing

AUTUMNS_AFTER = 3  # the passages are followed to the autumn this many years after the first


@dataclass(frozen=True)
class Pupil:
    """One pupil's path with what may be counted by. None and '' are unknown."""

    key: int
    path: Path
    sex: str = ""
    born: dt.date | None = None
    points: float | None = None


@dataclass(frozen=True)
class Member:
    """A pupil of a cohort. '' is unknown; `outcome` is None while the pupil is followed.

    `standings` are where the pupil was the first autumn and each after it, as far as they have come.
    """

    cohort: int
    kind: str
    programme: str
    school: int
    sex: str
    band: str
    standings: tuple[Standing, ...]
    outcome: Outcome | None


@dataclass(frozen=True)
class Cohort:
    """One autumn's. It has a result when everybody in it has been followed to the end."""

    year: int
    members: tuple[Member, ...]
    followed_until: dt.date

    @property
    def is_over(self) -> bool:
        return all(member.outcome is not None for member in self.members)


def cohorts(pupils: Iterable[Pupil], definition: CohortDefinition, as_of: dt.date) -> list[Cohort]:
    """Every cohort anybody belongs to, the oldest first."""
    found: dict[int, list[Member]] = defaultdict(list)
    for pupil in pupils:
        start = first_start(pupil.path, definition)
        if start is not None:
            found[start.school_year].append(_member(pupil, start, definition, as_of))
    longest = max(definition.horizon.values())
    return [Cohort(year, tuple(found[year]), definition.day_after(year, longest)) for year in sorted(found)]


def _member(pupil: Pupil, start: PupilYear, definition: CohortDefinition, as_of: dt.date) -> Member:
    kind = kind_of(start.programme, start.school_year)
    # Whoever began in a programme nobody has told is followed as long as the longest.
    years = definition.horizon[kind] if kind else max(definition.horizon.values())
    is_over = definition.day_after(start.school_year, years) <= as_of
    autumns = (definition.day_after(start.school_year, after) for after in range(1, AUTUMNS_AFTER + 1))
    later = tuple(standing(pupil.path, day) for day in autumns if day <= as_of)
    return Member(
        start.school_year, kind or "", area_of(start.programme) if kind else "", start.school, pupil.sex,
        bands().of(pupil.points), (Standing(start.year_level), *later),
        outcome(pupil.path, start, definition) if is_over else None,
    )  # fmt: skip


def untold_starts(pupils: Iterable[Pupil], definition: CohortDefinition) -> Counter[int]:
    """School year → pupils at the first level of whom nobody has told whether it was their first start."""
    counted: Counter[int] = Counter()
    for pupil in pupils:
        if not any(year.is_first_start for year in pupil.path.years):
            counted.update({
                year.school_year for year in pupil.path.years
                if year.year_level == definition.starts_at and year.is_first_start is None
            })  # fmt: skip
    return counted
