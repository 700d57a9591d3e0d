"""Names, birth dates and guardians: invented, the same for the same pupil whatever year is generated."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tettpaa.demo.volume.facts import names

PUPIL, STAFF = 1, 2  # what the random numbers are for
AGE_AT_START = {"Vg1": 15, "Vg2": 16, "Vg3": 17}  # whole years on 1 August of most pupils
# Guardians with parental responsibility, and others in the home or in a second home, with shares.
HOMES = ((2, 0), (1, 0), (2, 1), (2, 2), (1, 1), (0, 0))
HOME_SHARES = (0.66, 0.14, 0.07, 0.05, 0.06, 0.02)
WRITTEN_FORMS = ("nb", "nn", "en")
FORM_SHARES = (0.88, 0.10, 0.02)


@dataclass(frozen=True)
class Person:
    """Somebody invented; `sex` is k or m."""

    given_name: str
    family_name: str
    sex: str
    birth_date: dt.date
    written_form: str = "nb"


@dataclass(frozen=True)
class Home:
    """A pupil and the guardians, with whether each has parental responsibility."""

    pupil: Person
    guardians: tuple[tuple[Person, bool], ...]


def invent_home(seed: int, number: int, year_level: str, school_year: int) -> Home:
    """Pupil `number` of the county with guardians; a pupil keeps name and age from year to year."""
    rng = np.random.default_rng([seed, PUPIL, number])
    origin = _origin(rng)
    family = _pick(rng, names()[origin]["family"])
    born = school_year - AGE_AT_START[year_level] - 1 - int(rng.random() < 0.05)
    sex = "k" if rng.random() < 0.5 else "m"
    birth = dt.date(born, 1, 1) + dt.timedelta(days=int(rng.integers(0, 365)))
    form = WRITTEN_FORMS[rng.choice(3, p=FORM_SHARES)]
    pupil = Person(_pick(rng, names()[origin][sex]), family, sex, birth, form)
    return Home(pupil, tuple(_guardians(rng, origin, family, born)))


def _guardians(rng: np.random.Generator, origin: str, family: str, born: int) -> Iterator[tuple[Person, bool]]:
    responsible, others = HOMES[rng.choice(len(HOMES), p=HOME_SHARES)]
    for place in range(responsible + others):
        shares_name = place == 0 or (place == 1 and rng.random() < 0.6)
        name = family if shares_name else _pick(rng, names()[origin]["family"])
        yield _adult(rng, origin, name, "km"[place % 2], born - int(rng.integers(24, 42))), place < responsible


def invent_staff(seed: int, school: int, number: int) -> Person:
    """Member of staff `number` at the school in place `school`."""
    rng = np.random.default_rng([seed, STAFF, school, number])
    origin = _origin(rng)
    sex = "k" if rng.random() < 0.58 else "m"
    return _adult(rng, origin, _pick(rng, names()[origin]["family"]), sex, int(rng.integers(1960, 2001)))


def _adult(rng: np.random.Generator, origin: str, family: str, sex: str, born: int) -> Person:
    birth = dt.date(born, 1, 1) + dt.timedelta(days=int(rng.integers(0, 365)))
    return Person(_pick(rng, names()[origin][f"older_{sex}"]), family, sex, birth)


def _origin(rng: np.random.Generator) -> str:
    told = names()
    return str(rng.choice(list(told), p=[one["share"] for one in told.values()]))


def _pick(rng: np.random.Generator, listed: list[str]) -> str:
    """One of the names, those first in the list more often: the lists are in order of how common they are."""
    return listed[int(len(listed) * rng.random() ** 1.5)]
