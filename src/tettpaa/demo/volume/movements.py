"""Who starts late, who leaves and why, and who changes class or programme during the year."""

from dataclasses import dataclass

import numpy as np

from tettpaa.demo.volume.calendar import SCHOOL_DAYS
from tettpaa.demo.volume.plan import School
from tettpaa.demo.volume.timetable import Timetable

LAST = SCHOOL_DAYS - 1
NEVER = SCHOOL_DAYS
LATE_STARTERS, LEAVERS, CHANGERS = 0.015, 0.033, 0.013
# Avbruddsårsak (Registreringshåndboken B06); the weights are the generator's own.
LEAVING_CODES = {"FR": 25, "AR": 18, "FV": 17, "AS": 14, "FL": 12, "LA": 6, "PM": 5, "UV": 3}
PROGRAMME_CHANGED = "AP"


@dataclass
class Movements:
    """For each pupil of a school, as places in the row of school days: first and last day there, day of change.

    `cells` are the groups met in the week before the change, `cells_after` from that day on; `class_after`
    the place of the new class. `leaving_code` is empty for those who stay.
    """

    first: np.ndarray
    last: np.ndarray
    change: np.ndarray
    class_before: np.ndarray
    class_after: np.ndarray
    cells: np.ndarray
    cells_after: np.ndarray
    leaving_code: list[str]

    @property
    def leaves(self) -> np.ndarray:
        """Who leaves before the year is over."""
        return self.last < LAST

    def known_on(self, day: int) -> "Movements":
        """What the school knew on school day `day`: nobody who leaves or changes later has done so yet."""
        still, unchanged = self.last > day, self.change > day
        return Movements(
            self.first, np.where(still, LAST, self.last), np.where(unchanged, NEVER, self.change),
            self.class_before, np.where(unchanged, self.class_before, self.class_after), self.cells,
            np.where(unchanged[:, None], self.cells, self.cells_after),
            ["" if stays else code for stays, code in zip(still, self.leaving_code, strict=True)],
        )  # fmt: skip

    def is_there(self) -> np.ndarray:
        """Pupil × school day: is a pupil of the school that day."""
        days = np.arange(SCHOOL_DAYS)
        return (days >= self.first[:, None]) & (days <= self.last[:, None])

    def has_changed(self) -> np.ndarray:
        """Pupil × school day: is in the new class."""
        return np.arange(SCHOOL_DAYS) >= self.change[:, None]


def no_movements(school: School, table: Timetable) -> Movements:
    """Everyone there all year in one class."""
    count = len(school.pupils)
    return Movements(
        np.zeros(count, dtype=int), np.full(count, LAST), np.full(count, NEVER), school.class_of.copy(),
        school.class_of.copy(), table.cells, table.cells.copy(), [""] * count,
    )  # fmt: skip


def draw_movements(school: School, table: Timetable, rng: np.random.Generator) -> Movements:
    """Late starters in the first weeks; leavers mostly in late autumn and winter; changers before Christmas."""
    moves = no_movements(school, table)
    count = len(school.pupils)
    what = rng.random(count)
    starts = np.flatnonzero(what < LATE_STARTERS)
    moves.first[starts] = rng.integers(2, 25, len(starts))
    leaves = np.flatnonzero((what >= LATE_STARTERS) & (what < LATE_STARTERS + LEAVERS))
    moves.last[leaves] = np.clip(rng.normal(80, 40, len(leaves)), 12, LAST - 5).astype(int)
    codes = rng.choice(list(LEAVING_CODES), len(leaves), p=np.array([*LEAVING_CODES.values()]) / 100)
    for pupil, code in zip(leaves, codes, strict=True):
        moves.leaving_code[pupil] = str(code)
    for pupil in np.flatnonzero(what > 1 - CHANGERS):
        _change(moves, school, int(pupil), rng)
    return moves


def _change(moves: Movements, school: School, pupil: int, rng: np.random.Generator) -> None:
    """Move a pupil to another class of the same year, one of the same course if there is one and the dice say so."""
    here = school.classes[school.class_of[pupil]]
    others = [place for place, one in enumerate(school.classes)
              if one is not here and one.course.year_level == here.course.year_level]  # fmt: skip
    same = [place for place in others if school.classes[place].course is here.course]
    target = rng.choice(same) if same and rng.random() < 0.7 else (rng.choice(others) if others else None)
    if target is None:
        return
    moves.change[pupil] = rng.integers(10, 75)
    moves.class_after[pupil] = target
    example = rng.choice(np.flatnonzero(school.class_of == target))
    moves.cells_after[pupil] = moves.cells[example]
