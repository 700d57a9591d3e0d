"""School years as cohorts: the indicators as of one day of the year, and what came after it."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.engine import fold_facts
from tettpaa.identify.indicators.fold.codes import SEEN
from tettpaa.identify.indicators.gauges import every_gauge
from tettpaa.look_back.replay.outcomes import BREAK, FAILED, UNKNOWN
from tettpaa.look_back.replay.warm import WarmYear
from tettpaa.look_back.replay.yardstick.curves import Curve, curve_of
from tettpaa.look_back.replay.yardstick.fitting import MODELS, scores
from tettpaa.schools.places.school_year import day_number, first_day

# Fewer with the outcome, and the curve is chance.
LEAST_WITH_OUTCOME = 20
# By then a school has two months of absence, and there is time left to help.
MONTH, DAY = 11, 1


class TooFew(ValueError):
    """Too few pupils, or school years, to fit on and test with."""


@dataclass(frozen=True)
class Measured:
    """What was fitted, tested and found."""

    fitted_on: tuple[int, ...]
    tested_on: int
    as_of: dt.date
    pupils: int
    with_outcome: int
    curves: Mapping[str, Curve]


def day_in(school_year: int, month: int = MONTH, day: int = DAY) -> dt.date:
    """That day of the school year."""
    found = dt.date(school_year, month, day)
    return found if found >= first_day(school_year) else found.replace(year=school_year + 1)


def in_question(year: WarmYear, day: int) -> np.ndarray:
    """The numbers of the pupils a yardstick asks about: enrolled on the day, with a known outcome that had not come yet."""
    people, calendars = year.people, year.facts.calendars
    is_enrolled = calendars["enrolled_at"][year.facts.pupils["calendar"], day] >= 0
    is_open = (people["outcome_day"] < 0) | (people["outcome_day"] > day)
    return np.flatnonzero(is_enrolled & is_open & (people["outcome"] != UNKNOWN))


def has_outcome(year: WarmYear, pupils: np.ndarray) -> np.ndarray:
    """Who broke off or did not pass."""
    return np.isin(year.people["outcome"][pupils], (BREAK, FAILED))


def measure(
    years: Sequence[WarmYear], month: int = MONTH, day: int = DAY, hidden: Collection[int] = frozenset()
) -> Measured:
    """Fit on all years but the last, test on the last, without the `hidden` pupils (keys). TooFew where that would say
    nothing.
    """
    in_order = sorted(years, key=lambda year: year.school_year)
    if len(in_order) < 2:
        raise TooFew("a yardstick takes at least two school years")
    cohorts = [_cohort(year, day_in(year.school_year, month, day), hidden) for year in in_order]
    fitted = np.concatenate([numbers for numbers, _ in cohorts[:-1]]), np.concatenate([y for _, y in cohorts[:-1]])
    tested, is_outcome = cohorts[-1]
    if min(int(each.sum()) for each in (fitted[1], ~fitted[1], is_outcome, ~is_outcome)) < LEAST_WITH_OUTCOME:
        raise TooFew(f"fewer than {LEAST_WITH_OUTCOME} pupils with an outcome, or without one")
    last = in_order[-1].school_year
    return Measured(
        tuple(year.school_year for year in in_order[:-1]), last, day_in(last, month, day), len(is_outcome),
        int(is_outcome.sum()),
        {name: curve_of(scores(made(), fitted, tested), is_outcome) for name, made in MODELS.items()},
    )  # fmt: skip


def _cohort(year: WarmYear, as_of: dt.date, hidden: Collection[int]) -> tuple[np.ndarray, np.ndarray]:
    """Pupils × indicators, NaN where unknown, too early or without limit; and who had the outcome."""
    day = day_number(as_of, year.school_year)
    asked = in_question(year, day)
    pupils = asked[~np.isin(year.people["pupil"][asked], list(hidden))]
    values = fold_facts(year.facts, year.school_year, day, every_gauge(), pupils=pupils).values[:, SEEN]
    return np.where(np.isfinite(values), values, np.nan), has_outcome(year, pupils)
