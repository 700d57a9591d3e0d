"""What an owner has chosen to round to."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tettpaa.schools.places.models import Owner
from tettpaa.trust.disclosure.models import RoundingChoice
from tettpaa.trust.disclosure.rules import AS_COUNTED, Choice, in_force

WAITING = Q(needs_approval=True, approved_at=None, closed_at=None)
HOLDS = Q(needs_approval=False) | Q(approved_at__isnull=False)


def rounding_of(owner: Owner, on: dt.date) -> int:
    """What is told of the owner's pupils together is rounded to this. One read: ask once for a request or a job."""
    return roundings_of([owner.pk], on)[owner.pk]


def roundings_of(owners: Iterable[int], on: dt.date) -> dict[int, int]:
    """Owner → the same. One read."""
    found: dict[int, list[Choice]] = {owner: [] for owner in owners}
    chosen = RoundingChoice.objects.filter(HOLDS, owner__in=found).order_by("pk")
    for owner, rounded_to, valid_from in chosen.values_list("owner_id", "rounded_to", "valid_from"):
        found[owner].append(Choice(rounded_to, valid_from))
    return {owner: in_force(choices, on) if choices else AS_COUNTED for owner, choices in found.items()}


def waiting_rounding(owner: Owner) -> RoundingChoice | None:
    """The finer choice that nobody has approved or refused."""
    return RoundingChoice.objects.filter(WAITING, owner=owner).first()


def roundings_chosen(owner: Owner) -> QuerySet[RoundingChoice]:
    """Every choice that holds, has held or will, the newest first."""
    return RoundingChoice.objects.filter(HOLDS, owner=owner).order_by("-valid_from", "-pk")
