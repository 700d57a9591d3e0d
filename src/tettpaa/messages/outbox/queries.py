"""What somebody has been told and not yet seen."""

from django.db.models import Q, QuerySet

from tettpaa.messages.kinds import OPENERS, READ_BY
from tettpaa.messages.outbox.models import Message
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.rights import Rights


def unseen(to: Person) -> QuerySet[Message]:
    """Messages the person has not followed, the oldest first. One read."""
    return Message.objects.filter(to=to, seen_at=None).order_by("queued_at")


def seen_by(rights: Rights) -> Q:
    """About nobody, or about a pupil whose own page, or the page the message leads to, the reader may open now.

    An adviser at PPT opens no pupil's page, and is told of the meetings and the referral she was given.
    """
    may_see = Q(pupil=None) | Q(pupil__in=rights.pupils(OPENERS))
    for permission, kinds in READ_BY.items():
        may_see |= Q(kind__in=kinds, pupil__in=rights.pupils(permission))
    return may_see
