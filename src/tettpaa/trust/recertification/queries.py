"""Who answers which reviews, and which rounds have something to do."""

import datetime as dt

from django.db.models import Q, QuerySet

from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.access.leaders import leaders_of
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.recertification.models import Review, Round
from tettpaa.trust.recertification.periods import periods_on

LED, OWNED = "access_review", "owner_access_review"


def reviews_for(rights: Rights) -> QuerySet[Review]:
    """Open rounds' reviews the reader answers: of the schools led; of the owner, with those no other leader can answer.

    Never the reader's own, and never about a pupil whose protection hides it.
    """
    is_mine = Q(school__in=rights.schools(LED)) if rights.may(LED) else Q(pk__in=[])
    if rights.may(OWNED):
        owners = list(rights.owners(OWNED))
        is_mine |= Q(round__owner__in=owners) & (Q(school=None) | Q(pk__in=_without_leader(owners, rights.on)))
    open_ones = Review.objects.filter(is_mine, round__closed_at=None).exclude(user=rights.user.pk)
    seen = open_ones.exclude(pupil_key__in=rights.hidden) if rights.hidden else open_ones
    return seen.select_related("round", "user__person", "school").order_by("school__name", "user__username", "pk")


def _without_leader(owners: list[Owner], on: dt.date) -> list[int]:
    """Reviews held by the only leader of a school, or at a school without one."""
    waiting = Review.objects.filter(round__owner__in=owners, round__closed_at=None, answer="", school__isnull=False)
    schools = School.objects.filter(pk__in=waiting.values("school"))
    leaders = {school.pk: set(leaders_of(school, on).values_list("pk", flat=True)) for school in schools}
    rows = waiting.values_list("pk", "school_id", "user_id")
    return [pk for pk, school, user in rows if not leaders.get(school, set()) - {user}]


def own_reviews(rights: Rights) -> QuerySet[Review]:
    """What is asked about the reader's own access, which another answers."""
    mine = Review.objects.filter(user=rights.user.pk, round__closed_at=None, answer="")
    return mine.select_related("round", "user__person", "school").order_by("pk")


def waiting_for(rights: Rights) -> tuple[int, dt.date | None]:
    """How many reviews wait for the reader, and the first day answers are due. None waits: no day."""
    if not (rights.may(LED) or rights.may(OWNED)) or not Round.objects.filter(closed_at=None).exists():
        return 0, None
    due = list(reviews_for(rights).filter(answer="").values_list("round__answer_by", flat=True))
    return len(due), min(due, default=None)


def round_to_open(owner: Owner, on: dt.date) -> bool:
    """Whether the quarter has begun without a round, and no earlier one still asks about the same."""
    is_this_quarter = Q(period=periods_on(on).begun_on(on))
    return not Round.objects.filter(is_this_quarter | Q(closed_at=None), owner=owner).exists()


def rounds_to_remind(owner: Owner, on: dt.date) -> list[Round]:
    open_ones = Round.objects.filter(owner=owner, closed_at=None, warned_at=None)
    return [opened for opened in open_ones if periods_on(on).warn_on(opened.answer_by) <= on]


def rounds_to_close(owner: Owner, on: dt.date) -> list[Round]:
    return list(Round.objects.filter(owner=owner, closed_at=None, answer_by__lt=on))
