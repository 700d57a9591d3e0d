"""Absence of a school's pupils, folded once for each import, day and set of hidden pupils."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.db.models import Max

from tettpaa.identify.imports.models import Import
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold.codes import SEEN
from tettpaa.identify.indicators.gauges import Gauge
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import school_year_of

# Schools whose leaders are likely to look on the same morning.
SCHOOLS_KEPT = 64


def days_away(school: School, on: dt.date, hidden: frozenset[int]) -> dict[int, float]:
    """Pupil → days of absence this school year; who is not there is unknown. The cache is this process's, and read-only."""
    return _newest(school, on, hidden).days


def hours_away(school: School, on: dt.date, hidden: frozenset[int]) -> dict[int, tuple[float, float]]:
    """Pupil → hours away this school year, and the hours registered; who is not there is unknown. Cached likewise."""
    return _newest(school, on, hidden).hours


@dataclass(frozen=True)
class _Folded:
    """By pupil: days of absence; hours away and registered, of those whose lessons are delivered."""

    days: dict[int, float]
    hours: dict[int, tuple[float, float]]


def _newest(school: School, on: dt.date, hidden: frozenset[int]) -> _Folded:
    newest = Import.objects.filter(owner=school.owner_id).aggregate(at=Max("committed_at"))["at"]
    return _folded(school.pk, on, newest, hidden)


def forget_days() -> None:
    """Fold anew the next time somebody asks."""
    _folded.cache_clear()


@lru_cache(maxsize=SCHOOLS_KEPT)
def _folded(school: int, on: dt.date, newest_import: dt.datetime | None, hidden: frozenset[int]) -> _Folded:
    owner = School.objects.select_related("owner").get(pk=school).owner
    columns = load(owner, school_year_of(on), schools=[school], without=hidden)
    gauges = [Gauge("absence_days"), Gauge("all_hours"), Gauge("reported_hours")]
    days, away, told = fold(columns, on, gauges).values[:, SEEN].T
    known = np.isfinite(days)
    has_lessons = columns.parts["pupils"]["has_lessons"] & columns.parts["pupils"]["has_calendar"]
    pairs = zip(away[has_lessons].tolist(), told[has_lessons].tolist(), strict=True)
    return _Folded(
        dict(zip(columns.pupils[known].tolist(), days[known].tolist(), strict=True)),
        dict(zip(columns.pupils[has_lessons].tolist(), pairs, strict=True)),
    )
