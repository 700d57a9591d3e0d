"""Lessons that should be held, and when the teacher registered attendance, if at all."""

from dataclasses import dataclass

import numpy as np

from tettpaa.demo.volume.timetable import LESSONS, Group

SLOW_TEACHERS = 0.05  # of the teachers leave most of the unregistered lessons
SLOW_FORGETS, OTHERS_FORGET = 0.28, 0.004
CANCELLED = 0.012
NOT_YET = -1
FORGOTTEN = SLOW_TEACHERS * SLOW_FORGETS + (1 - SLOW_TEACHERS) * OTHERS_FORGET


def share_of_days_known(lessons_a_day: int) -> float:
    """The share of days on which every lesson is registered, so that a whole day away is seen as one."""
    return (1 - FORGOTTEN) ** lessons_a_day


@dataclass
class Lessons:
    """A school's lessons in columns: group, school day, lesson from 0; `is_held`; `lag` in days to registration.

    `lag` is −1 where nobody registered. `place` finds a lesson: group × day × lesson → row, −1 for none.
    """

    group: np.ndarray
    day: np.ndarray
    lesson: np.ndarray
    is_held: np.ndarray
    lag: np.ndarray
    place: np.ndarray

    def registered(self, group: np.ndarray, day: np.ndarray, lesson: np.ndarray) -> np.ndarray:
        """True where the lesson exists, was held and is registered."""
        row = self.place[group, day, lesson]
        return (row >= 0) & self.is_held[row] & (self.lag[row] != NOT_YET)


def draw_lessons(groups: list[Group], weekday: np.ndarray, teachers: int, rng: np.random.Generator) -> Lessons:
    """Every lesson of the year for every group; a few teachers forget a quarter of theirs."""
    weekly = np.zeros((len(groups), 5, LESSONS), dtype=bool)
    for number, group in enumerate(groups):
        weekly.reshape(len(groups), -1)[number, list(group.cells)] = True
    met, day, lesson = np.nonzero(weekly[:, weekday, :])
    is_held = rng.random(len(met)) >= CANCELLED
    forgets = np.where(rng.random(teachers) < SLOW_TEACHERS, SLOW_FORGETS, OTHERS_FORGET)
    of_group = np.array([one.teacher for one in groups])
    forgotten = rng.random(len(met)) < forgets[of_group[met]]
    lag = np.where(forgotten | ~is_held, NOT_YET, np.minimum(rng.geometric(0.82, len(met)) - 1, 6))
    place = np.full((len(groups), len(weekday), LESSONS), -1, dtype=np.int32)
    place[met, day, lesson] = np.arange(len(met))
    return Lessons(met, day, lesson, is_held, lag, place)
