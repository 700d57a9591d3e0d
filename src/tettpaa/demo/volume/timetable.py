"""Teaching groups and the week of each: full days, double lessons, blocks held at once for parallel classes."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from tettpaa.demo.volume.facts import Course, subjects
from tettpaa.demo.volume.plan import School, SchoolClass

LESSONS = 8  # most lessons a day that a row of cells has room for
BEGINS = (495, 540, 595, 640, 715, 760, 815, 860)  # minute of the day each lesson begins: 08:15, 09:00, 09:55, …
BLOCK_GROUP = 28


@dataclass
class Group:
    """A teaching group: `cells` are places in the week, weekday × LESSONS + lesson counted from 0.

    `name` tells it apart at the school, `title` is what people call it.
    """

    name: str
    title: str
    subject: str
    course: Course
    cells: tuple[int, ...]
    teacher: int = -1


@dataclass
class Timetable:
    """A school's groups, and for each class and pupil the group met in each cell of the week (−1: none)."""

    groups: list[Group] = field(default_factory=list)
    cells: np.ndarray = field(default_factory=lambda: np.empty((0, 5 * LESSONS), dtype=np.int32))


def make_timetable(school: School, rng: np.random.Generator) -> Timetable:
    """A week for every class of the school; `cells` has a row for each of `school.pupils`."""
    table = Timetable(cells=np.full((len(school.pupils), 5 * LESSONS), -1, dtype=np.int32))
    parallel: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(school.classes):
        parallel[one.course.key].append(place)
    for places in parallel.values():
        _lay_out(table, school, places, rng)
    return table


def _lay_out(table: Timetable, school: School, places: list[int], rng: np.random.Generator) -> None:
    """The week of the parallel classes of one course: blocks first, then each class's own subjects around them."""
    course = school.classes[places[0]].course
    labels = _shuffled_week(course, rng)
    rows = np.flatnonzero(np.isin(school.class_of, places))
    for number, block in enumerate(course.blocks):
        _choose(table, course, block, _cells_of(labels, -1 - number, course), rows, rng)
    own = [cell for number in range(len(course.common)) for cell in _cells_of(labels, number, course)]
    for place in places:
        members = np.flatnonzero(school.class_of == place)
        _teach(table, school.classes[place], sorted(own), members, rng)


def _shuffled_week(course: Course, rng: np.random.Generator) -> list[int]:
    """The week as one line of lessons: n for common subject n, −1 − n for block n, in doubles where they go up."""
    known = subjects()
    pieces = []
    for number, code in enumerate(course.common):
        pieces += _doubles(number, known[code].weekly_lessons)
    for number, block in enumerate(course.blocks):
        pieces += _doubles(-1 - number, known[block[0]].weekly_lessons)
    return [label for place in rng.permutation(len(pieces)) for label in pieces[place]]


def _doubles(label: int, lessons: int) -> list[list[int]]:
    return [[label, label]] * (lessons // 2) + [[label]] * (lessons % 2)


def _cells_of(labels: list[int], label: int, course: Course) -> list[int]:
    """Cells of the week where `label` stands in the line of lessons."""
    a_day = course.lessons_a_day
    return [place // a_day * LESSONS + place % a_day for place, held in enumerate(labels) if held == label]


def _choose(
    table: Timetable, course: Course, block: tuple[str, ...], cells: list[int], rows: np.ndarray,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Each pupil takes one subject of a block; the subject's pupils are split into groups of at most 28."""
    weights = np.array([0.5 ** min(number, 2) for number in range(len(block))])
    chosen = rng.choice(len(block), size=len(rows), p=weights / weights.sum())
    for number, code in enumerate(block):
        takers = rows[chosen == number]
        parts = -(-len(takers) // BLOCK_GROUP)
        for part in range(parts):
            title = f"{course.key} {subjects()[code].name} {part + 1}"
            group = Group(f"{course.key}-{code}-{part + 1}", title, code, course, tuple(cells))
            _add(table, group, takers[part::parts])


def _teach(table: Timetable, one: SchoolClass, cells: list[int], members: np.ndarray, rng: np.random.Generator) -> None:
    """Share a class's own cells among its common subjects, keeping doubles together where it can."""
    known = subjects()
    pieces = []
    for code in one.course.common:
        pieces += [[code] * len(double) for double in _doubles(0, known[code].weekly_lessons)]
    line = [code for place in rng.permutation(len(pieces)) for code in pieces[place]]
    for code in one.course.common:
        held = tuple(cell for cell, taught in zip(cells, line, strict=True) if taught == code)
        title = f"{one.name} {known[code].name}"
        _add(table, Group(f"{one.name}-{code}", title, code, one.course, held), members)


def _add(table: Timetable, group: Group, rows: np.ndarray) -> None:
    table.cells[np.ix_(rows, group.cells)] = len(table.groups)
    table.groups.append(group)
