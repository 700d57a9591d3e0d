"""Who belongs where on a day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tettpaa.schools.people.models import Enrolment, Membership, Person
from tettpaa.schools.places.models import Group
from tettpaa.schools.places.school_year import school_year_of

CONTACT_KINDS = (Group.Kind.CLASS, Group.Kind.CONTACT)


def live_on(day: dt.date) -> Q:
    """`valid_from` ≤ day ≤ `valid_to`, an empty end being open."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    not_over = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return begun & not_over


def live_memberships(on: dt.date) -> QuerySet[Membership]:
    """Memberships that hold on the day, in groups of that day's school year that still exist.

    A group belongs to one school year, so a membership without dates ends with it.
    """
    return Membership.objects.filter(
        live_on(on), group__school_year=school_year_of(on), group__is_gone=False, group__school__is_gone=False
    )


def live_enrolments(on: dt.date) -> QuerySet[Enrolment]:
    """Enrolments that hold on the day, at schools that still exist, in that day's school year."""
    return Enrolment.objects.filter(live_on(on), school_year=school_year_of(on), school__is_gone=False)


def classes_of(pupils: Iterable[int], on: dt.date) -> dict[int, Group]:
    """Pupil key → the class on the day; where there is none, the contact teacher's group. One read."""
    members = live_memberships(on).filter(
        role=Membership.Role.PUPIL, person__in=list(pupils), group__kind__in=CONTACT_KINDS
    )
    # 'contact' after 'class' in the order of writing, so that a class is what is left standing.
    ordered = members.order_by("-group__kind", "-group__name")
    names = [field.attname for field in Group._meta.concrete_fields]
    # One object for a class, and not one for each pupil: a school's leader asks for hundreds.
    groups: dict[int, Group] = {}
    found = {}
    for pupil, key, *rest in ordered.values_list("person_id", *(f"group__{name}" for name in names)):
        groups.setdefault(key, Group.from_db(members.db, names, [key, *rest]))
        found[pupil] = groups[key]
    return found


def contact_teachers_of(pupils: Iterable[int], on: dt.date) -> dict[int, list[Person]]:
    """Pupil key → the contact teachers on the day, by name. Two reads."""
    pupils = list(pupils)
    members = live_memberships(on).filter(role=Membership.Role.PUPIL, person__in=pupils, group__kind__in=CONTACT_KINDS)
    groups: dict[int, list[int]] = defaultdict(list)
    for pupil, group in members.values_list("person_id", "group_id"):
        groups[group].append(pupil)
    teachers = live_memberships(on).filter(
        role=Membership.Role.CONTACT_TEACHER, group__in=list(groups), person__is_gone=False
    )
    found: dict[int, list[Person]] = {pupil: [] for pupil in pupils}
    for member in teachers.select_related("person").order_by("person__sort_key"):
        for pupil in groups[member.group_id]:
            if member.person not in found[pupil]:
                found[pupil].append(member.person)
    return found
