"""A county written straight into the database: only its size matters, not how it came there."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import batched

from django.db.models import Model

from tettpaa.identify.flags.models import Flag, RuleSet, RuleSetVersion
from tettpaa.identify.imports.roster_writes import count_for_the_planner
from tettpaa.schools.people.models import Enrolment, Membership, Person
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.schools.places.school_year import first_day, school_year_of
from tettpaa.trust.identity.models import User

# A county as Norwegian ones are: schools of 750, classes of 30, nine teaching groups a pupil.
SCHOOL_SIZE, CLASS_SIZE, SUBJECTS = 750, 30, 9
# One pupil in six is flagged and not yet spoken with: five of a class of thirty.
FLAGGED_EVERY = 6


def write_county(pupils: int, on: dt.date, told: Callable[[str], None]) -> None:
    """One contact teacher for each class; the first of every six pupils is flagged."""
    year = school_year_of(on)
    owner = Owner.objects.create(slug="maalt", name="Målt fylke")
    schools = range(1, -(-pupils // SCHOOL_SIZE) + 1)
    _write((School(key=n, owner=owner, source_id=str(n), name=f"Skole {n}") for n in schools), told, "skoler")
    people = [_person(owner, n, "Elev") for n in range(pupils)]
    classes = -(-pupils // CLASS_SIZE)
    teachers = [_person(owner, pupils + n, "Lærer") for n in range(classes)]
    _write([*people, *teachers], told, "personer")
    _write((User(username=f"kl{n}", person=teacher) for n, teacher in enumerate(teachers)), told, "brukere")
    _write(_groups(classes, year), told, "grupper")
    _write(_memberships(people, teachers), told, "medlemskap")
    _write(
        (Enrolment(key=n + 1, pupil=person, school_id=_school(n), school_year=year, valid_from=first_day(year))
         for n, person in enumerate(people)), told, "elevforhold",
    )  # fmt: skip
    _write(_flags(owner, people, year, on), told, "flagg")
    count_for_the_planner()


def _school(pupil: int) -> int:
    return pupil // SCHOOL_SIZE + 1


def _group(pupil: int, subject: int) -> int:
    """The key of the class (subject 0) or of a teaching group of the class."""
    return (pupil // CLASS_SIZE) * (SUBJECTS + 1) + subject + 1


def _person(owner: Owner, number: int, kind: str) -> Person:
    name = f"{number:05}"
    return Person(key=number + 1, owner=owner, source_id=name, given_name=kind, family_name=name, sort_key=name)


def _groups(classes: int, year: int) -> Iterator[Group]:
    for number in range(classes):
        first = number * CLASS_SIZE
        for subject in range(SUBJECTS + 1):
            kind = Group.Kind.TEACHING if subject else Group.Kind.CLASS
            name = f"{number} {subject}"
            key = _group(first, subject)
            yield Group(key=key, school_id=_school(first), school_year=year, source_id=name, name=name, kind=kind)


def _memberships(people: list[Person], teachers: list[Person]) -> Iterator[Membership]:
    key = 0
    for number, person in enumerate(people):
        for subject in range(SUBJECTS + 1):
            key += 1
            yield Membership(key=key, person=person, group_id=_group(number, subject), role=Membership.Role.PUPIL)
    for number, teacher in enumerate(teachers):
        group = _group(number * CLASS_SIZE, 0)
        yield Membership(key=key + number + 1, person=teacher, group_id=group, role=Membership.Role.CONTACT_TEACHER)


def _flags(owner: Owner, people: list[Person], year: int, on: dt.date) -> Iterator[Flag]:
    rule_set = RuleSet.objects.create(key="maalt", owner=owner)
    at = dt.datetime.combine(on, dt.time(6), dt.UTC)
    version = RuleSetVersion.objects.create(
        rule_set=rule_set, number=1, valid_from=first_day(year), definition={}, created_at=at, created_by="bench"
    )
    for number, person in list(enumerate(people))[::FLAGGED_EVERY]:
        day = on - dt.timedelta(days=number % 20)
        yield Flag(
            pupil=person, school_id=_school(number), school_year=year, rule_set=rule_set, version=version,
            rule="days", kind="raised", on=day, raised_on=day, held_since=day, as_of=on, facts=[_fact(day)],
        )  # fmt: skip


def _fact(day: dt.date) -> dict:
    return {
        "indicator": "absence_days", "value": 3, "window": {"school_days": 20}, "threshold": 3,
        "comparison": "at_least",
        "from": (day - dt.timedelta(days=28)).isoformat(), "to": day.isoformat(), "unknown_days": 0,
    }  # fmt: skip


def _write(rows: Iterable[Model], told: Callable[[str], None], what: str) -> None:
    written = 0
    for batch in batched(rows, 5_000):
        type(batch[0])._default_manager.bulk_create(batch)
        written += len(batch)
    told(f"{written} {what}")
