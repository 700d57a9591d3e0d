"""The pupils, groups, schools and owners a user may see: the same matrix as `rules.decide`, as sets."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import live_enrolments, live_memberships
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.permissions import Subject, permission_named
from tettpaa.trust.access.rules import Place, Span, Standing, Tie, live_ties
from tettpaa.trust.access.ties import ties_of
from tettpaa.trust.identity.models import User


def visible_pupils(user: User, permission: str, on: dt.date) -> QuerySet[Person]:
    """Pupils the user has the permission for on the day: never former ones, never those not yet begun."""
    return pupils_within(ties_of(user, on), permission, on)


def pupils_within(ties: Iterable[Tie], permission: str, on: dt.date) -> QuerySet[Person]:
    """The same, from ties already read."""
    places = _places(ties, permission, Subject.PUPIL, on)
    is_within = Q(pk__in=[])
    if groups := places["group"]:
        in_groups = live_memberships(on).filter(role=Membership.Role.PUPIL, group__in=groups)
        is_within |= Q(pk__in=in_groups.values("person"))
    if schools := places["school"]:
        is_within |= Q(pk__in=live_enrolments(on).filter(school__in=schools).values("pupil"))
    return Person.objects.filter(is_within, is_gone=False)


def groups_within(ties: Iterable[Tie], permission: str, on: dt.date) -> QuerySet[Group]:
    """Groups of the day's school year the permission reaches."""
    places = _places(ties, permission, Subject.GROUP, on)
    is_within = Q(key__in=places["group"]) | Q(school__in=places["school"]) | Q(school__owner__in=places["owner"])
    living = Group.objects.filter(school_year=school_year_of(on), is_gone=False, school__is_gone=False)
    return living.filter(is_within)


def schools_within(ties: Iterable[Tie], permission: str, on: dt.date) -> QuerySet[School]:
    """Schools the permission reaches: one's own, or all of the owner's."""
    places = _places(ties, permission, Subject.SCHOOL, on)
    return School.objects.filter(Q(key__in=places["school"]) | Q(owner__in=places["owner"]), is_gone=False)


def owners_within(ties: Iterable[Tie], permission: str, on: dt.date) -> QuerySet[Owner]:
    """Owners the permission reaches."""
    return Owner.objects.filter(id__in=_places(ties, permission, Subject.OWNER, on)["owner"])


def standings_of_pupil(pupil: int, on: dt.date) -> list[Standing]:
    """Where the pupil belongs on the day: groups and schools."""
    groups = live_memberships(on).filter(role=Membership.Role.PUPIL, person=pupil, person__is_gone=False)
    schools = live_enrolments(on).filter(pupil=pupil, pupil__is_gone=False)
    return [
        Standing(Place("group", key), Span(since, until))
        for key, since, until in groups.values_list("group_id", "valid_from", "valid_to")
    ] + [
        Standing(Place("school", key), Span(since, until))
        for key, since, until in schools.values_list("school_id", "valid_from", "valid_to")
    ]


def _places(ties: Iterable[Tie], permission: str, about: Subject, on: dt.date) -> dict[str, list[int]]:
    """Keys by kind of place. Asking for pupils by a permission about schools is a fault, not an empty list."""
    row = permission_named(permission)
    if row.about is not about:
        raise LookupError(f"{permission} is about a {row.about}, not a {about}")
    found: dict[str, list[int]] = {"group": [], "school": [], "owner": []}
    for tie in live_ties(row, ties, on):
        found[tie.place.kind].append(tie.place.key)
    return found
