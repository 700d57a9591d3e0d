"""Counts every school anew each night: where its pupils stand, what its board counts, and the weeks of two years."""

import datetime as dt

from django.db import transaction

from tettpaa.look_back.statistics.absence import weekly_totals
from tettpaa.look_back.statistics.boards import board_totals
from tettpaa.look_back.statistics.models import BoardTotal, SchoolTotal, WeeklyTotal
from tettpaa.look_back.statistics.schools import school_totals
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.protection.queries import strictly_hidden

YEARS_COUNTED = 2


def count_schools(owner: Owner, on: dt.date) -> None:
    """All of it is replaced as one."""
    hidden = strictly_hidden(owner.pk)
    years = range(school_year_of(on), school_year_of(on) - YEARS_COUNTED, -1)
    weeks = [total for year in years for total in weekly_totals(owner, year, on, hidden)]
    schools = school_totals(owner, on, hidden)
    boards = board_totals(owner, on, hidden)
    with transaction.atomic():
        WeeklyTotal.objects.filter(school__owner=owner, school_year__in=years).delete()
        WeeklyTotal.objects.bulk_create(weeks, batch_size=500)
        SchoolTotal.objects.filter(school__owner=owner).delete()
        SchoolTotal.objects.bulk_create(schools)
        BoardTotal.objects.filter(school__owner=owner).delete()
        BoardTotal.objects.bulk_create(boards)
