"""Which reviews a class has had, what they say, and who may sit at the table."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from tettpaa.assess.reviews.models import ClassReview, ReviewLine
from tettpaa.schools.people.models import Employment, Membership, Person
from tettpaa.schools.people.queries import live_memberships, live_on
from tettpaa.schools.places.models import Group
from tettpaa.trust.identity.models import User

Pupils = QuerySet[Person] | Iterable[int]


def reviews_of(groups: QuerySet[Group] | Iterable[Group]) -> QuerySet[ClassReview]:
    """The reviews of these classes, the newest first."""
    found = ClassReview.objects.filter(group__in=groups)
    return found.select_related("group__school__owner").order_by("-school_year", "-half", "group__name")


def open_reviews(groups: QuerySet[Group]) -> QuerySet[ClassReview]:
    """Those that nobody has closed, the longest first. One read."""
    return reviews_of(groups).filter(closed_at=None).order_by("opened_at")


def lines_in(review: ClassReview, pupils: Pupils) -> QuerySet[ReviewLine]:
    """Every writing about these pupils, those entered by mistake too, the newest first. One read."""
    return ReviewLine.objects.filter(review=review, pupil__in=pupils).order_by("-number")


def newest_lines(pupils: Pupils) -> QuerySet[ReviewLine]:
    """What holds now: of each pupil in each review, the last writing that was no mistake."""
    standing = ReviewLine.objects.filter(voided_at=None)
    later = standing.filter(review=OuterRef("review"), pupil=OuterRef("pupil"), number__gt=OuterRef("number"))
    held = standing.filter(~Exists(later), pupil__in=pupils)
    return held.select_related("pupil", "review__group").order_by("-written_at")


def who_may_take_part(group: Group, on: dt.date) -> QuerySet[User]:
    """The class's contact teachers, and those who lead or counsel at its school, by name."""
    teachers = live_memberships(on).filter(group=group, role=Membership.Role.CONTACT_TEACHER).values("person")
    leading = Employment.objects.filter(
        live_on(on), school=group.school_id, role__in=(Employment.Role.LEADER, Employment.Role.COUNSELLOR)
    ).values("person")
    found = User.objects.filter(Q(person__in=teachers) | Q(person__in=leading), is_active=True, person__is_gone=False)
    return found.select_related("person").order_by("person__sort_key")
