"""Columns of a school year kept in memory between questions, so that a rule can be tried while it is being written."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.held import held_state
from tettpaa.schools.people.models import Membership
from tettpaa.schools.places.models import Group, Owner
from tettpaa.schools.places.school_year import last_day

# This year and the last one, for two who work on rule sets at once.
MOST_KEPT = 4
NOBODY = ""


@dataclass(frozen=True)
class Resident:
    """A school year of some schools. `contact_teacher[pupil number]` is a place in `contact_teachers`."""

    columns: Columns
    contact_teacher: np.ndarray
    contact_teachers: list[str]


_kept: OrderedDict[tuple, Resident] = OrderedDict()


def resident(
    owner: Owner, schools: Sequence[int], school_year: int, as_of: dt.date, hidden: frozenset[int]
) -> Resident:
    """The columns as they are held now, with each pupil's contact teacher on the day (or the year's last).

    Without the `hidden` pupils (keys).
    """
    key = (owner.pk, tuple(sorted(schools)), school_year, as_of, hidden, held_state(owner.pk))
    if key not in _kept:
        columns = load(owner, school_year, schools=list(schools), without=hidden)
        _kept[key] = Resident(columns, *_contact_teachers(columns, schools, min(as_of, last_day(school_year))))
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key]


def _contact_teachers(columns: Columns, schools: Sequence[int], on: dt.date) -> tuple[np.ndarray, list[str]]:
    """The first by name where a group has several; '' for a pupil without any."""
    groups = Group.objects.filter(
        school__in=schools, school_year=columns.school_year, kind__in=(Group.Kind.CLASS, Group.Kind.CONTACT)
    )
    teachers = Membership.objects.filter(group__in=groups, role=Membership.Role.CONTACT_TEACHER)
    named = teachers.order_by("-person__sort_key").values_list("group", "person__given_name", "person__family_name")
    of_group = {group: f"{given} {family}".strip() for group, given, family in named}
    pupils = Membership.objects.filter(group__in=groups, role=Membership.Role.PUPIL)
    begun = pupils.exclude(valid_from__gt=on).order_by("valid_from")
    of_pupil = {pupil: of_group[group] for pupil, group in begun.values_list("person", "group") if group in of_group}
    names = [NOBODY, *sorted(set(of_group.values()))]
    numbers = {name: number for number, name in enumerate(names)}
    listed = [numbers[of_pupil.get(pupil, NOBODY)] for pupil in columns.pupils.tolist()]
    return np.array(listed, np.int64), names
