"""A person goes when the last tie goes: told from a person who has only left one school of several."""

from collections.abc import Collection, Sequence

from django.db import models

from tettpaa.identify.imports.work import Work, add_rows
from tettpaa.schools.people.models import Employment, Enrolment, GuardianLink, Membership, Person

# Where a person may be tied to something: table → its model and the columns that hold people.
TIES: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "enrolments": (Enrolment, ("pupil_id",)),
    "employments": (Employment, ("person_id",)),
    "memberships": (Membership, ("person_id",)),
    "guardian_links": (GuardianLink, ("pupil_id", "guardian_id")),
}
AT_ONCE = 500


def gone_people(work: Work) -> int:
    """Add to `diff_people` everyone whose last tie goes with this full delivery, and count them."""
    if not work.is_full:
        return 0
    candidates = _losing_a_tie(work)
    candidates -= _tied_by_delivery(work)
    candidates -= _tied_in_the_database(sorted(candidates), _going_ties(work))
    gone = _not_gone_before(sorted(candidates))
    add_rows(work.con, "diff_people", [(key, "gone") for key in gone])
    return len(gone)


def _losing_a_tie(work: Work) -> set[int]:
    found: set[int] = set()
    for name, column in _columns(work):
        rows = work.con.execute(f"""
            SELECT h."{column}" FROM held_{name} AS h JOIN diff_{name} AS d USING (key)
            WHERE d.status = 'gone' AND h."{column}" NOT IN (SELECT key FROM ready_people WHERE key IS NOT NULL)
        """).fetchall()
        found |= {key for (key,) in rows}
    return found


def _tied_by_delivery(work: Work) -> set[int]:
    found: set[int] = set()
    for name, column in _columns(work):
        rows = work.con.execute(f'SELECT DISTINCT "{column}" FROM ready_{name} WHERE NOT _is_withdrawn').fetchall()
        found |= {key for (key,) in rows}
    return found


def _going_ties(work: Work) -> set[int]:
    found: set[int] = set()
    for name in TIES:
        if work.has(name):
            rows = work.con.execute(f"SELECT key FROM diff_{name} WHERE status = 'gone'").fetchall()
            found |= {key for (key,) in rows}
    return found


def _tied_in_the_database(candidates: Sequence[int], going: Collection[int]) -> set[int]:
    """Those who are tied to something that stays, in this school year or another, at any school."""
    found: set[int] = set()
    for start in range(0, len(candidates), AT_ONCE):
        some = candidates[start : start + AT_ONCE]
        for model, columns in TIES.values():
            for column in columns:
                ties = model._default_manager.filter(**{f"{column}__in": some}).values_list("key", column)
                found |= {person for key, person in ties if key not in going}
    return found


def _not_gone_before(candidates: Sequence[int]) -> list[int]:
    found: list[int] = []
    for start in range(0, len(candidates), AT_ONCE):
        some = Person.objects.filter(key__in=candidates[start : start + AT_ONCE], is_gone=False)
        found += some.values_list("key", flat=True)
    return sorted(found)


def _columns(work: Work) -> list[tuple[str, str]]:
    return [(name, column) for name, (_, columns) in TIES.items() if work.has(name) for column in columns]
