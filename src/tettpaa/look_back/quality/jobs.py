"""Counts every figure of every school each night; last year's once more, for what was written late."""

import datetime as dt

from django.db import transaction

from tettpaa.look_back.quality.counts import sums
from tettpaa.look_back.quality.figures import figures
from tettpaa.look_back.quality.models import FigureTotal
from tettpaa.look_back.quality.scope import Scope
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.protection.queries import strictly_hidden

YEARS_COUNTED = 2


def is_due(owner: Owner, on: dt.date) -> bool:
    """Until every school of the owner is counted today."""
    schools = School.objects.filter(owner=owner, is_gone=False)
    counted = FigureTotal.objects.filter(school__in=schools, counted_on=on).values("school").distinct()
    return counted.count() < schools.count()


def count_figures(owner: Owner, on: dt.date) -> None:
    """A school year that nobody has written anything about is counted as that."""
    schools = tuple(School.objects.filter(owner=owner, is_gone=False).select_related("owner"))
    for school_year in range(school_year_of(on), school_year_of(on) - YEARS_COUNTED, -1):
        scope = Scope(schools, school_year, on, strictly_hidden(owner.pk))
        found = [
            FigureTotal(
                school_id=school, school_year=school_year, figure=figure.key, met=total.met, unmet=total.unmet,
                unknown=total.unknown, median_days=total.median_days, counted_on=on,
            )
            for figure in figures() for school, total in sums(figure.key, scope).items()
        ]  # fmt: skip
        _write(found)


def _write(found: list[FigureTotal]) -> None:
    with transaction.atomic():
        FigureTotal.objects.bulk_create(
            found, update_conflicts=True, unique_fields=["school", "school_year", "figure"],
            update_fields=["met", "unmet", "unknown", "median_days", "counted_on"],
        )  # fmt: skip
