"""A user's ties to groups, schools and owners, read afresh for each request."""

import datetime as dt

from django.db.models import Q

from tettpaa.schools.people.models import Employment, Membership
from tettpaa.schools.people.queries import CONTACT_KINDS, live_memberships, live_on
from tettpaa.schools.places.models import Group
from tettpaa.schools.places.school_year import first_day, last_day, school_year_of
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.access.permissions import Role
from tettpaa.trust.access.rules import Place, Span, Tie
from tettpaa.trust.identity.models import User

TEACHING_KINDS = (Group.Kind.TEACHING,)
# The school's system says who leads and counsels. It does not make anybody administrator here.
EMPLOYED_AS = {Employment.Role.LEADER: Role.LEADER, Employment.Role.COUNSELLOR: Role.COUNSELLOR}
SCHOOL_ROLES = (Role.LEADER, Role.COUNSELLOR)


def ties_of(user: User, on: dt.date) -> list[Tie]:
    """Every tie that is live on the day: three reads. A user who is switched off has none."""
    if not user.is_active:
        return []
    ties = _granted(user, on)
    if user.person is not None and not user.person.is_gone:
        ties += _employed(user.person.pk, on) + _in_groups(user.person.pk, on)
    return ties


def _granted(user: User, on: dt.date) -> list[Tie]:
    grants = RoleGrant.objects.filter(live_on(on), user=user)
    rows = grants.values_list("role", "owner_id", "school_id", "school__is_gone", "valid_from", "valid_to")
    return [
        Tie(Role(role), _granted_at(Role(role), owner, school), Span(since, until))
        for role, owner, school, is_school_gone, since, until in rows
        if (school is None) != (Role(role) in SCHOOL_ROLES) and not is_school_gone
    ]


def _granted_at(role: Role, owner: int, school: int | None) -> Place:
    return Place("school", school) if role in SCHOOL_ROLES and school is not None else Place("owner", owner)


def _employed(person: int, on: dt.date) -> list[Tie]:
    employments = Employment.objects.filter(live_on(on), person=person, role__in=EMPLOYED_AS, school__is_gone=False)
    rows = employments.values_list("role", "school_id", "valid_from", "valid_to")
    return [
        Tie(EMPLOYED_AS[Employment.Role(role)], Place("school", school), Span(since, until))
        for role, school, since, until in rows
    ]


def _in_groups(person: int, on: dt.date) -> list[Tie]:
    year = school_year_of(on)
    of_contact = Q(role=Membership.Role.CONTACT_TEACHER, group__kind__in=CONTACT_KINDS)
    of_teaching = Q(role=Membership.Role.TEACHER, group__kind__in=TEACHING_KINDS)
    memberships = live_memberships(on).filter(of_contact | of_teaching, person=person)
    rows = memberships.values_list("role", "group_id", "valid_from", "valid_to")
    return [
        Tie(_role_in_group(role), Place("group", group), Span(since or first_day(year), until or last_day(year)))
        for role, group, since, until in rows
    ]


def _role_in_group(role: str) -> Role:
    return Role.CONTACT_TEACHER if role == Membership.Role.CONTACT_TEACHER else Role.SUBJECT_TEACHER
