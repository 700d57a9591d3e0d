"""Days of absence of a school's pupils, folded once for each import, day and set of hidden pupils."""

import datetime as dt
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
    newest = Import.objects.filter(owner=school.owner_id).aggregate(at=Max("committed_at"))["at"]
    return _folded(school.pk, on, newest, hidden)


def forget_days() -> None:
    """Fold anew the next time somebody asks."""
    _folded.cache_clear()


@lru_cache(maxsize=SCHOOLS_KEPT)
def _folded(school: int, on: dt.date, newest_import: dt.datetime | None, hidden: frozenset[int]) -> dict[int, float]:
    owner = School.objects.select_related("owner").get(pk=school).owner
    columns = load(owner, school_year_of(on), schools=[school], without=hidden)
    values = fold(columns, on, [Gauge("absence_days")]).values[:, SEEN, 0]
    known = np.isfinite(values)
    return dict(zip(columns.pupils[known].tolist(), values[known].tolist(), strict=True))
