"""The worker's part: writes the deliveries that are due, and carries them one by one."""

import datetime as dt
from collections.abc import Callable, Mapping

from tettpaa.kit import clock
from tettpaa.kit.failpoints import failpoint
from tettpaa.messages.channels.claiming import claim, confirm, due, fail, give_up, skip
from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.channels.parcels import Parcel, Waits, parcel_of
from tettpaa.messages.channels.ports import NotTaken, Port, ports
from tettpaa.messages.channels.queueing import MAIL, people_to_digest, queue_digests, queue_urgent, urgent_to_mail
from tettpaa.schools.places.models import Owner

Clock = Callable[[], dt.datetime]


def has_something_to_send(owner: Owner, now: dt.datetime) -> bool:
    """Whether anything is to be written or carried now."""
    on = ports()
    if Delivery.objects.filter(due(now), to__owner=owner, channel__in=on).exists():
        return True
    return MAIL in on and (urgent_to_mail(owner, now).exists() or people_to_digest(owner, now).exists())


def send_due(owner: Owner, waits: Waits, now: Clock = clock.now) -> int:
    """Write and carry all that is due; answers how many parcels were taken. Can be killed anywhere and repeated."""
    on, sent = ports(), 0
    if MAIL in on:
        queue_urgent(owner, now())
        queue_digests(owner, now())
    try:
        while (held := claim(owner, frozenset(on), now())) is not None:
            sent += _carried(held, on, waits, now)
    finally:
        for port in on.values():
            port.close()
    return sent


def _carried(held: Delivery, on: Mapping[str, Port], waits: Waits, now: Clock) -> bool:
    """Whether the port took it."""
    failpoint("delivery.claimed")
    parcel = parcel_of(held, now(), waits)
    if not isinstance(parcel, Parcel):
        skip(held, parcel.why) if parcel.is_over else give_up(held, parcel.why)
        return False
    port = on[held.channel]
    if port.address_needed and not parcel.address:
        give_up(held, "no_address")
        return False
    try:
        port.carry(parcel)
    except NotTaken as fault:
        fail(held, fault.why, now(), is_final=fault.is_final, is_unsure=fault.is_unsure)
        return False
    failpoint("delivery.taken")
    confirm(held, now())
    return True
