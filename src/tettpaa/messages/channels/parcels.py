"""What leaves, written at the moment it leaves, and whether it still may."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.channels.ports import Parcel, site_link
from tettpaa.messages.channels.rules import is_work_address
from tettpaa.messages.kinds import kind_named
from tettpaa.messages.outbox.models import Message
from tettpaa.messages.outbox.queries import seen_by, unseen
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.protection.models import AddressProtection

# How many pupils wait for the user to speak with them; who they are, the page tells.
Waits = Callable[[User, dt.datetime], int]


@dataclass(frozen=True)
class Withheld:
    """It does not leave. `is_over`: there was nothing left to tell; else it must not."""

    why: str
    is_over: bool = False


def parcel_of(delivery: Delivery, at: dt.datetime, waits: Waits) -> Parcel | Withheld:
    """The parcel, as things are now; or why it does not leave."""
    if delivery.about:
        return _letter(delivery)
    user = User.objects.filter(person=delivery.to, is_active=True).order_by("pk").first()
    if user is None or not is_work_address(delivery.to.email, settings.TETTPAA_MAIL_DOMAINS):
        return Withheld("no_address")
    with translation.override(user.language):
        return _told_of_message(delivery, user, at) if delivery.message else _digest(delivery, user, at, waits)


def _letter(delivery: Delivery) -> Parcel | Withheld:
    """To nobody, and about nobody, who is gone or whose address has come under protection since it was ordered."""
    if delivery.to.is_gone or (delivery.pupil is not None and delivery.pupil.is_gone):
        return Withheld("gone")
    if is_protected(delivery.to, delivery.pupil):
        return Withheld("protected")
    return _parcel(delivery, delivery.subject, delivery.body)


def is_protected(*people: Person | None) -> bool:
    """Whether any of them has a protected address, of any grade, now."""
    keys = [person.pk for person in people if person is not None]
    return AddressProtection.objects.filter(person__in=keys, lowered_at=None).exists()


def _told_of_message(delivery: Delivery, user: User, at: dt.datetime) -> Parcel | Withheld:
    message = delivery.message
    if message is None or message.seen_at is not None:
        return Withheld("seen", is_over=True)
    if delivery.pupil is not None and not _may_see(user, message, delivery.pupil, at):
        return Withheld("not_theirs")
    words = _(kind_named(message.kind).words)
    link = site_link(reverse("message", kwargs={"message_id": message.pk}))
    return _parcel(delivery, words, _body([f"{words}.", link]))


def _may_see(user: User, message: Message, pupil: Person, at: dt.datetime) -> bool:
    """Asked anew: a tie may have ended, and about the protected no mail is sent at all."""
    rights = Rights(user, at, Strength.TWO_FACTORS)
    return not is_protected(pupil) and Message.objects.filter(seen_by(rights), pk=message.pk).exists()


def _digest(delivery: Delivery, user: User, at: dt.datetime, waits: Waits) -> Parcel | Withheld:
    """How much waits; nothing is sent in a week without."""
    messages, pupils = unseen(delivery.to).count(), waits(user, at)
    lines = []
    if messages:
        told = ngettext("%(count)d beskjed er ikke lest.", "%(count)d beskjeder er ikke lest.", messages)
        lines.append(told % {"count": messages})
    if pupils:
        told = ngettext("%(count)d elev venter på en samtale.", "%(count)d elever venter på en samtale.", pupils)
        lines.append(told % {"count": pupils})
    if not lines:
        return Withheld("nothing", is_over=True)
    link = site_link(reverse("inbox" if messages else "start"))
    return _parcel(delivery, _("Uka i Tettpå"), _body([" ".join(lines), link]))


def _body(lines: list[str]) -> str:
    foot = _("E-posten sier ikke hvem eller hva det gjelder. Det leser du når du er logget inn.")
    return "\n\n".join([*lines, foot]) + "\n"


def _parcel(delivery: Delivery, subject: str, body: str) -> Parcel:
    return Parcel(str(delivery.pk), str(delivery.to), delivery.to.email, subject, body)
