"""What is the same of a school all day: absence and groups, gathered once for each import, day and set of hidden pupils."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold.codes import SEEN
from tettpaa.identify.indicators.gauges import Gauge
from tettpaa.identify.indicators.held import held_state
from tettpaa.look_back.statistics.weeks import Weeks, has_lessons, weeks_in
from tettpaa.schools.people.models import Membership
from tettpaa.schools.people.queries import classes_of, live_enrolments, live_memberships
from tettpaa.schools.places.models import Group, School
from tettpaa.schools.places.school_year import school_year_of

# Schools whose leaders are likely to look on the same morning.
SCHOOLS_KEPT = 64


@dataclass(frozen=True)
class Kept:
    """By pupil (key), of those it is known of: days of absence this school year; hours away and hours registered, where lessons
    are delivered, in all and by week; the class; and the teaching groups at the school (keys). Read only.
    """

    days: Mapping[int, float]
    hours: Mapping[int, tuple[float, float]]
    weeks: Weeks
    classes: Mapping[int, Group]
    teaching: Mapping[int, frozenset[int]]


def kept_today(school: School, on: dt.date, hidden: frozenset[int]) -> Kept:
    """The cache is this process's. Three reads where it has been asked before."""
    return _kept(school.pk, on, hidden, held_state(school.owner_id))


def forget_kept() -> None:
    """Gather anew the next time somebody asks."""
    _kept.cache_clear()


@lru_cache(maxsize=SCHOOLS_KEPT)
def _kept(school: int, on: dt.date, hidden: frozenset[int], _held: tuple) -> Kept:
    owner = School.objects.select_related("owner").get(pk=school).owner
    columns = load(owner, school_year_of(on), schools=[school], without=hidden)
    enrolled = live_enrolments(on).filter(school=school).values_list("pupil_id", flat=True)
    days, hours = _in_all(columns, on)
    return Kept(days, hours, weeks_in(columns, on), classes_of(enrolled, on), _teaching_groups(school, on))


def _in_all(columns: Columns, on: dt.date) -> tuple[dict[int, float], dict[int, tuple[float, float]]]:
    gauges = [Gauge("absence_days"), Gauge("all_hours"), Gauge("reported_hours")]
    days, away, told = fold(columns, on, gauges).values[:, SEEN].T
    is_told, is_delivered = np.isfinite(days), has_lessons(columns)
    pairs = zip(away[is_delivered].tolist(), told[is_delivered].tolist(), strict=True)
    return (
        dict(zip(columns.pupils[is_told].tolist(), days[is_told].tolist(), strict=True)),
        dict(zip(columns.pupils[is_delivered].tolist(), pairs, strict=True)),
    )


def _teaching_groups(school: int, on: dt.date) -> dict[int, frozenset[int]]:
    members = live_memberships(on).filter(
        role=Membership.Role.PUPIL, group__kind=Group.Kind.TEACHING, group__school=school
    )
    found: dict[int, set[int]] = defaultdict(set)
    for pupil, group in members.values_list("person_id", "group_id"):
        found[pupil].add(group)
    return {pupil: frozenset(groups) for pupil, groups in found.items()}
