"""Which schools a full delivery speaks for: only there does a missing row mean a row that has gone.

The schools it lists; where it lists none, the schools its rows belong to. Makes `scope_schools (school)`.
"""

from collections.abc import Iterable

from tettpaa.identify.imports.work import Work


def scope_of_roster(work: Work) -> None:
    """Begin the scope with what the roster tables say."""
    if work.has("schools"):
        found = ["SELECT key AS school FROM ready_schools WHERE NOT _is_withdrawn"]
    else:
        found = [
            f"SELECT school_id AS school FROM ready_{name} WHERE NOT _is_withdrawn"
            for name in ("enrolments", "employments", "groups")
            if work.has(name)
        ]
    _make(work, found)


def scope_of_records(work: Work) -> None:
    """Add the schools of record rows, where the delivery lists no schools."""
    if work.has("schools"):
        return
    found = ["SELECT school FROM scope_schools"]
    found += [f"SELECT school FROM ready_{table.name} WHERE NOT _is_withdrawn" for table in work.tables("records")]
    found += _schools_of_memberships(work)
    _make(work, found)


def _schools_of_memberships(work: Work) -> list[str]:
    if not work.has("memberships"):
        return []
    return ["SELECT g.school FROM ready_memberships AS m JOIN key_groups AS g ON g.key = m.group_id"]


def _make(work: Work, found: Iterable[str]) -> None:
    union = " UNION ".join(found) or "SELECT NULL::BIGINT AS school"
    work.con.execute(f"CREATE OR REPLACE TABLE scope_schools AS SELECT * FROM ({union}) WHERE school IS NOT NULL")
