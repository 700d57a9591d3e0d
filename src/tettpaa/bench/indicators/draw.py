"""Draws a school's timetable, lessons and absences as columns of numbers."""

import numpy as np

from tettpaa.schools.places.school_year import first_day

SCHOOL_YEAR = 2025
PUPILS_A_SCHOOL, PUPILS_A_CLASS = 500, 25
LESSONS_A_DAY, LESSON_MINUTES = 6, 60
SUBJECTS = tuple(f"FAG{number:04}" for number in range(10))
PLANNED_HOURS = 114.0
SCHOOL_DAYS, STARTS_ON = 190, 17
HOLIDAYS = ((59, 7), (142, 16), (203, 7), (240, 12))  # first day and length, counted from 1 August

# Code → its share of absences, cause and documentation.
CODES = {
    "D": (0.25, "a", "health"), "M": (0.2, "a", "self"), "R": (0.1, "b", "other"), "X": (0.45, "", "none"),
}  # fmt: skip
DAY_RATE, LESSON_RATE = 0.021, 0.034  # mean chance of a spell beginning, and of missing one lesson
SPELL_GOES_ON = 0.4
LATE_RATE = 0.009
NEVER_REGISTERED, REGISTERED_LATE = 0.01, 0.1

Columns = dict[str, np.ndarray]


def school_days(school_year: int = SCHOOL_YEAR) -> np.ndarray:
    """190 weekdays from 18 August, without holidays."""
    days = np.arange(STARTS_ON, 340)
    is_off = (days + first_day(school_year).weekday()) % 7 >= 5
    for begins, length in HOLIDAYS:
        is_off |= (days >= begins) & (days < begins + length)
    return days[~is_off][:SCHOOL_DAYS]


def timetable(rng: np.random.Generator, classes: int, school_year: int = SCHOOL_YEAR) -> np.ndarray:
    """(classes, school days, lessons) → the group met, numbered within the school."""
    weekday = (school_days(school_year) + first_day(school_year).weekday()) % 7
    cells = np.arange(5 * LESSONS_A_DAY) % len(SUBJECTS)
    weeks = np.stack([rng.permutation(cells).reshape(5, LESSONS_A_DAY) for _ in range(classes)])
    return weeks[:, weekday] + np.arange(classes)[:, None, None] * len(SUBJECTS)


def draw_lessons(rng: np.random.Generator, cells: np.ndarray, school_year: int = SCHOOL_YEAR) -> Columns:
    """Every lesson, registered the same day, some days later, or (`registered` −1) not at all."""
    days = np.broadcast_to(school_days(school_year)[None, :, None], cells.shape).ravel()
    chance = rng.random(cells.size)
    later = np.where(chance < REGISTERED_LATE, rng.integers(1, 8, cells.size), 0)
    group = cells.ravel()
    return {
        "group": group.astype(np.int64), "on": days, "registered": np.where(chance < NEVER_REGISTERED, -1, days + later),
        "lesson": np.broadcast_to(np.arange(1, LESSONS_A_DAY + 1), cells.shape).ravel(),
        "teacher": (group // 5).astype(np.int64),
    }  # fmt: skip


def draw_absences(rng: np.random.Generator, cells: np.ndarray, pupils: int, school_year: int = SCHOOL_YEAR) -> Columns:
    """Spells of whole days and single lessons; few pupils are away much."""
    days = school_days(school_year)
    shape = (pupils, len(days), LESSONS_A_DAY)
    starts = rng.random(shape[:2]) < rng.gamma(0.7, DAY_RATE / 0.7, (pupils, 1))
    goes_on = np.zeros_like(starts)
    goes_on[:, 1:] = starts[:, :-1] & (rng.random((pupils, len(days) - 1)) < SPELL_GOES_ON)
    single = rng.random(shape) < rng.gamma(0.8, LESSON_RATE / 0.8, (pupils, 1, 1))
    is_late = rng.random(shape) < LATE_RATE
    pupil, day, lesson = np.nonzero((starts | goes_on)[:, :, None] | single | is_late)
    is_away = (starts | goes_on)[pupil, day] | single[pupil, day, lesson]
    group = cells[pupil // PUPILS_A_CLASS, day, lesson]
    shares = np.array([share for share, _, _ in CODES.values()])
    by_day = rng.choice(len(CODES), (pupils, len(days)), p=shares)
    return {
        "pupil": pupil.astype(np.int64), "on": days[day], "lesson": lesson + 1, "group": group.astype(np.int64),
        "subject": group % len(SUBJECTS), "code": by_day[pupil, day], "is_late": ~is_away,
    }  # fmt: skip
