"""Who has each stair at a school: people of the roster, in the roles that stairs name."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tettpaa.follow_up.stairs.steps import CONTACT_TEACHER, RESPONSIBLE
from tettpaa.schools.people.models import Employment, Person
from tettpaa.schools.people.queries import contact_teachers_of, live_on

# The schools' systems tell leaders, not department heads, apart.
EMPLOYED_AS = {
    "counsellor": Employment.Role.COUNSELLOR, "department_head": Employment.Role.LEADER, "leader": Employment.Role.LEADER,
}  # fmt: skip


@dataclass(frozen=True)
class Holders:
    """Who may have a pupil's stairs: contact teachers and who is responsible by pupil, and the others by school and role."""

    teachers: Mapping[int, list[Person]]
    employed: Mapping[tuple[int, str], list[Person]]
    responsible: Mapping[int, list[Person]] = field(default_factory=dict)

    def of(self, who: str, pupil: int, school: int) -> list[Person]:
        """Those in a role towards the pupil; nobody for ''."""
        if who in (CONTACT_TEACHER, RESPONSIBLE):
            return (self.teachers if who == CONTACT_TEACHER else self.responsible).get(pupil, [])
        return self.employed.get((school, EMPLOYED_AS[who]), []) if who else []

    def present(self, pupil: int, school: int) -> set[str]:
        """The roles that somebody is in."""
        return {who for who in (CONTACT_TEACHER, RESPONSIBLE, *EMPLOYED_AS) if self.of(who, pupil, school)}


def holders_for(pupils: Collection[int], schools: Collection[int], on: dt.date) -> Holders:
    """Three reads. Who is responsible is said by what the stairs begin with."""
    employed: dict[tuple[int, str], list[Person]] = {}
    rows = Employment.objects.filter(
        live_on(on), school__in=schools, role__in=set(EMPLOYED_AS.values()), person__is_gone=False
    )
    for row in rows.select_related("person").order_by("person__sort_key"):
        there = employed.setdefault((row.school_id, row.role), [])
        if row.person not in there:
            there.append(row.person)
    return Holders(contact_teachers_of(pupils, on), employed)
