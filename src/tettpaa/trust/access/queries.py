"""The pupils, groups, schools and owners a user may see: the same matrix and blocks as `rules.decide`, as sets."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import live_enrolments, live_memberships
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.permissions import Permission, Subject, permission_named
from tettpaa.trust.access.roles import PRIVATE, Role
from tettpaa.trust.access.rules import (
    Asker,
    Moment,
    Place,
    Span,
    Standing,
    Tie,
    Whom,
    is_hidden,
    live_ties,
    strong_enough,
)
from tettpaa.trust.access.zones import Zone

NOBODY = Q(pk__in=[])


@dataclass(frozen=True)
class Reach:
    """All that decides which pupils a permission reaches for an asker: two permissions of the same reach, the same pupils."""

    ties: tuple[Tie, ...]
    hidden: tuple[int, ...]
    waits_for_seals: bool


def pupils_within(asker: Asker, permission: str | Permission, moment: Moment) -> QuerySet[Person]:
    """Pupils the asker has the permission for now: never former ones, those not yet begun, kin or hidden ones."""
    return _pupils_in(_reach_of(asker, permission, moment), asker, moment)


def keys_within_each(
    asker: Asker, permissions: Iterable[str], moment: Moment, among: QuerySet | None = None
) -> dict[str, frozenset[int]]:
    """Permission → keys of the same pupils, of all or `among` some; permissions of the same reach are asked for once."""
    reach = {permission: _reach_of(asker, permission, moment) for permission in permissions}
    some = Q() if among is None else Q(pk__in=among)
    keys = {
        each: frozenset(_pupils_in(each, asker, moment).filter(some).values_list("pk", flat=True))
        for each in set(reach.values())
    }
    return {permission: keys[each] for permission, each in reach.items()}


def _reach_of(asker: Asker, permission: str | Permission, moment: Moment) -> Reach:
    row = permission if isinstance(permission, Permission) else _about(permission, Subject.PUPIL)
    ties = strong_enough(row, asker.strength, live_ties(row, asker, moment))
    hidden = tuple(key for key in asker.protected if is_hidden(row, asker, key))
    return Reach(tuple(ties), hidden, row.zone is Zone.SCHOOL and bool(asker.unclosed))


def _pupils_in(reach: Reach, asker: Asker, moment: Moment) -> QuerySet[Person]:
    oneself = _pupils_at([tie for tie in reach.ties if tie.role is Role.PUPIL], moment)
    privately = _pupils_at([tie for tie in reach.ties if tie.role in PRIVATE], moment)
    not_kin = _pupils_at(reach.ties, moment) & ~Q(pk__in=asker.kin)
    if reach.waits_for_seals:
        not_kin &= ~Q(pk__in=asker.unclosed)
    is_within = (not_kin | privately) & ~Q(pk__in=reach.hidden) | oneself
    return Person.objects.filter(is_within, is_gone=False, owner__in=asker.owners)


def _pupils_at(ties: Iterable[Tie], moment: Moment) -> Q:
    places = _keys(ties)
    found = NOBODY
    if groups := places["group"]:
        in_groups = live_memberships(moment.on).filter(role=Membership.Role.PUPIL, group__in=groups)
        found |= Q(pk__in=in_groups.values("person"))
    enrolled = live_enrolments(moment.on)
    if schools := places["school"]:
        found |= Q(pk__in=enrolled.filter(school__in=schools).values("pupil"))
    if owners := places["owner"]:
        found |= Q(pk__in=enrolled.filter(school__owner__in=owners).values("pupil"))
    if pupils := places["pupil"]:
        found |= Q(pk__in=pupils)
    return found


def groups_within(asker: Asker, permission: str, moment: Moment) -> QuerySet[Group]:
    """Groups of the day's school year the permission reaches: one's own, or those of one's school. No role of the owner has
    a page about a group.
    """
    places = _places(asker, permission, Subject.GROUP, moment)
    is_within = Q(key__in=places["group"]) | Q(school__in=places["school"])
    living = Group.objects.filter(school_year=school_year_of(moment.on), is_gone=False, school__is_gone=False)
    return living.filter(is_within, school__owner__in=asker.owners)


def schools_within(asker: Asker, permission: str, moment: Moment) -> QuerySet[School]:
    """Schools the permission reaches: one's own, or all of the owner's."""
    places = _places(asker, permission, Subject.SCHOOL, moment)
    is_within = Q(key__in=places["school"]) | Q(owner__in=places["owner"])
    return School.objects.filter(is_within, is_gone=False, owner__in=asker.owners)


def owners_within(asker: Asker, permission: str, moment: Moment) -> QuerySet[Owner]:
    """Owners the permission reaches."""
    reached = _places(asker, permission, Subject.OWNER, moment)["owner"]
    return Owner.objects.filter(id__in=asker.owners.intersection(reached))


def whom(pupil: Person, moment: Moment) -> Whom:
    """The pupil with all live places: groups, schools, the owner, and the pupil as such. Two reads."""
    groups = live_memberships(moment.on).filter(role=Membership.Role.PUPIL, person=pupil)
    schools = live_enrolments(moment.on).filter(pupil=pupil)
    standings = [
        Standing(Place("group", key), Span(since, until))
        for key, since, until in groups.values_list("group_id", "valid_from", "valid_to")
    ]
    for key, owner, since, until in schools.values_list("school_id", "school__owner_id", "valid_from", "valid_to"):
        standings += [
            Standing(Place("school", key), Span(since, until)),
            Standing(Place("owner", owner), Span(since, until)),
        ]
    if not pupil.is_gone:
        standings.append(Standing(Place("pupil", pupil.pk)))
    return Whom(pupil.owner_id, () if pupil.is_gone else tuple(standings), pupil.pk)


def _about(permission: str, about: Subject) -> Permission:
    """Asking for pupils by a permission about schools is a fault, not an empty list."""
    row = permission_named(permission)
    if row.about is not about:
        raise LookupError(f"{permission} is about a {row.about}, not a {about}")
    return row


def _places(asker: Asker, permission: str, about: Subject, moment: Moment) -> dict[str, list[int]]:
    row = _about(permission, about)
    return _keys(strong_enough(row, asker.strength, live_ties(row, asker, moment)))


def _keys(ties: Iterable[Tie]) -> dict[str, list[int]]:
    """Keys by kind of place."""
    found: dict[str, list[int]] = {"pupil": [], "group": [], "school": [], "owner": []}
    for tie in ties:
        found[tie.place.kind].append(tie.place.key)
    return found
