"""The blocks as the decision takes them."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, QuerySet

from tettpaa.schools.people.models import GuardianLink, Person
from tettpaa.schools.people.queries import live_enrolments, live_on
from tettpaa.trust.access.protection import Grade
from tettpaa.trust.protection.models import AddressProtection, Clearance, Kinship


def kin_of(person: Person | None, on: dt.date) -> frozenset[int]:
    """Keys of the pupils whom the person is, is related to, or is a guardian of, with or without parental
    responsibility. One read.
    """
    if person is None:
        return frozenset()
    declared = Kinship.objects.filter(live_on(on), person=person).values_list("pupil_id")
    wards = GuardianLink.objects.filter(guardian=person).values_list("pupil_id")
    return frozenset({person.pk, *(key for (key,) in declared.union(wards))})


def protected_people(owners: Iterable[int]) -> dict[int, Grade]:
    """Key → grade of everybody of the owners with a protected address; the strictest where there are several.

    One read, for each request: a grade that is raised holds from the next request on.
    """
    return strictest(standing_grades(owners))


def standing_grades(owners: Iterable[int]) -> QuerySet:
    """(key, grade) of every protection that stands. Asked from the few protections, not from the owner's many people."""
    ours = Person.objects.filter(pk=OuterRef("person"), owner__in=owners)
    standing = AddressProtection.objects.filter(Exists(ours), lowered_at=None)
    return standing.values_list("person_id", "grade")


def strictest(grades: Iterable[tuple[int, str]]) -> dict[int, Grade]:
    """Of each person the strictest."""
    strictness = list(Grade)
    found: dict[int, Grade] = {}
    for key, grade in grades:
        known = found.get(key, Grade(grade))
        found[key] = min(known, Grade(grade), key=strictness.index)
    return found


def strictly_hidden(owner: int) -> frozenset[int]:
    """Keys of the owner's people with the strictest protection, who are in no figure. One read."""
    return frozenset(key for key, grade in protected_people([owner]).items() if grade is Grade.STRICT)


def cleared_for(user_id: int, protected: Collection[int], schools: Iterable[int], on: dt.date) -> frozenset[int]:
    """Those of the protected whom the user is named for, or is custodian of at one of `schools`. One read,
    none where nobody is protected.
    """
    if not protected:
        return frozenset()
    named = Clearance.objects.filter(live_on(on), user=user_id, pupil__in=protected).values_list("pupil_id")
    kept = live_enrolments(on).filter(pupil__in=protected, school__in=schools).values_list("pupil_id")
    return frozenset(key for (key,) in named.union(kept))
