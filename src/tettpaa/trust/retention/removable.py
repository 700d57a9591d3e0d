"""What a run can take: one class of rows, wherever it is kept. config/keeping.py lists them all."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tettpaa.schools.places.models import Owner
from tettpaa.trust.retention.rules import Kept


@dataclass(frozen=True)
class Due:
    """How many would go, by school key ('' for none); `unknown`: how many stay because the start is unknown."""

    counts: Mapping[str, int] = field(default_factory=dict)
    unknown: int = 0

    @property
    def planned(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Removal:
    """Who removes, when, for which run; `archive` is the folder the archive's package goes to."""

    run: int
    by: str
    at: dt.datetime
    archive: Path | None = None


class Removable(Protocol):
    """Each act is inside the caller's transaction, and writes tombstones before anything goes."""

    @property
    def kept(self) -> Kept: ...

    @property
    def name(self) -> str: ...

    @property
    def words(self) -> str:
        """What the schema says of its retention: the rule is found by it."""

    def due(self, owner: Owner, before: dt.date) -> Due: ...

    def remove(self, owner: Owner, before: dt.date, removal: Removal) -> int: ...

    def due_of(self, owner: Owner, pupil: int) -> Due: ...

    def remove_of(self, owner: Owner, pupil: int, removal: Removal) -> int: ...

    def replay(self, hashes: set[str], told: list[Mapping], removal: Removal) -> int:
        """Remove again what the ledger says was removed; how many went."""

    def tidy(self, owner: Owner) -> None:
        """After the transaction: what is no longer pointed at leaves the disk."""
