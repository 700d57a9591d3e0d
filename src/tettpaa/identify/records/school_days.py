"""A school's school days, from its calendar. Read once for each version of the calendar."""

import datetime as dt
from functools import lru_cache

from tettpaa.identify.records.models import TableVersion
from tettpaa.identify.records.reading import connect, records
from tettpaa.schools.places.models import Owner


def school_days(owner: Owner, school: int, school_year: int) -> tuple[dt.date, ...]:
    """The school year's school days in order; empty where no calendar has come, which is not the same as none."""
    calendars = TableVersion.objects.filter(owner=owner, table="calendar")
    in_force = calendars.values_list("version", "import_id").first()
    return _days(owner.pk, *in_force, school, school_year) if in_force else ()


@lru_cache(maxsize=1024)
def _days(owner_id: int, version: int, import_id: str, school: int, school_year: int) -> tuple[dt.date, ...]:
    """The import's id too: a restored database may name another calendar by the same version."""
    owner = Owner.objects.get(pk=owner_id)
    with connect() as con:
        rows = records(con, owner, "calendar", school_year=school_year, schools=[school], version=version)
        days = rows.filter("is_school_day").order('"on"').project('"on"').fetchall()
    return tuple(day for (day,) in days)
