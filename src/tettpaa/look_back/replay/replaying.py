"""Rules over warm years: when each pupil would first have been flagged, by which rule, and the weeks with a new flag."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.engine import fold_facts
from tettpaa.identify.indicators.programs import programs_of
from tettpaa.identify.indicators.rules import Rule
from tettpaa.look_back.replay.warm import WarmYear
from tettpaa.schools.places.school_year import day_number, first_day, last_day

NEVER = -1
WEEK = 7
MOST_REMEMBERED = 12  # two rule sets over three years, for two who work at once
_FAR = 30_000


_answers: OrderedDict[tuple, "Replayed"] = OrderedDict()


@dataclass(frozen=True)
class Replayed:
    """A year's pupils in the order of `people`. Of a rule set, not of each rule: who has several flags is one pupil.

    `first_day` is the day of the first flag, counted from 1 August (NEVER: none), `rule` the number of the rule that
    raised it (−1: none); `raised_weeks` has a bit for each week in which any rule raised a flag, 0 for the week with
    1 August; `school_weeks` are the weeks in which any of them had school.
    """

    school_year: int
    people: np.ndarray
    first_day: np.ndarray
    rule: np.ndarray
    raised_weeks: np.ndarray
    school_weeks: np.ndarray

    @property
    def is_flagged(self) -> np.ndarray:
        return self.first_day >= 0


def replay(year: WarmYear, rules: Sequence[Rule], wanted: np.ndarray) -> Replayed:
    """The rules over the pupils whose numbers are wanted."""
    day = day_number(last_day(year.school_year), year.school_year)
    programs = programs_of(rules, year.school_year)
    found = fold_facts(year.facts, year.school_year, day, [], programs, wanted).verdicts
    held = np.where(found["first_held"] >= 0, found["first_held"], _FAR)
    first = held.min(axis=1, initial=_FAR)
    is_flagged = first < _FAR
    return Replayed(
        year.school_year, year.people[wanted], np.where(is_flagged, first, NEVER),
        np.where(is_flagged, held.argmin(axis=1) if len(rules) else NEVER, NEVER),
        np.bitwise_or.reduce(found["raised_weeks"], axis=1), _school_weeks(year, wanted),
    )  # fmt: skip


def _school_weeks(year: WarmYear, wanted: np.ndarray) -> np.ndarray:
    of_these = np.unique(year.facts.pupils["calendar"][wanted])
    days = np.flatnonzero(year.facts.calendars["is_school_day"][of_these].any(axis=0))
    return np.unique((days + first_day(year.school_year).weekday()) // WEEK)


def replay_years(
    years: Iterable[WarmYear], rules: Sequence[Rule], schools: Collection[int], hidden: frozenset[int]
) -> list[Replayed]:
    """The rules over the pupils of some schools (keys), without the hidden (keys), year by year.

    The latest answers are kept: while one rule set is changed, the one beside it is not asked again.
    """
    return [_remembered(year, tuple(rules), tuple(sorted(schools)), hidden) for year in years]


def _remembered(year: WarmYear, rules: tuple[Rule, ...], schools: tuple[int, ...], hidden: frozenset[int]) -> Replayed:
    key = (year.name, repr(rules), schools, hidden)
    if key not in _answers:
        _answers[key] = replay(year, rules, pupils_of(year, schools, hidden))
        while len(_answers) > MOST_REMEMBERED:
            _answers.popitem(last=False)
    _answers.move_to_end(key)
    return _answers[key]


def forget() -> None:
    """Ask anew the next time."""
    _answers.clear()


def pupils_of(year: WarmYear, schools: Collection[int], hidden: Collection[int]) -> np.ndarray:
    """The numbers of the pupils last enrolled at the schools (keys), without the hidden (keys)."""
    is_theirs = np.isin(year.people["school"], list(schools))
    return np.flatnonzero(is_theirs & ~np.isin(year.people["pupil"], list(hidden)))
