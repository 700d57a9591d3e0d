"""Finds what has been done to the log behind the program's back, by whoever can write the database.

Every row is counted and linked again from the first, with keys the database does not hold. A lane that was cut
off at its end and had its head set back looks whole from here; the second place (`copy/`) tells.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tettpaa.trust.audit.chain import walls
from tettpaa.trust.audit.chain.keys import all_keys
from tettpaa.trust.audit.chain.links import LANE, START, content_of, first_of, lane_of, link
from tettpaa.trust.audit.chain.purge import seal_of
from tettpaa.trust.audit.models import AccessRecord, AuditEvent, ChainHead, LogRow, Tombstone

CHAINS: dict[str, type[LogRow]] = {model.NAME: model for model in (AuditEvent, AccessRecord)}
A_BATCH = 5_000


@dataclass(frozen=True)
class Fault:
    """`code` is a key of `telling.WORDS`; `first` and `last` number the rows it is about, 0 where it is about none."""

    code: str
    chain: str = ""
    first: int = 0
    last: int = 0


@dataclass
class Walk:
    """One lane, walked from its first row. `seen` counts the rows."""

    chain: str
    lane: int
    keys: Sequence[bytes]
    seen: int = 0
    key: int = 0
    digest: bytes | None = START

    def __post_init__(self) -> None:
        self.last = self.lane * LANE

    def over_tombstones(self, stones: Sequence[Tombstone]) -> Iterator[Fault]:
        """Begin after what retention has taken."""
        for stone in stones:
            if bytes(stone.seal) not in [seal_of(stone, key) for key in self.keys]:
                yield Fault("tombstone_forged", self.chain, stone.first, stone.last)
            elif stone.first != self.last + 1:
                yield Fault("missing", self.chain, self.last + 1, stone.first - 1)
            self.last, self.digest = stone.last, bytes(stone.digest)

    def over_row(self, row: Mapping[str, Any]) -> Iterator[Fault]:
        """Whether the row is the next, and linked to the one before. After a fault the walk goes on from the row."""
        number, digest = row["id"], bytes(row["digest"])
        self.seen += 1
        if number <= self.last:
            yield Fault("inserted", self.chain, number, number)
            return
        if number > self.last + 1:
            yield Fault("missing", self.chain, self.last + 1, number - 1)
        elif not self._fits(digest, content_of(self.chain, number, row)):
            yield Fault("changed", self.chain, number, number)
        self.last, self.digest = number, digest

    def _fits(self, digest: bytes, content: bytes) -> bool:
        """Linked with the key of the row before, or one that came after it: never with one that was laid aside."""
        for place in range(self.key, len(self.keys)):
            if self.digest is not None and link(self.keys[place], self.digest, content) == digest:
                self.key = place
                return True
        return False


def verify() -> tuple[int, list[Fault]]:
    """(how many rows were walked, everything that is wrong). Rows may be added meanwhile."""
    faults = [Fault("wall_missing", name) for name in walls.missing()]
    seen = 0
    for chain, model in CHAINS.items():
        heads = list(ChainHead.objects.filter(chain=chain).order_by("lane"))
        faults += _outside(model, [head.lane for head in heads])
        stones = list(Tombstone.objects.filter(chain=chain).order_by("first"))
        for head in heads:
            walk = Walk(chain, head.lane, all_keys())
            faults += walk.over_tombstones([stone for stone in stones if lane_of(stone.first) == head.lane])
            faults += _walk_to_head(walk, model)
            seen += walk.seen
    return seen, faults


def _walk_to_head(walk: Walk, model: type[LogRow]) -> Iterator[Fault]:
    """To the end of the lane, and on while others add to it; then the end must be where the head says."""
    while True:
        yield from _walk_rows(walk, model)
        head = ChainHead.objects.get(chain=walk.chain, lane=walk.lane)
        if head.last <= walk.last or not _has_rows_after(walk, model):
            break
    if head.last > walk.last:
        yield Fault("missing", walk.chain, walk.last + 1, head.last)
    elif head.last < walk.last:
        yield Fault("inserted", walk.chain, head.last + 1, walk.last)
    elif bytes(head.digest) != walk.digest:
        yield Fault("head_changed", walk.chain, head.last, head.last)


def _walk_rows(walk: Walk, model: type[LogRow]) -> Iterator[Fault]:
    after = walk.lane * LANE - 1 if not walk.seen else walk.last
    while batch := list(_rows_of(model, walk.lane).filter(id__gt=after).order_by("id").values()[:A_BATCH]):
        for row in batch:
            yield from walk.over_row(row)
        after = batch[-1]["id"]


def _has_rows_after(walk: Walk, model: type[LogRow]) -> bool:
    return _rows_of(model, walk.lane).filter(id__gt=walk.last).exists()


def _rows_of(model: type[LogRow], lane: int) -> QuerySet[LogRow]:
    return model._default_manager.filter(id__gte=lane * LANE, id__lt=(lane + 1) * LANE)


def _outside(model: type[LogRow], lanes: Sequence[int]) -> Iterator[Fault]:
    """Rows in lanes that do not exist."""
    strangers = model._default_manager.all()
    for lane in lanes:
        strangers = strangers.exclude(id__gte=first_of(lane), id__lt=(lane + 1) * LANE)
    for number in strangers.values_list("id", flat=True)[:10]:
        yield Fault("inserted", model.NAME, number, number)
