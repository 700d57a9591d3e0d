"""The owners' choices as the decision takes them."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tettpaa.trust.guardians.models import FieldChoice
from tettpaa.trust.guardians.rules import Band, Choices, Says

WAITING = Q(needs_approval=True, approved_at=None)
IN_FORCE = Q(replaced_at=None) & ~WAITING


def choices_of(owners: Iterable[int]) -> dict[int, Choices]:
    """Owner → what it has chosen and what of it is in force. One read."""
    found: dict[int, dict[tuple[str, Band], Says]] = {}
    chosen = FieldChoice.objects.filter(IN_FORCE, owner__in=owners).order_by("pk")
    for owner, thing, band, says in chosen.values_list("owner_id", "thing", "band", "says"):
        found.setdefault(owner, {})[thing, Band(band)] = Says(says)
    return dict(found)


def waiting_choices(owner: int) -> QuerySet[FieldChoice]:
    """Looser choices that nobody has approved or refused, the oldest first."""
    return FieldChoice.objects.filter(WAITING, owner=owner, replaced_at=None).order_by("chosen_at", "pk")
