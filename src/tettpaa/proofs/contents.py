"""Everything the stores hold, in a form two homes can be compared by."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from tettpaa.identify.imports.models import Import
from tettpaa.identify.records.models import TableVersion
from tettpaa.identify.records.reading import connect, records_query
from tettpaa.schools.people.models import Employment, Enrolment, GuardianLink, Membership, Person
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.audit.models import AuditEvent

ROSTER = (School, Person, Group, Enrolment, Employment, Membership, GuardianLink)


def contents() -> dict[str, list[str]]:
    """Name of a part → its rows as text, sorted: roster, records in force, imports and events.

    Left out is what must differ between two runs of the same work: times, ids of imports, and which
    number a version got.
    """
    found = {model._meta.label: _lines(model._default_manager.values_list()) for model in ROSTER}
    for held in TableVersion.objects.select_related("owner").order_by("owner__slug", "table"):
        with connect() as con:
            rows = con.execute(records_query(held.owner, held.table)).fetchall()
        found[f"{held.owner.slug}/{held.table}"] = _lines(rows)
    imports = Import.objects.values_list("kind", "school_year", "file_hash", "state", "counts", "brake")
    found["imports"] = _lines(imports)
    events = AuditEvent.objects.filter(object_kind="import").values_list("action", flat=True)
    found["events"] = [f"{action}: {count}" for action, count in sorted(Counter(events).items())]
    return found


def content_hash(found: dict[str, list[str]]) -> str:
    """One figure for everything."""
    digest = hashlib.sha256()
    for name in sorted(found):
        digest.update(f"{name}\0".encode())
        for line in found[name]:
            digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def differences(wanted: dict[str, list[str]], found: dict[str, list[str]]) -> list[str]:
    """Which parts differ, and by how many rows: no values, which could be somebody's."""
    told = []
    for name in sorted(wanted | found):
        ours, theirs = Counter(wanted.get(name, [])), Counter(found.get(name, []))
        if ours != theirs:
            lost, extra = (ours - theirs).total(), (theirs - ours).total()
            told.append(f"{name}: {lost} lost, {extra} extra")
    return told


def _lines(rows: Iterable[tuple]) -> list[str]:
    return sorted(repr(row) for row in rows)
