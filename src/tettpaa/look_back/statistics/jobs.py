"""Counts every school's weeks anew each night, this school year and the last."""

import datetime as dt

from django.db import transaction

from tettpaa.look_back.statistics.absence import weekly_totals
from tettpaa.look_back.statistics.models import WeeklyTotal
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.protection.queries import strictly_hidden

YEARS_COUNTED = 2


def count_weeks(owner: Owner, on: dt.date) -> None:
    """Each school year's totals are replaced as one."""
    for school_year in range(school_year_of(on), school_year_of(on) - YEARS_COUNTED, -1):
        found = weekly_totals(owner, school_year, on, strictly_hidden(owner.pk))
        with transaction.atomic():
            WeeklyTotal.objects.filter(school__owner=owner, school_year=school_year).delete()
            WeeklyTotal.objects.bulk_create(found, batch_size=500)
