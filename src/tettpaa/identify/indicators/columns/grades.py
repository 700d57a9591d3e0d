"""Grades, and what was known when the pupil came, as the fold reads them."""

import datetime as dt

import numpy as np

from tettpaa.identify.indicators.columns.placing import Seats
from tettpaa.identify.indicators.columns.raw import Arrays, Raw
from tettpaa.identify.indicators.fold.codes import (
    CHANGED,
    CHOICE,
    CONTEXT_PARTS,
    EARLIER_DAYS,
    EARLIER_HOURS,
    EARLIER_IV,
    ENTRY_CORE,
    LATE_START,
    NEVER,
    POINTS,
)  # fmt: skip
from tettpaa.identify.indicators.fold.shapes import GRADE
from tettpaa.schools.places.school_year import day_number

SUPPLEMENTARY = "PB"  # påbygging: a way on from any vocational programme, no change


def grades_of(raw: Raw, seats: Seats, school: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What is set, by pupil in the order of time, rows of one day in the order they came; and the pupil of each."""
    rows = raw["grades"]
    seat = seats.of(rows["pupil"])
    here = np.flatnonzero(seat >= 0)
    order = here[np.lexsort((rows["day"][here], seat[here]))]
    grades = np.zeros(len(order), GRADE)
    for name in ("day", "kind", "subject", "value"):
        grades[name] = rows[name][order]
    grades["is_core"] = _is_core(raw, grades["subject"], school[seat[order]])
    return grades, seat[order]


def due_days(raw: Raw) -> tuple[np.ndarray, np.ndarray]:
    """By school, the days from which a pupil without grades, or order and conduct, is unknown: the school's first
    ones, or 1 February, when the first half-year is assessed.
    """
    due = np.full((2, len(raw.schools)), day_number(dt.date(raw.school_year + 1, 2, 1), raw.school_year), np.int16)
    rows = raw["first_grades"]
    for line, column in zip(due, ("day", "conduct_day"), strict=True):
        line[rows["school"]] = np.minimum(line[rows["school"]], rows[column])
    return due[0], due[1]


def _is_core(raw: Raw, subject: np.ndarray, school: np.ndarray) -> np.ndarray:
    rows = raw["subjects"]
    core = np.zeros((len(raw.schools), len(raw.subject_codes) + 1), bool)
    core[rows["school"], rows["subject"]] = rows["is_core"]
    return core[school, subject]


def known_of(raw: Raw, seats: Seats, late_start: np.ndarray) -> np.ndarray:
    """What was known at the start of the year, NaN where unknown."""
    known = np.full((seats.count, CONTEXT_PARTS), np.nan)
    known[:, LATE_START] = late_start
    rows = raw["admissions"]
    seat = seats.of(rows["pupil"])
    here = seat >= 0
    for part, name in {
        CHOICE: "choice", POINTS: "points", EARLIER_DAYS: "days", EARLIER_HOURS: "hours", ENTRY_CORE: "core"
    }.items():  # fmt: skip
        known[seat[here], part] = rows[name][here]
    earlier = raw["earlier_grades"]
    seat = seats.of(earlier["pupil"])
    known[seat[seat >= 0], EARLIER_IV] = earlier["low_subjects"][seat >= 0]
    known[:, CHANGED] = _changed_on(raw, seats)
    return known


def _changed_on(raw: Raw, seats: Seats) -> np.ndarray:
    """The day a pupil began on another education programme than before; NEVER; NaN where a programme is not told."""
    changed = np.full(seats.count, float(NEVER))
    before: dict[int, str] = dict(zip(*_listed(raw["earlier_areas"], "pupil", "area"), strict=True))
    rows = raw["enrolments"]
    order = np.argsort(rows["since"], kind="stable")
    names = ("pupil", "since", "area")
    seat = seats.of(rows["pupil"][order])
    for at, pupil, since, area in zip(seat, *(rows[name][order].tolist() for name in names), strict=True):
        previous = before.get(pupil, "")
        if not area:
            changed[at] = np.nan
        elif previous and area not in (previous, SUPPLEMENTARY) and changed[at] == NEVER:
            changed[at] = max(0, since)
        before[pupil] = area or previous
    return changed


def _listed(rows: Arrays, *names: str) -> list[list]:
    return [rows[name].tolist() for name in names]
