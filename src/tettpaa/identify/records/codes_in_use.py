"""Which source codes the absence rows held today carry."""

from tettpaa.identify.records.reading import connect, records
from tettpaa.schools.places.models import Owner


def codes_in_use(owner: Owner) -> dict[str, int]:
    """Source code → how many absence rows have it, the most used first; rows without a code are left out."""
    with connect() as con:
        held = records(con, owner, "absences")
        counted = held.filter("coalesce(code, '') <> ''").aggregate("code, count(*) AS n", "code").order("n DESC, code")
        return {str(code): int(n) for code, n in counted.fetchall()}
