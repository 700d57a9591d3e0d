"""Made absence: pupils with a year each, a measure given to those who are away much at the moment, and what it did.

Everybody has a level of their own, a trend, weekdays and spells of illness; the county has a wave of colds. Staff give the
measure by what they see of the last four weeks, and the last one most. What a pupil would have had without it is known,
so the effect is: a part of the absence that would have come is taken away from the day it begins.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.histories import Histories
from tettpaa.look_back.effects.matching import Begun
from tettpaa.look_back.effects.spans import Spans

PUPILS, DAYS, WEEK = 1600, 190, 5
LESSONS, LESSON = 5, 60
UNREGISTERED = 0.04  # of the days
STRATA = 2
WINDOW = 20
WHOLE = 0.55  # of the days away are whole; of the others half the lessons in the mean
ILL, ILL_ENDS = 0.008, 0.35  # the chance that a day begins an illness, and that a day of it is its last
AS_OF = dt.date(2026, 6, 19)
FIRST_GIVEN = 15
LAG = 6  # it begins 0 to 5 school days after it is decided


@dataclass(frozen=True)
class Made:
    """A county's year as registered, the measures begun, and how much absence was to be expected without them: percent of
    each school day, summed as in `Histories`.
    """

    histories: Histories
    expected: np.ndarray
    strata: np.ndarray
    begun: Begun

    def expected_share(self, spans: Spans) -> float:
        """Percent of the time that was to be expected away in the windows after, had there been no measure."""
        sums = self.expected[spans.pupils, spans.begins + spans.length] - self.expected[spans.pupils, spans.begins]
        return float((sums / spans.length).mean())


def make(random: np.random.Generator, given: int, taken: float, pupils: int = PUPILS) -> Made:
    """`given` pupils get the measure, which takes away the part `taken` of the absence to come."""
    chance = _chances(random, pupils)
    lessons = _lessons_away(random, chance)
    is_told = random.random((pupils, DAYS)) >= UNREGISTERED
    who, decided, begins = _given(random, lessons, given)
    for pupil, day in zip(who.tolist(), begins.tolist(), strict=True):
        is_gone = random.random(DAYS - day) < taken
        lessons[pupil, day:][is_gone] = 0
    strata = random.integers(0, STRATA, pupils)
    begun = Begun(np.zeros(len(who), np.int64), who, decided, begins)
    return Made(_histories(lessons, is_told), _expected(chance), strata, begun)


def _chances(random: np.random.Generator, pupils: int) -> np.ndarray:
    """(pupils, school days): how likely each is to be away for some of the day, but for illness."""
    level = random.gamma(0.9, 0.06, pupils)[:, None]
    trend = np.exp(random.normal(0, 0.5, pupils)[:, None] * np.linspace(-0.5, 1, DAYS))
    weekday = np.exp(random.normal(0, 0.35, (pupils, WEEK)))[:, np.arange(DAYS) % WEEK]
    colds = 1 + 0.8 * np.exp(-(((np.arange(DAYS) - random.integers(60, 130)) / 10.0) ** 2))
    spells = np.exp(_drifting(random, pupils))
    return np.minimum(level * trend * weekday * colds * spells, 0.85)


def _lessons_away(random: np.random.Generator, chance: np.ndarray) -> np.ndarray:
    """How many of the day's lessons each would be away from."""
    is_away = (random.random(chance.shape) < chance) | _ill(random, len(chance))
    is_whole = random.random(chance.shape) < WHOLE
    return np.where(is_away, np.where(is_whole, LESSONS, random.integers(1, LESSONS, chance.shape)), 0)


def _expected(chance: np.ndarray) -> np.ndarray:
    """What these chances come to in the long run, illness with them."""
    away = 1 - (1 - chance) * (1 - ILL / ILL_ENDS)
    return np.concatenate([np.zeros((len(chance), 1)), (100 * away * (WHOLE + (1 - WHOLE) / 2)).cumsum(axis=1)], axis=1)


def _drifting(random: np.random.Generator, pupils: int) -> np.ndarray:
    """Weeks that are better and worse, each like the one before it: what brings absence up and lets it fall again."""
    weeks = DAYS // WEEK
    drift = np.zeros((pupils, weeks))
    for week in range(1, weeks):
        drift[:, week] = 0.7 * drift[:, week - 1] + random.normal(0, 0.6, pupils)
    return np.repeat(drift, WEEK, axis=1)


def _ill(random: np.random.Generator, pupils: int) -> np.ndarray:
    """Illness of some days in a row."""
    who, begins = np.nonzero(random.random((pupils, DAYS)) < ILL)
    ends = np.minimum(begins + random.geometric(ILL_ENDS, len(who)), DAYS)
    illnesses = np.zeros((pupils, DAYS + 1), np.int16)
    np.add.at(illnesses, (who, begins), 1)
    np.add.at(illnesses, (who, ends), -1)
    return illnesses.cumsum(axis=1, dtype=np.int16)[:, :DAYS] > 0


def _given(random: np.random.Generator, lessons: np.ndarray, given: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who gets it, when it is decided and when it begins: each day, the more one is away now, the likelier. Once each."""
    sums = np.concatenate([np.zeros((len(lessons), 1)), lessons.cumsum(axis=1)], axis=1)
    asked: list[tuple[float, int, int]] = []
    for day in range(FIRST_GIVEN, DAYS - WINDOW - LAG):
        first = max(0, day - WINDOW)
        month = (sums[:, day] - sums[:, first]) / (LESSONS * (day - first))
        week = (sums[:, day] - sums[:, day - WEEK]) / (LESSONS * WEEK)
        chance = 0.02 / (1 + np.exp(-(month + 0.3 * week - 0.22) / 0.04))
        chosen = np.flatnonzero(random.random(len(lessons)) < chance)
        asked += [(random.random(), int(pupil), day) for pupil in chosen]
    # Taken in any order until enough have it, so that who has it by a day hangs on nothing but what staff saw.
    first_of: dict[int, int] = {}
    for _, pupil, day in sorted(asked):
        if len(first_of) == given and pupil not in first_of:
            break
        first_of[pupil] = min(day, first_of.get(pupil, day))
    decided = np.array(list(first_of.values()), np.int64)
    return np.array(list(first_of), np.int64), decided, decided + random.integers(0, LAG, len(decided))


def _histories(lessons: np.ndarray, is_told: np.ndarray) -> Histories:
    away = np.where(is_told, lessons * LESSON, 0)
    known = np.where(is_told, LESSONS * LESSON, 0)
    pupils = len(lessons)
    ordinal = np.arange(DAYS + 1, dtype=np.int32)[None, :]
    return Histories(
        _summed(away), _summed(known), _summed(is_told), np.full(pupils, DAYS), ordinal, np.zeros(pupils, np.int64)
    )


def _summed(days: np.ndarray) -> np.ndarray:
    return np.concatenate([np.zeros((len(days), 1), np.int32), days.cumsum(axis=1, dtype=np.int32)], axis=1)
