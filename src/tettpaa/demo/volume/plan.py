"""Which schools, classes and pupils there are: one big school, several small. Pure but for the seed."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tettpaa.demo.volume.facts import County, Course, Track, courses, tracks

PUPILS_A_SCHOOL = 650
SMALLEST_SCHOOL = 60
SKEW = 0.45
SMALLEST_CLASS = 6


@dataclass(frozen=True)
class SchoolClass:
    """A class: `pupils` are the numbers of its pupils in the county."""

    name: str
    course: Course
    pupils: Sequence[int]


@dataclass(frozen=True)
class School:
    """A school; `number` is its place in the plan, `key` the beginning of its ids."""

    number: int
    key: str
    name: str
    classes: tuple[SchoolClass, ...]

    @cached_property
    def pupils(self) -> np.ndarray:
        """Numbers of its pupils, class by class."""
        return np.concatenate([np.asarray(one.pupils, dtype=np.int64) for one in self.classes])

    @cached_property
    def class_of(self) -> np.ndarray:
        """For each of `pupils`, the place of its class in `classes`."""
        return np.repeat(np.arange(len(self.classes)), [len(one.pupils) for one in self.classes])


@dataclass(frozen=True)
class Plan:
    """A county in a school year, before anything has happened in it.

    With `has_movements` off nobody starts late, leaves or changes class.
    """

    county: County
    school_year: int
    seed: int
    schools: tuple[School, ...]
    contact_group_size: int = 16
    has_movements: bool = True

    def rng(self, purpose: str, school: int = 0) -> np.random.Generator:
        """The random numbers of one purpose at one school: no purpose disturbs another."""
        return np.random.default_rng([self.seed, self.school_year, zlib.crc32(purpose.encode()), school])


def shares_of(total: int, weights: Sequence[float]) -> list[int]:
    """`total` split into whole parts by weight, largest remainders first; the parts sum to `total`."""
    wanted = np.asarray(weights, dtype=float) / sum(weights) * total
    parts = np.floor(wanted).astype(int)
    left = total - parts.sum()
    parts[np.argsort(parts - wanted, kind="stable")[:left]] += 1
    return [int(part) for part in parts]


def plan_county(county: County, *, pupils: int, school_year: int, seed: int) -> Plan:
    """A county of `pupils` pupils: school sizes fall with rank, the largest offers every programme."""
    count = max(1, min(pupils // PUPILS_A_SCHOOL + 2, pupils // SMALLEST_SCHOOL))
    sizes = shares_of(pupils, [(rank + 1) ** -SKEW for rank in range(count)])
    rng = np.random.default_rng([seed, 0])
    schools, first = [], 1
    for number, size in enumerate(sizes):
        offered = tracks() if number == 0 else _offered(rng)
        classes = _classes(offered, size, first)
        schools.append(School(number, f"S{number + 1:02}", _school_name(county, number), tuple(classes)))
        first += size
    return Plan(county, school_year, seed, tuple(schools))


def _school_name(county: County, number: int) -> str:
    return f"Øvingsskole {number + 1:02} videregående, {county.name}"


def _offered(rng: np.random.Generator) -> dict[str, Track]:
    return {name: track for name, track in tracks().items() if rng.random() < track.offered}


def _classes(offered: dict[str, Track], pupils: int, first: int) -> list[SchoolClass]:
    """Classes of a school, pupils numbered on from `first`; courses too small for a class give theirs to others."""
    wanted = [(course, offered[course.track].share) for course in courses().values() if course.track in offered]
    while True:
        sizes = shares_of(pupils, [share for _, share in wanted])
        if min(sizes) >= SMALLEST_CLASS or len(wanted) == 1:
            break
        wanted.pop(sizes.index(min(sizes)))
    classes = []
    for (course, _), size in zip(wanted, sizes, strict=True):
        for letter, part in enumerate(shares_of(size, [1] * -(-size // course.class_size))):
            classes.append(SchoolClass(f"{course.key}{letters(letter)}", course, range(first, first + part)))
            first += part
    return classes


def letters(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)
