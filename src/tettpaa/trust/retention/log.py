"""The log leaves by its own way only (`trust/audit/chain/purge.py`), from its beginning, with signed tombstones."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tettpaa.kit.clock import OSLO
from tettpaa.schema import DECISION_TABLES
from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import take_oldest
from tettpaa.trust.audit.chain.verify import CHAINS
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.retention import ledger
from tettpaa.trust.retention.removable import Due, Removal
from tettpaa.trust.retention.rules import Kept


@dataclass(frozen=True)
class LogClass:
    """The whole log, as one class: it is every owner's, so the owner who keeps it longest decides (`queries.py`)."""

    kept: Kept
    name: str = "audit"

    @property
    def words(self) -> str:
        return DECISION_TABLES[self.kept.table].retention

    def due(self, owner: Owner, before: dt.date) -> Due:
        """As many at most: a row stays as long as an older number stands behind a younger."""
        old = sum(model._default_manager.filter(at__lt=_instant(before)).count() for model in CHAINS.values())
        return Due({"": old} if old else {})

    def remove(self, owner: Owner, before: dt.date, removal: Removal) -> int:
        told = {"before": before.isoformat()}
        ledger.bury(self.name, [], run=removal.run, at=removal.at.isoformat(), told=told)
        return take_oldest(older_than=_instant(before), reason=self.words, by=removal.by, at=removal.at)

    def due_of(self, owner: Owner, pupil: int) -> Due:
        rows = AccessRecord.objects.filter(pupil_key=pupil).count()
        return Due({"": rows} if rows else {})

    def remove_of(self, owner: Owner, pupil: int, removal: Removal) -> int:
        raise PermissionError("nothing is taken out of the middle of the log")

    def replay(self, hashes: set[str], told: list[Mapping], removal: Removal) -> int:
        days = [dt.date.fromisoformat(each["before"]) for each in told]
        if not days:
            return 0
        return take_oldest(older_than=_instant(max(days)), reason=self.words, by=removal.by, at=removal.at)

    def tidy(self, owner: Owner) -> None:
        return None


def _instant(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), OSLO)
