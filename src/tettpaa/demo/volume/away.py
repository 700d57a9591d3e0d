"""When each pupil is away: spells of illness, seasons, Mondays, first lessons, a subject one would rather not meet."""

from dataclasses import dataclass

import numpy as np

from tettpaa.demo.volume.amounts import Amounts
from tettpaa.demo.volume.movements import Movements
from tettpaa.demo.volume.timetable import LESSONS

SPELL_LENGTHS = np.array([1, 2, 3, 4, 5, 10])
SPELL_SHARES = np.array([0.55, 0.21, 0.12, 0.06, 0.04, 0.02])
EDGE_OF_WEEK, FIRST_LESSON, AVOIDS = 0.04, 0.06, 0.02  # share of pupils with the pattern
LATE_IN, LEFT_EARLY = 0.35, 0.40  # rest: an hour in the middle


@dataclass
class Away:
    """Lessons away as three equally long columns: row of the pupil, school day, lesson from 0.

    `is_whole` tells for pupil × day whether all of it is away. `late` are late arrivals, likewise in columns.
    """

    pupil: np.ndarray
    day: np.ndarray
    lesson: np.ndarray
    is_whole: np.ndarray
    late: tuple[np.ndarray, np.ndarray, np.ndarray]


def draw_away(
    moves: Movements, amounts: Amounts, lessons_a_day: np.ndarray, weekday: np.ndarray, rng: np.random.Generator
) -> Away:
    """Place the pupils' amounts on days and lessons. `lessons_a_day` is pupil × day, `weekday` tells each day's."""
    there = moves.is_there()
    wanted = _days_of_each(moves, amounts.days, there)
    whole = _largest(_keys(_likelihood(moves, there, weekday, rng), rng), wanted)
    part = _largest(np.where(there & ~whole, rng.random(there.shape), -np.inf), amounts.parts)
    lessons = _whole_lessons(whole, lessons_a_day) | _part_lessons(part, lessons_a_day, rng)
    lessons |= _avoided(moves, there & ~whole, weekday, rng)
    _leave_one(lessons, whole, lessons_a_day)
    pupil, day, lesson = np.nonzero(lessons)
    late = _late(there & ~whole, lessons, amounts.late, rng)
    return Away(pupil, day, lesson, whole, late)


def _days_of_each(moves: Movements, days: np.ndarray, there: np.ndarray) -> np.ndarray:
    """Days to place for each pupil: in proportion for those there only part of the year, more for leavers."""
    there_days = there.sum(axis=1)
    wanted = np.rint(days * there_days / there.shape[1])
    wanted = np.where(moves.leaves, np.maximum(wanted, there_days * 0.18), wanted)
    return np.minimum(wanted, there_days * 0.8).astype(int)


