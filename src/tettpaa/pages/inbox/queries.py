"""Messages to the reader, as far as the reader may still see what they are about."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.messages.kinds import kind_named
from tettpaa.messages.outbox.models import Message
from tettpaa.messages.outbox.queries import seen_by
from tettpaa.trust.access.rights import Rights

EARLIER = 30


@dataclass(frozen=True)
class Told:
    """One message in words. They name nobody."""

    message: Message
    words: str


@dataclass(frozen=True)
class Inbox:
    """What has not been followed, oldest first, and the latest of what has."""

    unseen: list[Told]
    earlier: list[Told]


def messages_to(rights: Rights) -> QuerySet[Message]:
    """The reader's own; not those about a pupil the reader no longer sees, or what the reader may not open."""
    if rights.person is None:
        return Message.objects.none()
    return Message.objects.filter(seen_by(rights), to=rights.person)


def inbox_of(rights: Rights) -> Inbox:
    """Two reads beyond the rights."""
    own = messages_to(rights)
    unseen = own.filter(seen_at=None).order_by("queued_at")
    earlier = own.exclude(seen_at=None).order_by("-queued_at")[:EARLIER]
    return Inbox([_told(each) for each in unseen], [_told(each) for each in earlier])


def _told(message: Message) -> Told:
    return Told(message, _(kind_named(message.kind).words))


def page_of(message: Message) -> str:
    """The address of the page the message leads to."""
    kind = kind_named(message.kind)
    about = message.pupil_id if kind.argument == "key" else message.about
    return reverse(kind.page, kwargs={kind.argument: about} if kind.argument else {})
