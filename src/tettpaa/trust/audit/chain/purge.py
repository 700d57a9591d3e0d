"""The one way rows leave the log: from the beginning of a lane, when retention says so, with a signed tombstone left."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from tettpaa.trust.audit.chain.keys import key_now
from tettpaa.trust.audit.chain.links import LANE, content_of, first_of, link
from tettpaa.trust.audit.models import ChainHead, LogRow, Tombstone


@dataclass(frozen=True)
class Taken:
    """What one purge took from one lane."""

    first: int
    last: int


def take_oldest(
    model: type[LogRow], *, older_than: dt.datetime, reason: str, by: str, at: dt.datetime
) -> list[Taken]:  # fmt: skip
    """Remove each lane's rows up to its first that is not older; what a younger row stands before, stays with it."""
    with transaction.atomic():
        lanes = ChainHead.objects.filter(chain=model.NAME).select_for_update().order_by("lane")
        found = [_take_from(model, head, older_than, reason, by, at) for head in lanes]
    return [taken for taken in found if taken is not None]


def seal_of(stone: Tombstone, key: bytes) -> bytes:
    """Signs everything the tombstone says."""
    told = {
        "last": stone.last, "digest": bytes(stone.digest).hex(), "newest_at": stone.newest_at, "at": stone.at,
        "by": stone.by, "reason": stone.reason,
    }  # fmt: skip
    return link(key, b"tombstone", content_of(stone.chain, stone.first, told))


def _take_from(
    model: type[LogRow], head: ChainHead, older_than: dt.datetime, reason: str, by: str, at: dt.datetime
) -> Taken | None:
    rows = model._default_manager.filter(id__gte=first_of(head.lane), id__lt=(head.lane + 1) * LANE)
    oldest = rows.order_by("id").values_list("id", flat=True).first()
    stays = rows.filter(at__gte=older_than).order_by("id").values_list("id", flat=True).first()
    last = stays - 1 if stays is not None else head.last
    if oldest is None or last < oldest:
        return None
    going = rows.filter(id__lte=last)
    stone = Tombstone(
        chain=model.NAME, first=oldest, last=last, digest=rows.get(id=last).digest,
        newest_at=going.aggregate(newest=Max("at"))["newest"], reason=reason, at=at, by=by,
    )  # fmt: skip
    stone.seal = seal_of(stone, key_now())
    stone.save(force_insert=True)
    going.delete()
    return Taken(oldest, last)
