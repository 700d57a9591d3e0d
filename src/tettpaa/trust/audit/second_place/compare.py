"""Holds the log against its copy: what was cut off, put in or changed in one of them shows in the other."""

from collections.abc import Iterator, Sequence
from typing import Any

from tettpaa.trust.audit.chain.keys import all_keys
from tettpaa.trust.audit.chain.links import LANE, START, content_of, lane_of, link
from tettpaa.trust.audit.chain.verify import CHAINS, Fault
from tettpaa.trust.audit.models import ChainHead, Tombstone
from tettpaa.trust.audit.second_place.export import the_copy
from tettpaa.trust.audit.second_place.files import reached_in

A_BATCH = 1_000
# The copy's lines keep the names of the rows' own columns, and these besides.
BESIDE = frozenset({"chain"})


class Reading:
    """The copy read from its first line; `last` and `digest` tell where each lane of it has come."""

    def __init__(self, stones: Sequence[Tombstone]) -> None:
        self.last: dict[tuple[str, int], int] = {}
        self.digest: dict[tuple[str, int], bytes | None] = {}
        self.keys = all_keys()
        # Where a copy may begin: at a lane's start, or after what retention has taken.
        self.ends = {(stone.chain, stone.last): bytes(stone.digest) for stone in stones}
        self.ends |= {(chain, lane * LANE): START for chain, lane in ChainHead.objects.values_list("chain", "lane")}

    def faults_in(self, line: dict[str, Any]) -> Iterator[Fault]:
        """Whether the line follows the one before it in its lane, and is as it was written."""
        if "reached" in line:
            for chain, lanes in reached_in(line).items():
                for lane, reached in lanes.items():
                    yield from self._faults_at(chain, lane, reached)
            return
        chain, number, digest = line["chain"], line["id"], bytes.fromhex(line["digest"])
        place = (chain, lane_of(number))
        last = self.last.get(place, number - 1)
        if number <= last:
            return  # written twice: by a kill between the rows and the line that says they are there
        if number > last + 1:
            yield Fault("copy_missing", chain, last + 1, number - 1)
        elif (before := self.digest.get(place)) is not None:
            content = content_of(chain, number, {name: v for name, v in line.items() if name not in BESIDE})
            if digest not in [link(key, before, content) for key in self.keys]:
                yield Fault("copy_changed", chain, number, number)
        self.last[place], self.digest[place] = number, digest

    def _faults_at(self, chain: str, lane: int, reached: int) -> Iterator[Fault]:
        """The line that says how far must say what the rows before it say; the first one says where they begin."""
        last = self.last.get((chain, lane))
        if last is None:
            self.digest[chain, lane] = self.ends.get((chain, reached))
        elif reached > last:
            yield Fault("copy_missing", chain, last + 1, reached)
            self.digest[chain, lane] = None
        self.last[chain, lane] = max(reached, last or reached)


def compare() -> tuple[int, list[Fault]]:
    """(how many rows of the copy were held against the log, everything that is wrong)."""
    stones = list(Tombstone.objects.all())
    reading, seen = Reading(stones), 0
    faults: list[Fault] = []
    waiting: list[dict[str, Any]] = []
    for _path, line in the_copy().lines():
        faults += reading.faults_in(line)
        if "reached" in line:
            continue
        waiting.append(line)
        if len(waiting) >= A_BATCH:
            faults += _against_the_log(waiting, stones)
            seen, waiting = seen + len(waiting), []
    faults += _against_the_log(waiting, stones)
    return seen + len(waiting), faults


def _against_the_log(lines: Sequence[dict[str, Any]], stones: Sequence[Tombstone]) -> Iterator[Fault]:
    for chain, model in CHAINS.items():
        copied = {line["id"]: line["digest"] for line in lines if line["chain"] == chain}
        held = dict(model._default_manager.filter(id__in=list(copied)).values_list("id", "digest"))
        for number, digest in copied.items():
            if number in held:
                if bytes(held[number]).hex() != digest:
                    yield Fault("differs", chain, number, number)
            elif not any(stone.chain == chain and stone.first <= number <= stone.last for stone in stones):
                yield Fault("gone", chain, number, number)
