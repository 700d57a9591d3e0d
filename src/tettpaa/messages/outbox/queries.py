"""What somebody has been told and not yet seen."""

from django.db.models import QuerySet

from tettpaa.messages.outbox.models import Message
from tettpaa.schools.people.models import Person


def unseen(to: Person) -> QuerySet[Message]:
    """Messages the person has not followed, the oldest first. One read."""
    return Message.objects.filter(to=to, seen_at=None).order_by("queued_at")
