"""How much each pupil is away in a year: long-tailed, with the county's published median."""

from dataclasses import dataclass

import numpy as np

from tettpaa.demo.volume.facts import tracks
from tettpaa.demo.volume.plan import Plan
from tettpaa.demo.volume.registration import share_of_days_known

NEVER_AWAY = 0.03
TAIL = 0.95  # shape of the gamma distribution: below 1, many with little and a long tail
MOST_DAYS = 110
PARTS_AWAY = 7.3  # parts of days away for a pupil at the median
LATE = 5.0
TYPICAL_LESSONS = 6  # a day


@dataclass
class Amounts:
    """For each pupil of the county, by number from 0: `days` whole days, `parts` days with single lessons away,
    `late` late arrivals. `ability` is what grades are drawn from, lower for those who are much away.
    """

    days: np.ndarray
    parts: np.ndarray
    late: np.ndarray
    ability: np.ndarray

    def of(self, pupils: np.ndarray) -> "Amounts":
        """Those of some pupils, by their numbers from 1."""
        place = pupils - 1
        return Amounts(self.days[place], self.parts[place], self.late[place], self.ability[place])


def draw_amounts(plan: Plan) -> Amounts:
    """A zero-inflated gamma by programme, scaled so that the median over the county is the published one.

    The scale is exact, not searched for: the median of scaled amounts is the scaled median. Days are drawn a
    little larger than published, since some are not seen as whole where a teacher has not registered a lesson.
    """
    rng = plan.rng("amounts")
    factor = _programme_factor(plan)
    away = rng.gamma(TAIL, size=len(factor)) * factor
    away[rng.random(len(factor)) < NEVER_AWAY] = 0
    typical = float(np.median(away)) or 1.0
    median = plan.county.median_days / share_of_days_known(TYPICAL_LESSONS)
    days = np.clip(np.rint(away / typical * median), 0, MOST_DAYS).astype(int)
    ratio = (0.4 + 0.6 * away / typical) ** 0.7
    parts = rng.poisson(PARTS_AWAY * ratio * rng.lognormal(0, 0.5, len(factor)))
    late = rng.poisson(LATE * ratio * rng.gamma(0.5, 2.0, len(factor)) * 0.8)
    ability = rng.normal(0, 0.75, len(factor)) - 0.2 * np.log2(0.5 + away / typical)
    return Amounts(days, np.minimum(parts, 100), np.minimum(late, 80), ability)


def _programme_factor(plan: Plan) -> np.ndarray:
    highest = max(int(school.pupils.max()) for school in plan.schools)
    factor = np.ones(highest)
    for school in plan.schools:
        for one in school.classes:
            factor[np.asarray(one.pupils) - 1] = tracks()[one.course.track].absence
    return factor
