"""Who leads a school, and who holds a role at an owner, on a day: those whom controls are addressed to."""

import datetime as dt

from django.db.models import Q, QuerySet

from tettpaa.schools.people.models import Employment
from tettpaa.schools.people.queries import live_on
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.identity.models import User


def leaders_of(school: School, on: dt.date) -> QuerySet[User]:
    """Users who lead the school, employed or granted, by user name."""
    employed = Employment.objects.filter(live_on(on), school=school, role=Employment.Role.LEADER)
    granted = RoleGrant.objects.filter(live_on(on), school=school, role=RoleGrant.Role.LEADER)
    is_leader = Q(person__in=employed.values("person"), person__is_gone=False) | Q(pk__in=granted.values("user"))
    return User.objects.filter(is_leader, is_active=True).order_by("username")


def holders_of(owner: Owner, role: str, on: dt.date) -> QuerySet[User]:
    """Users who hold a role at the owner itself, by user name."""
    granted = RoleGrant.objects.filter(live_on(on), owner=owner, school=None, role=role)
    return User.objects.filter(pk__in=granted.values("user"), is_active=True).order_by("username")
