"""A school's school days, from its calendar. Read once for each version of the calendar."""

import datetime as dt
from functools import lru_cache

from tettpaa.identify.records.reading import connect, records, version_in_force
from tettpaa.schools.places.models import Owner


def school_days(owner: Owner, school: int, school_year: int) -> tuple[dt.date, ...]:
    """The school year's school days in order; empty where no calendar has come, which is not the same as none."""
    version = version_in_force(owner, "calendar")
    return () if version is None else _days(owner.pk, version, school, school_year)


@lru_cache(maxsize=1024)
def _days(owner_id: int, version: int, school: int, school_year: int) -> tuple[dt.date, ...]:
    owner = Owner.objects.get(pk=owner_id)
    with connect() as con:
        rows = records(con, owner, "calendar", school_year=school_year, schools=[school], version=version)
        days = rows.filter("is_school_day").order('"on"').project('"on"').fetchall()
    return tuple(day for (day,) in days)