def _likelihood(moves: Movements, there: np.ndarray, weekday: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Log weight of each pupil's days: most in winter, a little more on Mondays and Fridays, rising before leaving."""
    pupils, days = there.shape
    day = np.arange(days)
    season = 0.35 * np.cos((day - 95) / days * 2 * np.pi) + np.where(np.isin(weekday, (0, 4)), 0.12, 0.0)
    weight: np.ndarray = np.broadcast_to(season, there.shape).copy()
    edge: np.ndarray = rng.random(pupils)
    weight[edge < EDGE_OF_WEEK] += np.where(weekday == 0, 2.2, 0.0)
    weight[edge > 1 - EDGE_OF_WEEK / 2] += np.where(weekday == 4, 2.2, 0.0)
    drift = rng.normal(0, 0.6, pupils)[:, None] * (day / days - 0.5)
    weight += drift * 2
    weight[moves.leaves] += np.maximum((day - moves.last[moves.leaves, None]) / 25.0, -4)
    return np.where(there, weight, -np.inf)


def _keys(weight: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A key for each day; the days with the largest keys are away. A spell lends its first day's key to the next.

    Weight plus Gumbel noise, largest first, is drawing without replacement by weight.
    """
    own = weight + rng.gumbel(size=weight.shape)
    length = rng.choice(SPELL_LENGTHS, size=weight.shape, p=SPELL_SHARES)
    keys = own.copy()
    lent = np.full(weight.shape[0], -np.inf)
    left = np.zeros(weight.shape[0], dtype=int)
    for day in range(weight.shape[1]):
        goes_on = (left > 0) & (lent > own[:, day]) & np.isfinite(own[:, day])
        lent = np.where(goes_on, lent, own[:, day])
        left = np.where(goes_on, left - 1, length[:, day] - 1)
        keys[:, day] = np.where(goes_on, lent - 1e-6 * day, own[:, day])
    return keys


def _largest(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """True for the `wanted[row]` largest finite keys of each row."""
    order = np.argsort(-keys, axis=1, kind="stable")
    taken = np.zeros(keys.shape, dtype=bool)
    np.put_along_axis(taken, order, np.arange(keys.shape[1]) < wanted[:, None], axis=1)
    return taken & np.isfinite(keys)


def _whole_lessons(whole: np.ndarray, lessons_a_day: np.ndarray) -> np.ndarray:
    return whole[:, :, None] & (np.arange(LESSONS) < lessons_a_day[:, :, None])


def _part_lessons(part: np.ndarray, lessons_a_day: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Lessons of a part of a day: came late in, left early, or an hour in the middle."""
    pupil, day = np.nonzero(part)
    count = lessons_a_day[pupil, day]
    length = np.minimum(rng.choice([1, 2, 3], len(pupil), p=[0.45, 0.35, 0.2]), count - 1)
    how = rng.random(len(pupil))
    drawn: np.ndarray = rng.random(part.shape[0])
    always_first = drawn[pupil] < FIRST_LESSON
    middle = np.minimum(rng.integers(1, LESSONS, len(pupil)), count - length)
    begins = np.where(how < LATE_IN, 0, np.where(how < LATE_IN + LEFT_EARLY, count - length, middle))
    begins = np.where(always_first, 0, begins)
    lesson = np.arange(LESSONS)
    lessons = np.zeros((*part.shape, LESSONS), dtype=bool)
    lessons[pupil, day] = (lesson >= begins[:, None]) & (lesson < (begins + length)[:, None])
    return lessons


def _avoided(moves: Movements, may: np.ndarray, weekday: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Two pupils in a hundred are away from a quarter of the lessons of one subject."""
    lessons = np.zeros((*may.shape, LESSONS), dtype=bool)
    for pupil in np.flatnonzero(rng.random(may.shape[0]) < AVOIDS):
        week = moves.cells[pupil].reshape(5, LESSONS)
        group = rng.choice(week[week >= 0])
        days = may[pupil] & (rng.random(may.shape[1]) < 0.25) & (np.arange(may.shape[1]) < moves.change[pupil])
        lessons[pupil] = (week[weekday] == group) & days[:, None]
    return lessons


def _leave_one(lessons: np.ndarray, whole: np.ndarray, lessons_a_day: np.ndarray) -> None:
    """A day that is not wholly away has a lesson the pupil was at: single lessons never add up to a day by chance."""
    pupil, day = np.nonzero((lessons.sum(axis=2) >= lessons_a_day) & ~whole & (lessons_a_day > 0))
    lessons[pupil, day, lessons_a_day[pupil, day] - 1] = False


def _late(
    may: np.ndarray, lessons: np.ndarray, wanted: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Late arrivals: to the first lesson, or the first after lunch, when the pupil is at that lesson."""
    pupil, day = np.nonzero(_largest(np.where(may, rng.random(may.shape), -np.inf), wanted))
    lesson = np.where(rng.random(len(pupil)) < 0.8, 0, 4)
    came = ~lessons[pupil, day, lesson]
    return pupil[came], day[came], lesson[came]
