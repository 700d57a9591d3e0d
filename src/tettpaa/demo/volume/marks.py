"""Grades, order and conduct, admissions and notices: they follow ability, and fall with absence."""

from dataclasses import dataclass

import numpy as np

from tettpaa.demo.volume.amounts import Amounts
from tettpaa.demo.volume.facts import LESSON_MINUTES, County, subjects
from tettpaa.demo.volume.movements import Movements
from tettpaa.demo.volume.timetable import Group

HALF_YEAR_DAY, FINAL_DAY = 98, 182  # school days when grades are set, counted from 0
TYPICAL_GRADE, FALL_PER_SHARE = 4.1, 3.0  # 10 % absence costs 0.3 of a grade on average
LIMIT = 0.10  # forskrifta § 9-8
NOTICE_AT = 0.075
NOTICED = 0.8  # share of crossings where the school has sent a notice
NO_BASIS = "IV"
WITHOUT_BASIS = 0.08  # share of those over the limit: most of the absence is documented


@dataclass
class Taken:
    """Which subjects each pupil takes: columns of pupil row and group, and the share of planned hours away."""

    pupil: np.ndarray
    group: np.ndarray
    share_by_half: np.ndarray
    share: np.ndarray


def taken_subjects(moves: Movements, groups: list[Group], away: tuple[np.ndarray, np.ndarray, np.ndarray]) -> Taken:
    """The groups a pupil ends in. `away` are columns of pupil, group and day, one row for each lesson away."""
    member = np.zeros((len(moves.cells), len(groups)), dtype=bool)
    rows, cells = np.nonzero(moves.cells_after >= 0)
    member[rows, moves.cells_after[rows, cells]] = True
    hours = np.array([subjects()[group.subject].hours for group in groups])
    lessons = np.zeros(member.shape, dtype=np.int32)
    by_half = np.zeros(member.shape, dtype=np.int32)
    pupil, group, day = away
    np.add.at(lessons, (pupil, group), 1)
    early = day <= HALF_YEAR_DAY
    np.add.at(by_half, (pupil[early], group[early]), 1)
    pupil, group = np.nonzero(member)
    per_hour = LESSON_MINUTES / 60 / hours[group]
    return Taken(pupil, group, by_half[pupil, group] * per_hour, lessons[pupil, group] * per_hour)


def draw_grades(
    taken: Taken, moves: Movements, amounts: Amounts, rng: np.random.Generator
) -> list[tuple[int, int, str, str, int]]:
    """Rows of (pupil row, group, term, value, school day set), for those still there that day."""
    base = TYPICAL_GRADE + amounts.ability[taken.pupil] + rng.normal(0, 0.6, len(taken.pupil))
    drawn = []
    for term, day, share, limit in (("h1", HALF_YEAR_DAY, taken.share_by_half, 1.5 * LIMIT),
                                    ("final", FINAL_DAY, taken.share, LIMIT)):  # fmt: skip
        value = np.clip(np.rint(base - FALL_PER_SHARE * share + rng.normal(0, 0.3, len(base))), 1, 6).astype(int)
        without = (share > limit) & (rng.random(len(base)) < WITHOUT_BASIS)
        there = moves.last[taken.pupil] >= day
        drawn += [(int(pupil), int(group), term, NO_BASIS if none else str(grade), day)
                  for pupil, group, grade, none in zip(taken.pupil[there], taken.group[there], value[there],
                                                       without[there], strict=True)]  # fmt: skip
    return drawn


def draw_conduct(
    moves: Movements, amounts: Amounts, rng: np.random.Generator
) -> list[tuple[int, str, str, str, int, int, int]]:
    """Rows of (pupil row, term, order, conduct, order remarks, conduct remarks, school day set)."""
    rows = []
    for term, day, part in (("h1", HALF_YEAR_DAY, 0.5), ("final", FINAL_DAY, 1.0)):
        order = rng.poisson(amounts.late * part * 0.6 + 0.2)
        conduct = rng.poisson(0.05 * part, len(order))
        rows += [(int(pupil), term, _mark(order[pupil], 6, 18), _mark(conduct[pupil], 1, 4), int(order[pupil]),
                  int(conduct[pupil]), day) for pupil in np.flatnonzero(moves.last >= day)]  # fmt: skip
    return rows


def _mark(remarks: int, fair: int, poor: int) -> str:
    return "Lg" if remarks >= poor else "Ng" if remarks >= fair else "G"


def draw_admissions(
    amounts: Amounts, county: County, rng: np.random.Generator
) -> list[tuple[int, int, float, int, int, str]]:
    """Rows of (pupil row, choice, grunnskolepoeng, earlier days, earlier hours, weakest core grade)."""
    count = len(amounts.ability)
    points = np.clip(county.points + 6.0 * amounts.ability + rng.normal(0, 3.0, count) + 1.0, 15, 60)
    choice = np.minimum(1 + rng.poisson(np.clip(0.9 - (points - 30) * 0.04, 0.05, 1.5)), 6)
    days = rng.poisson(amounts.days * 0.7 * rng.gamma(2.0, 0.5, count))
    hours = rng.poisson(amounts.parts * 0.6 + 0.5)
    weakest = np.clip(np.floor(points / 10 - 0.3 + rng.normal(0, 0.6, count)), 1, 6).astype(int)
    return [
        (row, int(choice[row]), round(float(points[row]), 2), int(days[row]), int(hours[row]), str(weakest[row]))
        for row in range(count)
    ]


def draw_notices(
    moves: Movements, groups: list[Group], away: tuple[np.ndarray, np.ndarray, np.ndarray],
    rng: np.random.Generator,
) -> list[tuple[int, int, int, float]]:  # fmt: skip
    """Absence notices: rows of (pupil row, group, school day sent, percent), two school days after the crossing."""
    pupil, group, day = away
    order = np.lexsort((day, group, pupil))
    pupil, group, day = pupil[order], group[order], day[order]
    hours = np.array([subjects()[one.subject].hours for one in groups])[group]
    starts = np.flatnonzero(np.r_[True, (pupil[1:] != pupil[:-1]) | (group[1:] != group[:-1])])
    number = np.arange(len(pupil)) - np.repeat(starts, np.diff(np.r_[starts, len(pupil)])) + 1
    needed = np.ceil(NOTICE_AT * hours * 60 / LESSON_MINUTES)
    crossing = np.flatnonzero((number == needed) & (rng.random(len(number)) < NOTICED))
    percent = np.round(number * LESSON_MINUTES / 60 / hours * 100, 1)
    sent = np.minimum(day + 2, moves.last[pupil])
    return [(int(pupil[row]), int(group[row]), int(sent[row]), float(percent[row])) for row in crossing]
