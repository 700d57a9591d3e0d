"""The safety ledger: what has been removed, outside the database, so that a restored backup can be told.

One line a batch in a file (TETTPAA_REMOVED) that backups do not reach back into: the table, and a keyed hash of each row
that went, made from its key and what never changes in it. Nobody can read who they were. Lines are chained by a
seal; one that was changed, swapped or cut out in the middle is found. A line torn by a crash is taken off by the next.
"""

import fcntl
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import Any

from django.conf import settings

from tettpaa.kit.disk import force_to_disk
from tettpaa.trust.identity.keys import keyed_hash

A_LINE = 400
TAIL = 1 << 16
START = "0" * 64


class LedgerBroken(Exception):
    """The ledger does not hang together from this line on."""


@dataclass(frozen=True)
class Line:
    """One batch: the table's name, the hashes, and facts about no person that the table's own replay needs."""

    name: str
    rows: tuple[str, ...]
    told: dict[str, Any]
    run: int
    at: str


def tombstone(name: str, *parts: object) -> str:
    """The keyed hash of one row."""
    return keyed_hash("retention.tombstone", "\x1f".join([name, *map(str, parts)]))


def bury(name: str, rows: Sequence[str], *, run: int, at: str, told: dict[str, Any] | None = None) -> None:
    """Write hashes of what is about to go, on the disk when this returns. Twice is no harm."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        seal = _last_seal(file)
        for batch in batched(rows, A_LINE) if rows else [()]:
            content = {"name": name, "rows": list(batch), "told": told or {}, "run": run, "at": at}
            seal = _seal(seal, content)
            file.write(json.dumps(content | {"seal": seal}, sort_keys=True).encode() + b"\n")
        file.flush()
        force_to_disk(path)
    if is_new:
        path.chmod(0o600)
        force_to_disk(path.parent)


def lines() -> Iterator[Line]:
    """Every line, the oldest first; raises LedgerBroken where one does not follow from the one before."""
    path, seal = _path(), START
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            if not raw.endswith(b"\n"):
                return  # torn by a crash: what it was about to tell did not go
            content = json.loads(raw)
            seal, expected = content.pop("seal"), _seal(seal, content)
            if seal != expected:
                raise LedgerBroken(number)
            yield Line(content["name"], tuple(content["rows"]), content["told"], content["run"], content["at"])


def all_hashes(told: Iterable[Line]) -> dict[str, set[str]]:
    """Table's name → the hashes of everything of it that has been removed."""
    found: dict[str, set[str]] = {}
    for line in told:
        found.setdefault(line.name, set()).update(line.rows)
    return found


def _path() -> Path:
    return Path(settings.TETTPAA_REMOVED)


def _seal(before: str, content: dict[str, Any]) -> str:
    return keyed_hash("retention.ledger", before + json.dumps(content, sort_keys=True))


def _last_seal(file: Any) -> str:
    """The seal of the last whole line; what was torn after it is cut away."""
    size = file.seek(0, 2)
    whole = _end_of_last_line(file, size)
    if whole != size:
        file.truncate(whole)
    if not whole:
        return START
    file.seek(max(0, whole - TAIL))
    last = file.read(whole - max(0, whole - TAIL)).splitlines()[-1]
    file.seek(whole)
    return str(json.loads(last)["seal"])


def _end_of_last_line(file: Any, size: int) -> int:
    begins = max(0, size - TAIL)
    file.seek(begins)
    place = file.read(size - begins).rfind(b"\n")
    return begins + place + 1 if place >= 0 else 0
