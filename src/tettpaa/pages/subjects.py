"""What subjects are called."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from tettpaa.identify.records.reading import connect, records, version_in_force
from tettpaa.schools.places.models import Owner


def subject_names(owner: Owner, schools: Sequence[int], school_year: int) -> Mapping[str, str]:
    """Subject code → name at the schools that year. Read once for each version of the subjects."""
    version = version_in_force(owner, "subjects")
    return {} if version is None else _names(owner.pk, version, tuple(sorted(schools)), school_year)


@lru_cache(maxsize=256)
def _names(owner_id: int, version: int, schools: tuple[int, ...], school_year: int) -> dict[str, str]:
    owner = Owner.objects.get(pk=owner_id)
    with connect() as con:
        rows = records(con, owner, "subjects", school_year=school_year, schools=schools, version=version)
        return dict(rows.project("subject_code, name").fetchall())
