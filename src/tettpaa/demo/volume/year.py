"""One school's year as it happened: the timetable, who was where, who was away and what was written down."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from tettpaa.demo.volume.amounts import Amounts
from tettpaa.demo.volume.away import draw_away
from tettpaa.demo.volume.marks import (
    Taken,
    draw_admissions,
    draw_conduct,
    draw_grades,
    draw_notices,
    taken_subjects,
)
from tettpaa.demo.volume.movements import Movements, draw_movements, no_movements
from tettpaa.demo.volume.plan import Plan, School
from tettpaa.demo.volume.reasons import draw_codes
from tettpaa.demo.volume.registration import Lessons, draw_lessons
from tettpaa.demo.volume.staff import Staff, employ
from tettpaa.demo.volume.timetable import LESSONS, Timetable, make_timetable

AS_DAYS = 0.02  # share of whole days that the school wrote as one row for the day
NONE = -1


@dataclass
class Absences:
    """Absence rows in columns; for a row of a whole day `lesson` and `group` are −1; `late` is minutes, 0 for absence.

    `code` and `told` are places in reasons.CODES and TOLD, −1 for none.
    """

    pupil: np.ndarray
    day: np.ndarray
    lesson: np.ndarray
    group: np.ndarray
    code: np.ndarray
    told: np.ndarray
    late: np.ndarray


@dataclass
class SchoolYear:
    """Everything that happened at one school in one school year. Pupils are rows of `school.pupils`."""

    school: School
    days: list[dt.date]
    table: Timetable
    staff: Staff
    moves: Movements
    lessons: Lessons
    absences: Absences
    grades: list[tuple]
    conduct: list[tuple]
    notices: list[tuple]
    admissions: list[tuple]


def live_through(plan: Plan, school: School, days: list[dt.date], amounts: Amounts) -> SchoolYear:
    """Play one school's year from the plan's seed. `amounts` are the whole county's, `days` its school days."""

    def rng(purpose: str) -> np.random.Generator:
        return plan.rng(purpose, school.number)

    mine = amounts.of(school.pupils)
    weekday = np.array([day.weekday() for day in days])
    table = make_timetable(school, rng("timetable"))
    staff = employ(school, table, plan.contact_group_size, rng("staff"))
    moves = draw_movements(school, table, rng("movements")) if plan.has_movements else no_movements(school, table)
    lessons = draw_lessons(table.groups, weekday, staff.teachers, rng("registration"))
    absences = _absences(moves, mine, _lessons_a_day(school, moves), weekday, lessons, rng("away"))
    met = absences.group != NONE
    counted = (absences.late == 0) & met
    away = (absences.pupil[counted], absences.group[counted], absences.day[counted])
    taken: Taken = taken_subjects(moves, table.groups, away)
    return SchoolYear(
        school, days, table, staff, moves, lessons, absences,
        grades=draw_grades(taken, moves, mine, rng("grades")),
        conduct=draw_conduct(moves, mine, rng("conduct")),
        notices=draw_notices(moves, table.groups, away, rng("notices")),
        admissions=draw_admissions(mine, plan.county, rng("admissions")),
    )  # fmt: skip


def _lessons_a_day(school: School, moves: Movements) -> np.ndarray:
    """Pupil × day: lessons that day, which a change of programme may alter."""
    of_class = np.array([one.course.lessons_a_day for one in school.classes])
    before, after = of_class[moves.class_before], of_class[moves.class_after]
    return np.where(moves.has_changed(), after[:, None], before[:, None])


def _absences(
    moves: Movements, amounts: Amounts, lessons_a_day: np.ndarray, weekday: np.ndarray, lessons: Lessons,
    rng: np.random.Generator,
) -> Absences:  # fmt: skip
    away = draw_away(moves, amounts, lessons_a_day, weekday, rng)
    code, told = draw_codes(away, rng)
    as_day = away.is_whole & (rng.random(away.is_whole.shape) < AS_DAYS)
    first_of_day = (away.lesson == 0) & as_day[away.pupil, away.day]
    single = ~as_day[away.pupil, away.day]
    at = (away.pupil, away.day, away.lesson)
    never = np.zeros(len(away.pupil), dtype=int)
    by_lesson = Absences(*at, _groups_met(*at, moves, weekday), code, told, never)
    minutes = np.minimum(3 + rng.geometric(0.12, len(away.late[0])), 30)
    nothing = np.full(len(minutes), NONE)
    late = Absences(*away.late, _groups_met(*away.late, moves, weekday), nothing, nothing, minutes)
    known = _known(_where(by_lesson, single), lessons)
    return _joined([known, _known(late, lessons), _day_rows(by_lesson, first_of_day)])


def _groups_met(
    pupil: np.ndarray, day: np.ndarray, lesson: np.ndarray, moves: Movements, weekday: np.ndarray
) -> np.ndarray:
    """The group each pupil met in that lesson on that day."""
    cell = weekday[day] * LESSONS + lesson
    changed = day >= moves.change[pupil]
    return np.where(changed, moves.cells_after[pupil, cell], moves.cells[pupil, cell])


def _known(rows: Absences, lessons: Lessons) -> Absences:
    """Only rows whose lesson was held and registered: what nobody wrote down is not known."""
    return _where(rows, lessons.registered(rows.group, rows.day, rows.lesson))


def _day_rows(rows: Absences, wanted: np.ndarray) -> Absences:
    days = _where(rows, wanted)
    days.lesson[:] = NONE
    days.group[:] = NONE
    return days


def _where(rows: Absences, kept: np.ndarray) -> Absences:
    return Absences(*(column[kept] for column in vars(rows).values()))


def _joined(parts: list[Absences]) -> Absences:
    return Absences(*(np.concatenate([getattr(part, name) for part in parts]) for name in vars(parts[0])))
