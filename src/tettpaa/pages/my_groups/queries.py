"""The teaching groups a user has, with their pupils, in two reads."""

from collections import defaultdict
from dataclasses import dataclass

from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import live_memberships
from tettpaa.schools.places.models import Group
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class OwnGroup:
    """One teaching group and its pupils today, by name."""

    group: Group
    pupils: list[Person]


def own_groups(rights: Rights) -> list[OwnGroup]:
    """The user's teaching groups, by name."""
    groups = rights.groups("teaching_group_read").order_by("name", "key")
    members = live_memberships(rights.on).filter(
        role=Membership.Role.PUPIL, group__in=groups.order_by(), person__in=rights.pupils("pupil_open").values("pk")
    )
    pupils: dict[int, list[Person]] = defaultdict(list)
    for member in members.select_related("person").order_by("person__sort_key", "person"):
        pupils[member.group_id].append(member.person)
    return [OwnGroup(group, pupils[group.key]) for group in groups]
