"""Schools made up to be read about: pupils in classes, teachers with their groups, and the surnames of a country.

Surnames are spread as Norway's are: the most common has just under one in a hundred, the hundredth one in 1,300
(Statistisk sentralbyrå, etternavn), and there are some thousand. They are numbers here: no name is needed to compare.
"""

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate

from tettpaa.kit.clock import OSLO
from tettpaa.trust.access.rules import Place
from tettpaa.trust.log_control.known import Known, Stay

SCHOOLS, WEEKS = 15, 6
CLASSES, A_CLASS, TEACHERS, COUNSELLORS, LEADERS = 24, 25, 40, 2, 2
GROUPS_OF_A_TEACHER = 3
FIRST_MONDAY = dt.date(2025, 9, 1)
BEGINS = dt.datetime(2025, 8, 18, tzinfo=OSLO)
ENDS = dt.datetime(2026, 8, 1, tzinfo=OSLO)
SURNAMES = [0.0095 / rank**0.55 for rank in range(1, 5201)]
TWO_NAMES = 0.08  # of all have a double surname


@dataclass
class School:
    """`classes` are keys of pupils; `groups` the places of each teacher, `everybody` reads the whole school."""

    key: int
    classes: list[list[int]] = field(default_factory=list)
    teachers: list[str] = field(default_factory=list)
    everybody: list[str] = field(default_factory=list)

    @property
    def pupils(self) -> list[int]:
        return [pupil for class_ in self.classes for pupil in class_]


@dataclass
class Country:
    """All schools, and what is known of them; `class_of` tells a pupil's place in `classes`, `taught` a teacher's."""

    schools: list[School] = field(default_factory=list)
    ties: dict[str, list[Stay]] = field(default_factory=dict)
    standings: dict[int, list[Stay]] = field(default_factory=dict)
    names_of_users: dict[str, frozenset[str]] = field(default_factory=dict)
    names_of_pupils: dict[int, frozenset[str]] = field(default_factory=dict)
    school_of: dict[str, int] = field(default_factory=dict)
    taught: dict[str, list[int]] = field(default_factory=dict)

    def known(self) -> Known:
        """As log control is handed it."""
        bearers = Counter(
            (school.key, part) for school in self.schools for pupil in school.pupils
            for part in self.names_of_pupils[pupil]
        )  # fmt: skip
        return Known(
            self.ties, self.standings, self.names_of_users, self.names_of_pupils, bearers, self.school_of
        )  # fmt: skip


def make_country(rng: random.Random) -> Country:
    country = Country()
    weights = list(accumulate(SURNAMES))
    for number in range(1, SCHOOLS + 1):
        school = School(number)
        country.schools.append(school)
        for class_ in range(CLASSES):
            keys = [number * 10_000 + class_ * 100 + place for place in range(A_CLASS)]
            school.classes.append(keys)
            for pupil in keys:
                country.standings[pupil] = [_stay("group", number * 100 + class_), _stay("school", number)]
                country.names_of_pupils[pupil] = surname(rng, weights)
        _staff(country, school, rng, weights)
    return country


def _staff(country: Country, school: School, rng: random.Random, weights: list[float]) -> None:
    for number in range(TEACHERS):
        own = [number] if number < CLASSES else []
        others = rng.sample([each for each in range(CLASSES) if each not in own], GROUPS_OF_A_TEACHER - len(own))
        name = f"teacher-{school.key}-{number}"
        school.teachers.append(name)
        country.taught[name] = own + others
        country.ties[name] = [_stay("group", school.key * 100 + each) for each in own + others]
    for number in range(COUNSELLORS + LEADERS):
        name = f"office-{school.key}-{number}"
        school.everybody.append(name)
        country.ties[name] = [_stay("school", school.key)]
    for name in (*school.teachers, *school.everybody):
        country.school_of[name] = school.key
        country.names_of_users[name] = surname(rng, weights)


def surname(rng: random.Random, weights: list[float]) -> frozenset[str]:
    """One surname, or sometimes two."""
    count = 2 if rng.random() < TWO_NAMES else 1
    return frozenset(str(rank) for rank in rng.choices(range(len(weights)), cum_weights=weights, k=count))


def _stay(kind: str, key: int) -> Stay:
    return Stay(Place(kind, key), BEGINS, ENDS)
