"""Which concerns wait, and what came of those one has told."""

from django.db.models import QuerySet

from tettpaa.assess.concerns.models import Concern
from tettpaa.schools.people.models import Person
from tettpaa.trust.seals.queries import with_own


def waiting_concerns(pupils: QuerySet[Person] | list[int]) -> QuerySet[Concern]:
    """Concerns about these pupils that nobody has answered, the oldest first. One read."""
    waiting = Concern.objects.filter(pupil__in=pupils, answered_at=None, withdrawn_at=None)
    return waiting.select_related("pupil__owner").order_by("told_at")


def concerns_about(pupil: int) -> QuerySet[Concern]:
    """Every concern about the pupil, the newest first, withdrawn ones among them."""
    return Concern.objects.filter(pupil=pupil).order_by("-told_at")


def concerns_told_by(by: str, person: Person | None = None) -> QuerySet[Concern]:
    """What a user, who is the person, has told, the newest first: so that the answer reaches who told it."""
    return with_own(Concern, person).filter(told_by=by, withdrawn_at=None).select_related("pupil").order_by("-told_at")
