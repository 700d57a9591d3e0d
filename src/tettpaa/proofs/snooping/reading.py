"""What people at school read on ordinary days, with what looks strange and is not: the ground that snooping hides in.

Whole classes opened before a meeting, a counsellor's round, somebody who works past midnight, ties that ended yesterday
and are not in the roster's way yet, emergency openings, mistyped addresses.
"""

import datetime as dt
import random
from dataclasses import dataclass, field

from tettpaa.kit.clock import OSLO
from tettpaa.proofs.snooping.schools import ENDS, FIRST_MONDAY, WEEKS, Country, School
from tettpaa.trust.access.rules import Place
from tettpaa.trust.log_control.known import Stay
from tettpaa.trust.log_control.rules import Read, Refusal

HOURS = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 19, 20, 21, 22]
OF_HOURS = [4, 12, 12, 12, 10, 12, 12, 10, 6, 3, 3, 2, 1, 1]
SECONDS_A_PUPIL = (20, 80)


@dataclass
class Log:
    """The reads and refusals so far."""

    reads: list[Read] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def opened(self, by: str, pupils: list[int], school: int, at: dt.datetime, rng: random.Random) -> None:
        """One after the other, each looked at for some time."""
        for pupil in pupils:
            self.reads.append(Read(at, by, pupil, school))
            at += dt.timedelta(seconds=rng.randint(*SECONDS_A_PUPIL))


def some_day(rng: random.Random) -> dt.date:
    return FIRST_MONDAY + dt.timedelta(days=7 * rng.randrange(WEEKS) + rng.randrange(5))


def at_work(rng: random.Random, on: dt.date) -> dt.datetime:
    hour = rng.choices(HOURS, OF_HOURS)[0]
    return dt.datetime.combine(on, dt.time(hour, rng.randrange(60), rng.randrange(60)), OSLO)


def ordinary(country: Country, count: int, rng: random.Random) -> Log:
    """At least `count` reads by people with a reason, and what they mistyped."""
    log = Log()
    while len(log.reads) < count:
        _sitting(country, rng.choice(country.schools), log, rng)
    for school in country.schools:
        _oddities(country, school, log, rng)
    return log


def _sitting(country: Country, school: School, log: Log, rng: random.Random) -> None:
    """Somebody sits down and opens some pupils."""
    at, chance = at_work(rng, some_day(rng)), rng.random()
    if chance < 0.12:
        most = 35 if chance < 0.02 else 8
        log.opened(rng.choice(school.everybody), rng.sample(school.pupils, rng.randint(1, most)), school.key, at, rng)
        return
    teacher = rng.choice(school.teachers)
    groups = country.taught[teacher]
    class_ = school.classes[rng.choice(groups)]
    if chance < 0.16:
        log.opened(teacher, class_, school.key, at, rng)  # before a meeting with the homes
    elif chance < 0.17:
        both = school.classes[groups[0]] + school.classes[groups[1]]
        log.opened(teacher, rng.sample(both, 38), school.key, at, rng)  # before grades are set
    else:
        log.opened(teacher, rng.sample(class_, rng.randint(1, 6)), school.key, at, rng)


def _oddities(country: Country, school: School, log: Log, rng: random.Random) -> None:
    """Strange and in order, at each school."""
    for _ in range(4):  # past midnight, one or two pupils
        teacher = rng.choice(school.teachers)
        at = dt.datetime.combine(some_day(rng), dt.time(rng.randrange(2), rng.randrange(60)), OSLO)
        pupils = rng.sample(school.classes[country.taught[teacher][0]], rng.randint(1, 2))
        log.opened(teacher, pupils, school.key, at, rng)
    for _ in range(6):  # a tie is over, and the roster tells it a day or two late
        teacher, on = rng.choice(school.teachers), some_day(rng)
        pupil = _former(country, school, teacher, on, rng)
        log.opened(teacher, [pupil], school.key, at_work(rng, on + dt.timedelta(days=rng.randint(0, 1))), rng)
    for _ in range(3):  # an emergency opening, for four hours
        teacher, pupil, at = rng.choice(school.teachers), rng.choice(school.pupils), at_work(rng, some_day(rng))
        country.ties[teacher].append(Stay(Place("pupil", pupil), at, at + dt.timedelta(hours=4)))
        log.opened(teacher, [pupil], school.key, at + dt.timedelta(minutes=5), rng)
    for _ in range(10):  # old bookmarks
        teacher, at = rng.choice(school.teachers), at_work(rng, some_day(rng))
        log.refusals += [Refusal(at + dt.timedelta(minutes=3 * n), teacher) for n in range(rng.randint(1, 5))]


def _former(country: Country, school: School, teacher: str, over_from: dt.date, rng: random.Random) -> int:
    """A pupil the teacher had an assignment for, until midnight before `over_from`."""
    taught = {pupil for group in country.taught[teacher] for pupil in school.classes[group]}
    pupil = rng.choice([pupil for pupil in school.pupils if pupil not in taught])
    ends = min(dt.datetime.combine(over_from, dt.time(), OSLO), ENDS)
    country.ties[teacher].append(Stay(Place("pupil", pupil), ends - dt.timedelta(days=80), ends))
    return pupil


former = _former
