"""Hours away and hours registered, by set of pupils and week: one fold over all the owner's pupils."""

import datetime as dt
from collections.abc import Collection

import numpy as np

from tettpaa.identify.indicators.columns.loading import load
from tettpaa.knowledge.programmes.programmes import area_of
from tettpaa.look_back.statistics.models import WeeklyTotal
from tettpaa.look_back.statistics.weeks import hours_between, mondays_of
from tettpaa.schools.people.models import Enrolment
from tettpaa.schools.people.queries import live_on
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import last_day

# School key, programme, level.
PupilSet = tuple[int, str, str]


def weekly_totals(owner: Owner, school_year: int, on: dt.date, hidden: Collection[int]) -> list[WeeklyTotal]:
    """Every set's weeks so far. Pupils whose lessons are not delivered are in no hours, but counted."""
    as_of = min(on, last_day(school_year))
    set_of = _sets(owner, school_year, as_of, hidden)
    columns = load(owner, school_year, without=frozenset(hidden))
    mondays = [monday for monday in mondays_of(columns) if monday <= as_of]
    if not mondays or not set_of:
        return []
    listed = sorted(set(set_of.values()))
    number = {each: at for at, each in enumerate(listed)}
    of_pupil = np.array([number.get(set_of.get(key, (0, "", "")), -1) for key in columns.pupils.tolist()])
    away, told = (hours_between(columns, as_of, name, mondays) for name in ("all_hours", "reported_hours"))
    pupils = np.bincount([number[each] for each in set_of.values()], minlength=len(listed))
    return [
        WeeklyTotal(
            school_id=listed[at][0], school_year=school_year, programme=listed[at][1], level=listed[at][2],
            monday=monday, pupils=int(pupils[at]), away_hours=float(hours_away), registered_hours=float(hours_told),
            counted_on=on,
        )
        for at in range(len(listed))
        for monday, hours_away, hours_told in zip(
            mondays, away[of_pupil == at].sum(axis=0), told[of_pupil == at].sum(axis=0), strict=True
        )
    ]  # fmt: skip


def _sets(owner: Owner, school_year: int, on: dt.date, hidden: Collection[int]) -> dict[int, PupilSet]:
    """Pupil → where she is enrolled on the day."""
    live = Enrolment.objects.filter(live_on(on), school__owner=owner, school_year=school_year).exclude(pupil__in=hidden)
    rows = live.order_by("valid_from").values_list("pupil_id", "school_id", "programme_code", "year_level")
    return {pupil: (school, area_of(code), level) for pupil, school, code, level in rows}
