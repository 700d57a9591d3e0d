"""What subjects are called."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from tettpaa.identify.records.reading import connect, records, version_in_force
from tettpaa.identify.records.store import table_path
from tettpaa.schools.places.models import Owner


def subject_names(owner: Owner, schools: Sequence[int], school_year: int) -> Mapping[str, str]:
    """Subject code → name at the schools that year. Read once for each version of the subjects."""
    version = version_in_force(owner, "subjects")
    if version is None:
        return {}
    return _names(table_path(owner.slug, "subjects"), owner.pk, version, tuple(sorted(schools)), school_year)


@lru_cache(maxsize=256)
def _names(_where: Path, owner_id: int, version: int, schools: tuple[int, ...], school_year: int) -> dict[str, str]:
    owner = Owner.objects.get(pk=owner_id)
    with connect() as con:
        rows = records(con, owner, "subjects", school_year=school_year, schools=schools, version=version)
        return dict(rows.project("subject_code, name").fetchall())
