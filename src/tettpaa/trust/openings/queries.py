"""Openings, and the pupils one may ask to open."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tettpaa.kit.clock import OSLO
from tettpaa.kit.text import sort_key
from tettpaa.schools.people.models import Employment, Membership, Person
from tettpaa.schools.people.queries import live_enrolments, live_memberships, live_on
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.identity.models import User
from tettpaa.trust.openings.models import Opening


def live_opening(user: User, pupil: Person, at: dt.datetime) -> Opening | None:
    return Opening.objects.filter(user=user, pupil=pupil, begins_at__lte=at, ends_at__gt=at).first()


def opened_on_day(user: User, at: dt.datetime) -> int:
    """How many the user has opened since midnight in Oslo."""
    midnight = dt.datetime.combine(at.astimezone(OSLO).date(), dt.time(), OSLO)
    return Opening.everything.filter(user=user, begins_at__gte=midnight).count()


def to_review(pupils: QuerySet[Person], *, with_sealed: bool = False) -> QuerySet[Opening]:
    """Openings of these pupils that nobody has judged, the most urgent first.

    One made at a school the pupil has left is nothing for the new school's leader, but for the privacy officer.
    """
    among = Opening.everything if with_sealed else Opening.objects
    waiting = among.filter(pupil__in=pupils.values("pk"), reviewed_at=None)
    return waiting.select_related("user__person", "pupil").order_by("review_by", "pk")


def schools_worked_at(user: User, on: dt.date) -> set[int]:
    """Keys of the schools where the user is employed or holds a role on the day. One read."""
    held = RoleGrant.objects.filter(live_on(on), user=user, school__is_gone=False).values_list("school_id")
    employed = Employment.objects.filter(live_on(on), person=user.person_id, school__is_gone=False)
    return {key for (key,) in held.union(employed.values_list("school_id"))}


def named_at_own_school(
    user: User, given: str, family: str, group: str, on: dt.date, hidden: Iterable[int]
) -> list[Person]:
    """Pupils of exactly this name at a school the user works at, but for the `hidden`: a name must be known, not tried.

    `group` narrows to the class called so; empty for none.
    """
    enrolled = live_enrolments(on).filter(school__in=schools_worked_at(user, on))
    is_named = Q(sort_key=sort_key(f"{family.strip()} {given.strip()}"), is_gone=False)
    found = Person.objects.filter(is_named, pk__in=enrolled.values("pupil")).exclude(pk__in=list(hidden))
    if group.strip():
        in_class = live_memberships(on).filter(role=Membership.Role.PUPIL, group__name__iexact=group.strip())
        found = found.filter(pk__in=in_class.values("person"))
    return list(found.order_by("pk")[:2])
