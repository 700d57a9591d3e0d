"""Each quarter every custodian is told that the round has begun, whether or not anybody is cleared: so it tells nothing."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from tettpaa.messages.outbox.actions import tell
from tettpaa.messages.outbox.models import Message
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_on
from tettpaa.schools.places.models import Owner
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.recertification.models import Round

KIND, ABOUT = "custodians_asked", "custodians"


def untold_custodians(owner: Owner, opened: Round, on: dt.date) -> QuerySet[Person]:
    """Custodians of the owner's schools who have not been told of this round."""
    granted = RoleGrant.objects.filter(live_on(on), owner=owner, role=RoleGrant.Role.CUSTODIAN, user__is_active=True)
    told = Message.objects.filter(kind=KIND, once=f"{ABOUT}:{opened.period}").values("to")
    people = Person.objects.filter(pk__in=granted.values("user__person"), is_gone=False).exclude(pk__in=told)
    return people.order_by("pk")


def is_due(owner: Owner, on: dt.date) -> bool:
    return any(untold_custodians(owner, opened, on).exists() for opened in _open(owner))


def tell_custodians(owner: Owner, *, by: str, at: dt.datetime, on: dt.date) -> None:
    """Once a round; a custodian who comes later is told too."""
    for opened in _open(owner):
        with transaction.atomic():
            for person in untold_custodians(owner, opened, on):
                tell(to=person, kind=KIND, about=ABOUT, once=str(opened.period), by=by, at=at)


def _open(owner: Owner) -> QuerySet[Round]:
    return Round.objects.filter(owner=owner, closed_at=None).order_by("period")
