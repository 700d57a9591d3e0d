"""Brings the copy up to date: new rows of every lane, in order, on the disk before it is said that they are there."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from tettpaa.kit.failpoints import failpoint
from tettpaa.trust.audit.chain.links import LANE, lane_of
from tettpaa.trust.audit.chain.verify import CHAINS
from tettpaa.trust.audit.models import ChainHead, LogRow, Tombstone
from tettpaa.trust.audit.second_place.files import Copy, Reached, add, reached_line, written

A_BATCH = 2_000


class NoCopy(Exception):
    """TETTPAA_AUDIT_COPY names no second place."""


class CopyIsAhead(Exception):
    """The copy holds rows that the log no longer has: somebody has cut the log. Nothing is copied over that."""


@dataclass(frozen=True)
class Lag:
    """Rows not yet copied, and when the oldest of them was written; None where there are none."""

    rows: int
    oldest_at: dt.datetime | None


def the_copy() -> Copy:
    """The second place of this installation."""
    if not settings.TETTPAA_AUDIT_COPY:
        raise NoCopy
    return Copy(Path(settings.TETTPAA_AUDIT_COPY))


def export(*, at: dt.datetime) -> int:
    """Copy what is not yet copied; how many rows. Killed at any moment, the next one goes on from there."""
    copy = the_copy()
    with copy.alone():
        reached = _from_where(copy)
        path = copy.file_of(at.date())
        if not path.exists():
            add(path, [written(reached_line(reached, at))])
        count = 0
        for batch in _new_rows(reached):
            add(path, [written(row) for row in batch])
            failpoint("audit.copied")
            count += len(batch)
            for row in batch:
                reached[row["chain"]][lane_of(row["id"])] = row["id"]
        if count:
            add(path, [written(reached_line(reached, at))])
    return count


def lag() -> Lag:
    """How far the copy is behind the log."""
    reached = the_copy().reached()
    rows = 0
    oldest: list[dt.datetime] = []
    for head in ChainHead.objects.all():
        last = reached.get(head.chain, {}).get(head.lane, head.lane * LANE)
        waiting = _rows_after(CHAINS[head.chain], head.lane, last)
        rows += waiting.count()
        oldest += waiting.order_by("id").values_list("at", flat=True)[:1]
    return Lag(rows, min(oldest, default=None))


def is_behind() -> bool:
    """Whether there is anything to copy: one read of the database, and the end of one file."""
    reached = the_copy().reached()
    return any(
        head.last > reached.get(head.chain, {}).get(head.lane, head.lane * LANE) for head in ChainHead.objects.all()
    )


def as_line(chain: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the copy keeps it: what is empty is left out, as in its digest."""
    told = {name: value for name, value in row.items() if value not in ("", None, {}, [])}
    instant = row["at"].astimezone(dt.UTC).isoformat(timespec="microseconds")
    return {"chain": chain} | told | {"at": instant, "digest": bytes(row["digest"]).hex()}


def _from_where(copy: Copy) -> Reached:
    """Where each lane is to go on; a lane never copied begins after what retention has taken."""
    known = copy.reached()
    begun: Reached = {}
    buried = {(stone.chain, lane_of(stone.first)): stone.last for stone in Tombstone.objects.order_by("last")}
    for head in ChainHead.objects.all():
        first = buried.get((head.chain, head.lane), head.lane * LANE)
        last = known.get(head.chain, {}).get(head.lane, first)
        if last > head.last:
            raise CopyIsAhead
        begun.setdefault(head.chain, {})[head.lane] = last
    return begun


def _new_rows(reached: Reached) -> Iterator[list[dict[str, Any]]]:
    for chain, lanes in reached.items():
        model = CHAINS[chain]
        for lane, last in sorted(lanes.items()):
            while batch := list(_rows_after(model, lane, last).order_by("id").values()[:A_BATCH]):
                last = batch[-1]["id"]
                yield [as_line(chain, row) for row in batch]


def _rows_after(model: type[LogRow], lane: int, last: int) -> QuerySet[LogRow]:
    return model._default_manager.filter(id__gt=last, id__lt=(lane + 1) * LANE)
