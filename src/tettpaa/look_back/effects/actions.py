"""Writing what the comparisons came to: the one writer of `Comparison`."""

import datetime as dt

import numpy as np
from django.db import transaction

from tettpaa.look_back.effects.comparing import Compared
from tettpaa.look_back.effects.models import Comparison
from tettpaa.look_back.effects.queries import measures_of_year
from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event


def update_comparisons(*, owner: Owner, school_year: int, as_of: dt.date, by: str, at: dt.datetime) -> int:
    """Compare every kind of measure begun in the school year, at each school and in all of them; how many were written."""
    year = measures_of_year(owner, school_year, as_of)
    begun = year.county.begun
    rows = []
    for number, kind in enumerate(year.kinds):
        is_kind = begun.kinds == number
        for school in (None, *np.unique(year.schools[is_kind]).tolist()):
            found = year.county.compare(is_kind if school is None else is_kind & (year.schools == school))
            rows.append(_row(owner, school, school_year, kind, found, as_of))
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)
        Comparison.objects.filter(owner=owner, school_year=school_year).delete()
        Comparison.objects.bulk_create(rows)
        record_event(
            by=by, at=at, action="comparisons_updated", about=("school_year", school_year), owner_id=owner.pk,
            details={"as_of": as_of.isoformat(), "kinds": len(year.kinds), "measures": len(begun.pupils)},
        )  # fmt: skip
    return len(rows)


def _row(owner: Owner, school: int | None, school_year: int, kind: str, found: Compared, as_of: dt.date) -> Comparison:
    told = found.found
    value, low, high = (told.value, told.low, told.high) if told else (None, None, None)
    return Comparison(
        owner=owner, school_id=school, school_year=school_year, kind=kind, answer=found.answer.value, begun=found.begun,
        compared=found.compared, controls=found.controls, difference=value, low=low, high=high,
        with_it=list(found.with_it), without=list(found.without), as_of=as_of,
    )  # fmt: skip
