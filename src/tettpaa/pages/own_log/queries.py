"""The rows of the log about one person."""

from django.db.models import QuerySet

from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.models import AccessRecord


def looks_at(person: Person, *, but_for: str) -> QuerySet[AccessRecord]:
    """Every time somebody else than the user `but_for` was shown the person; the newest first."""
    return AccessRecord.objects.filter(pupil_key=person.pk).exclude(by=but_for).order_by("-at", "-id")
