"""Six cohorts that have been followed to the end, as rows of the profile, and what the generator meant by them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tettpaa.demo.volume import ids
from tettpaa.demo.volume.life import Life, draw_life
from tettpaa.demo.volume.people import Person, invent_home
from tettpaa.demo.volume.plan import Plan, School, SchoolClass
from tettpaa.demo.volume.year import SchoolYear

COHORTS, FOLLOWED = 6, 6  # how many, and the years the longest are followed
FIRST_NUMBER = 1_000_000  # above every pupil of the county today
GENERAL_TRACKS = ("ST",)
ADULTS, UNTOLD, AGAIN = 0.02, 0.01, 0.05  # shares: adults, nobody told whether it is a first start, no first start
Row = tuple[object, ...]


@dataclass(frozen=True)
class Earlier:
    """A pupil of an earlier cohort. `is_first_start` is None where nobody has told."""

    number: int
    cohort: int
    school: School
    programme: str
    person: Person
    points: float
    is_first_start: bool | None
    status: str
    life: Life

    @property
    def is_counted(self) -> bool:
        """Whether the pupil belongs to the cohort: began for the first time, and is no adult."""
        return self.is_first_start is True and self.status != "V"

    @property
    def id(self) -> str:
        return ids.pupil_id(self.number)

    def pupil_years(self) -> Iterator[Row]:
        for number, (school_year, level, programme) in enumerate(self.life.years):
            first = number == 0
            yield (self.id, self.school.key, dt.date(school_year, 10, 1), programme, level,
                   _told(self.is_first_start) if first else "false", self.status, self.person.sex if first else None,
                   f"{self.points:.2f}" if first else None, "false")  # fmt: skip

    def apprenticeships(self) -> Iterator[Row]:
        for begins, ends, is_cancelled in self.life.contracts:
            yield self.id, self.school.key, begins, ends, None, _told(is_cancelled)

    def completions(self) -> Iterator[Row]:
        for day, step, code in sorted(self.life.ends):
            yield self.id, self.school.key, day, step, code


def earlier_pupils(plan: Plan) -> Iterator[Earlier]:
    """Everybody who began in the six autumns whose cohorts are over in the plan's school year, at the plan's schools."""
    number = FIRST_NUMBER
    for cohort in range(plan.school_year - FOLLOWED - COHORTS + 1, plan.school_year - FOLLOWED + 1):
        for school in plan.schools:
            rng = np.random.default_rng([plan.seed, cohort, school.number])
            for one in (one for one in school.classes if one.course.year_level == "Vg1"):
                for _ in one.pupils:
                    number += 1
                    yield _earlier(plan, number, cohort, school, one, rng)


def _earlier(
    plan: Plan, number: int, cohort: int, school: School, one: SchoolClass, rng: np.random.Generator
) -> Earlier:
    is_general = one.course.track in GENERAL_TRACKS
    life = draw_life(cohort, one.course.programme_code, is_general, rng)
    better = {"in_time": 3.0, "later": 0.0, "left": -5.0}.get(life.end, -2.0)
    points = round(float(np.clip(rng.normal(plan.county.points + better, 5), 15, 60)), 2)
    what = rng.random()
    is_first = None if what < UNTOLD else what >= UNTOLD + AGAIN
    status = "V" if rng.random() < ADULTS else "E"
    person = invent_home(plan.seed, number, "Vg1", cohort).pupil
    return Earlier(number, cohort, school, one.course.programme_code, person, points, is_first, status, life)


def pupil_years_now(plan: Plan, year: SchoolYear, until: dt.date) -> Iterator[Row]:
    """The pupils of the plan's own school year who are there on 1 October, if that day has come."""
    counted_on = dt.date(plan.school_year, 10, 1)
    if until < counted_on:
        return
    rng = plan.rng("pupil_years", year.school.number)
    day = sum(each <= counted_on for each in year.days) - 1
    for row, pupil in enumerate(year.school.pupils):
        what, status = rng.random(), str(rng.choice(["E", "A", "V", ""], p=(0.92, 0.03, 0.01, 0.04)))
        if not year.moves.first[row] <= day <= year.moves.last[row]:
            continue
        course = year.school.classes[year.moves.class_before[row]].course
        begins = course.year_level == "Vg1" and what > AGAIN
        yield (ids.pupil_id(int(pupil)), year.school.key, counted_on, course.programme_code, course.year_level,
               None if what < UNTOLD else _told(begins), status or None, None, None, _told(what > 0.99))  # fmt: skip


def _told(statement: bool | None) -> str | None:
    return None if statement is None else "true" if statement else "false"
