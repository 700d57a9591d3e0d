"""Measures for the brake: how much of each school's pupils, memberships and guardian links would change or go."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Q

from tettpaa.identify.imports.brake import WATCHED, Change
from tettpaa.identify.imports.work import Work
from tettpaa.schools.places.models import School

_MOVED = "('changed', 'gone')"


def changes_watched(work: Work) -> list[Change]:
    """One change for each school and watched table where anything that is held would change or go."""
    names = dict(School.objects.filter(owner=work.owner).values_list("key", "name"))
    found = []
    for table in WATCHED:
        query = _MEASURES[table](work)
        if not query:
            continue
        moved = work.con.execute(query).fetchall()
        held = _held(work, table) if moved else Counter()
        found += [
            Change(names.get(school, ""), table, held[school], int(changed), int(gone))
            for school, changed, gone in moved
        ]
    return found


def _pupils(work: Work) -> str:
    """A pupil has changed if the person or an enrolment has; has gone if no enrolment at the school is left."""
    parts = []
    if work.has("people"):
        parts.append("SELECT e.school_id AS school, d.key AS pupil, false AS goes FROM diff_people AS d"
                     " JOIN held_enrolments AS e ON e.pupil_id = d.key WHERE d.status = 'changed'")  # fmt: skip
    if work.has("enrolments"):
        parts.append(f"""
            SELECT e.school_id AS school, e.pupil_id AS pupil, d.status = 'gone' AND NOT EXISTS (
                SELECT 1 FROM ready_enrolments AS r
                WHERE r.pupil_id = e.pupil_id AND r.school_id = e.school_id AND NOT r._is_withdrawn) AS goes
            FROM diff_enrolments AS d JOIN held_enrolments AS e USING (key) WHERE d.status IN {_MOVED}
        """)
    if not parts:
        return ""
    return f"""
        SELECT school, count(*) FILTER (NOT goes), count(*) FILTER (goes)
        FROM (SELECT school, pupil, bool_or(goes) AS goes FROM ({" UNION ALL ".join(parts)}) GROUP BY ALL)
        GROUP BY school
    """


def _memberships(work: Work) -> str:
    if not work.has("memberships"):
        return ""
    return f"""
        SELECT g.school_id, count(*) FILTER (d.status = 'changed'), count(*) FILTER (d.status = 'gone')
        FROM diff_memberships AS d JOIN held_memberships AS m USING (key) JOIN held_groups AS g ON g.key = m.group_id
        WHERE d.status IN {_MOVED} GROUP BY g.school_id
    """


def _guardian_links(work: Work) -> str:
    if not work.has("guardian_links"):
        return ""
    return f"""
        SELECT e.school_id, count(DISTINCT d.key) FILTER (d.status = 'changed'),
               count(DISTINCT d.key) FILTER (d.status = 'gone')
        FROM diff_guardian_links AS d JOIN held_guardian_links AS l USING (key)
        JOIN held_enrolments AS e ON e.pupil_id = l.pupil_id
        WHERE d.status IN {_MOVED} GROUP BY e.school_id
    """


_MEASURES = {"pupils": _pupils, "memberships": _memberships, "guardian_links": _guardian_links}


def _held(work: Work, table: str) -> Counter[int]:
    year = work.school_year
    enrolled = Q(enrolments__school_year=year)
    counted = {
        "pupils": Count("enrolments__pupil", filter=enrolled, distinct=True),
        "memberships": Count("groups__memberships", filter=Q(groups__school_year=year)),
        "guardian_links": Count("enrolments__pupil__guardian_links", filter=enrolled, distinct=True),
    }[table]
    rows: Iterator[tuple[int, int]] = (
        School.objects.filter(owner=work.owner).annotate(held=counted).values_list("key", "held").iterator()
    )
    return Counter(dict(rows))
