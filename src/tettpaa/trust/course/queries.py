"""What is asked at somebody's owners, and what they have done."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from tettpaa.schools.places.models import Owner
from tettpaa.trust.course.models import CourseCompletion, CourseRequirement
from tettpaa.trust.course.rules import Course, Done, Switch, holds, in_force
from tettpaa.trust.identity.models import User


def switch_for(owners: Iterable[int], on: dt.date) -> Switch | None:
    """What is asked today by any of the owners; None where none asks. One read. Of several, the strictest."""
    of_owner: dict[int, list[Switch]] = defaultdict(list)
    rows = CourseRequirement.objects.filter(owner__in=owners).order_by("pk")
    for owner, is_required, covers, since in rows.values_list(
        "owner_id", "is_required", "covers_emergency", "valid_from"
    ):
        of_owner[owner].append(Switch(is_required, covers, since))
    asked = [switch for switches in of_owner.values() if (switch := in_force(switches, on))]
    return max(asked, key=lambda switch: switch.covers_emergency, default=None)


def done_by(user: User) -> list[Done]:
    """One read."""
    rows = CourseCompletion.objects.filter(user=user).order_by("valid_to").values_list("number", "valid_to")
    return [Done(number, valid_to) for number, valid_to in rows]


def has_done(user: User, course: Course, on: dt.date) -> bool:
    return holds(course, done_by(user), on)


def count_done(owner: Owner, course: Course, on: dt.date) -> int:
    """How many who work at the owner's schools have a completion that counts."""
    counting = CourseCompletion.objects.filter(number__gte=course.oldest_that_holds, valid_to__gte=on)
    return counting.filter(user__person__owner=owner, user__is_active=True).values("user").distinct().count()
