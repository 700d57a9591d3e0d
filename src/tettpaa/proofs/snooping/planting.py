"""Thirty people who read what they should not, among everybody else."""

import datetime as dt
import random
from dataclasses import dataclass

from tettpaa.kit.clock import OSLO
from tettpaa.proofs.snooping.reading import Log, at_work, former, some_day
from tettpaa.proofs.snooping.schools import Country, School
from tettpaa.trust.log_control.rules import Alarm, Refusal

Where = tuple[dt.date, int | None]  # the day, and the pupil where it is about one


@dataclass(frozen=True)
class Case:
    """One planted case: of what kind, who, on which day, and the one pupil it is about, if one."""

    kind: str
    by: str
    on: dt.date
    pupil: int | None = None

    def is_found_by(self, alarm: Alarm) -> bool:
        """An alarm about who it was, on that day or about that pupil."""
        is_there = alarm.on == self.on or any(read.pupil == self.pupil for read in alarm.reads)
        return alarm.by == self.by and is_there


def plant(country: Country, log: Log, rng: random.Random) -> list[Case]:
    """Each in a school drawn anew, by somebody who is in no other case."""
    kinds = [kind for kind, count in HOW_MANY.items() for _ in range(count)]
    cases: list[Case] = []
    while len(cases) < len(kinds):
        kind, school = kinds[len(cases)], rng.choice(country.schools)
        by = rng.choice(school.everybody if kind == "many" else school.teachers)
        if by not in {case.by for case in cases}:
            cases.append(Case(kind, by, *KINDS[kind](country, school, by, log, rng)))
    return cases


def _stranger(country: Country, school: School, by: str, log: Log, rng: random.Random) -> Where:
    """A pupil of another class, or of another school."""
    elsewhere = rng.choice(country.schools)
    taught = {pupil for group in country.taught[by] for pupil in school.classes[group]}
    pupil = rng.choice([pupil for pupil in elsewhere.pupils if pupil not in taught])
    on = some_day(rng)
    log.opened(by, [pupil] * rng.randint(1, 3), elsewhere.key, at_work(rng, on), rng)
    return on, pupil


def _former(country: Country, school: School, by: str, log: Log, rng: random.Random) -> Where:
    """A pupil followed up before, read again three to sixty days after the end."""
    on = some_day(rng)
    pupil = former(country, school, by, on - dt.timedelta(days=rng.randint(3, 60)), rng)
    log.opened(by, [pupil], school.key, at_work(rng, on), rng)
    return on, pupil


def _relative(country: Country, school: School, by: str, log: Log, rng: random.Random) -> Where:
    """A relative nobody has told of, in a class one teaches; one of two names may be another."""
    pupil, on = rng.choice(school.classes[rng.choice(country.taught[by])]), some_day(rng)
    shared = rng.choice(sorted(country.names_of_users[by]))
    country.names_of_pupils[pupil] = frozenset({shared, *rng.choice([(), ("another",)])})
    log.opened(by, [pupil], school.key, at_work(rng, on), rng)
    return on, pupil


def _many(_country: Country, school: School, by: str, log: Log, rng: random.Random) -> Where:
    """Forty-five to ninety pupils in less than an hour, by one who may see them all."""
    on = some_day(rng)
    at = dt.datetime.combine(on, dt.time(rng.randint(8, 20), rng.randrange(60)), OSLO)
    pupils = rng.sample(school.pupils, rng.randint(45, 90))
    apart = dt.timedelta(minutes=rng.randint(20, 55)) / len(pupils)
    for number, pupil in enumerate(pupils):
        log.opened(by, [pupil], school.key, at + number * apart, rng)
    return on, None


def _at_night(country: Country, school: School, by: str, log: Log, rng: random.Random) -> Where:
    """Three to eight of one's own pupils, between midnight and five."""
    on = some_day(rng)
    at = dt.datetime.combine(on, dt.time(rng.randint(0, 3), rng.randrange(60)), OSLO)
    log.opened(by, rng.sample(school.classes[country.taught[by][0]], rng.randint(3, 8)), school.key, at, rng)
    return on, None


def _tries(_country: Country, _school: School, by: str, log: Log, rng: random.Random) -> Where:
    """Eight to twenty-five addresses that are not there for this user, within an hour."""
    on = some_day(rng)
    at = dt.datetime.combine(on, dt.time(rng.randint(8, 20), rng.randrange(60)), OSLO)
    count = rng.randint(8, 25)
    log.refusals += [Refusal(at + number * dt.timedelta(minutes=55) / count, by) for number in range(count)]
    return on, None


KINDS = {
    "stranger": _stranger, "former": _former, "relative": _relative, "many": _many, "at_night": _at_night,
    "tries": _tries,
}  # fmt: skip
HOW_MANY = {"stranger": 6, "former": 6, "relative": 6, "many": 4, "at_night": 4, "tries": 4}
