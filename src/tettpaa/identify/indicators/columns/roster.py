"""Who is enrolled where, and in which groups: read from the relational database, as arrays."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.columns.raw import TABLES, Arrays
from tettpaa.identify.indicators.programs import levels_as_bits
from tettpaa.schools.people.models import Enrolment, Membership
from tettpaa.schools.places.models import Group, Owner
from tettpaa.schools.places.school_year import first_day

OPEN_END = 999  # a day after every school year's last


@dataclass(frozen=True)
class Roster:
    """The ties of a school year. `schools` are keys in the order their files lie; `pupils` None: all of them."""

    owner: Owner
    school_year: int
    schools: list[int]
    pupils: Collection[int] | None
    enrolments: Arrays
    earlier_areas: Arrays
    memberships: Arrays
    groups: list[tuple]

    is_county: bool

    @property
    def subject_codes(self) -> set[str]:
        """The groups' subjects."""
        return {code for _, _, code in self.groups if code}


def roster_of(
    owner: Owner, school_year: int, schools: Collection[int] | None = None, pupils: Collection[int] | None = None,
    without: Collection[int] = (),
) -> Roster:  # fmt: skip
    """All pupils, those enrolled at `schools`, or those named by key, with every school they attend in the year.

    Who is `without` is not enrolled, and so nowhere: rows of a pupil who is not enrolled are passed over.
    """
    rows = [row for row in _enrolments(owner, school_year, schools, pupils) if row[0] not in without]
    keys = sorted({row[1] for row in rows}, key=str)
    numbers = {key: number for number, key in enumerate(keys)}
    return Roster(
        owner, school_year, keys, pupils, _enrolment_columns(rows, numbers, school_year),
        _earlier_areas(owner, school_year, pupils), _memberships(school_year, keys, pupils),
        list(Group.objects.filter(school_year=school_year, school__in=keys).values_list("key", "school", "subject_code")),
        schools is None and pupils is None,
    )  # fmt: skip


def _enrolments(
    owner: Owner, school_year: int, schools: Collection[int] | None, pupils: Collection[int] | None
) -> list[tuple]:
    rows = Enrolment.objects.filter(school__owner=owner, school_year=school_year)
    if pupils is not None:
        rows = rows.filter(pupil__in=list(pupils))
    elif schools is not None:
        at_schools = Enrolment.objects.filter(school_year=school_year, school__in=list(schools))
        rows = rows.filter(pupil__in=at_schools.values("pupil"))
    return list(rows.values_list("pupil", "school", "valid_from", "valid_to", "year_level", "programme_code"))


def _enrolment_columns(rows: list[tuple], number_of: dict[int, int], school_year: int) -> Arrays:
    """As arrays, with schools by number and days counted from 1 August."""
    pupil, school, since, until, level, programme = _columns(rows, 6)
    bits = {level: levels_as_bits([level]) for level in set(level)}
    return _typed("enrolments", {
        "pupil": pupil, "school": [number_of[key] for key in school], "since": days_of(since, school_year, 0),
        "until": days_of(until, school_year, OPEN_END), "year_level": [bits[each] for each in level],
        "area": [each[:2].strip() for each in programme],
    })  # fmt: skip


def _earlier_areas(owner: Owner, school_year: int, pupils: Collection[int] | None) -> Arrays:
    """The education programme each pupil last attended the year before."""
    rows = Enrolment.objects.filter(school__owner=owner, school_year=school_year - 1)
    if pupils is not None:
        rows = rows.filter(pupil__in=list(pupils))
    last = {
        pupil: code[:2].strip() for pupil, code in rows.order_by("valid_from").values_list("pupil", "programme_code")
    }
    return _typed("earlier_areas", {"pupil": list(last), "area": list(last.values())})


def _memberships(school_year: int, schools: Collection[int], pupils: Collection[int] | None) -> Arrays:
    """Pupils' memberships of the year's groups at the schools."""
    rows = Membership.objects.filter(
        role=Membership.Role.PUPIL, group__school_year=school_year, group__school__in=list(schools)
    )
    if pupils is not None:
        rows = rows.filter(person__in=list(pupils))
    pupil, group, since, until = _columns(list(rows.values_list("person", "group", "valid_from", "valid_to")), 4)
    return _typed("memberships", {
        "pupil": pupil, "group": group, "since": days_of(since, school_year, 0),
        "until": days_of(until, school_year, OPEN_END),
    })  # fmt: skip


def group_columns(roster: Roster, subject_codes: list[str]) -> Arrays:
    """The groups as arrays, with schools and subjects by number."""
    key, school, code = _columns(roster.groups, 3)
    number_of = {school: number for number, school in enumerate(roster.schools)}
    subjects = {code: number for number, code in enumerate(subject_codes)}
    return _typed("groups", {
        "key": key, "school": [number_of[each] for each in school], "subject": [subjects.get(each, -1) for each in code],
    })  # fmt: skip


def days_of(dates: Iterable[dt.date | None], school_year: int, missing: int) -> np.ndarray:
    """Days counted from 1 August, kept within a small integer."""
    days = np.array(dates, "datetime64[D]") - np.datetime64(first_day(school_year))
    found = np.where(np.isnat(days), missing, days.astype(np.int64))
    return np.clip(found, -OPEN_END, OPEN_END)


def _columns(rows: list[tuple], count: int) -> list[tuple]:
    return list(zip(*rows, strict=True)) if rows else [()] * count


def _typed(table: str, columns: dict) -> Arrays:
    return {name: np.asarray(columns[name], kind) for name, kind in TABLES[table].items()}
