"""Writes the log. Callers are inside their own transaction, so event and decision stand or fall together."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from tettpaa.kit.failpoints import failpoint
from tettpaa.trust.audit.chain import purge
from tettpaa.trust.audit.chain.verify import CHAINS
from tettpaa.trust.audit.chain.writing import append
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.audit.things import purpose_of


@dataclass(frozen=True)
class Look:
    """One pupil shown: `reason` begins with the reader's role ('contact_teacher 2025-08-18'), `unit` is the school."""

    pupil: int
    reason: str
    unit: int | None = None

    @property
    def role(self) -> str:
        return self.reason.partition(" ")[0]


def record_event(
    *,
    by: str,
    action: str,
    at: dt.datetime,
    about: tuple[str, object],
    owner_id: int | None = None,
    details: Mapping | None = None,
) -> AuditEvent:
    """Log one decision. `action` is NOUN_PAST ('import_approved'), `about` is (kind, id).

    `details` holds keys and figures only, never names or free text about a person.
    """
    kind, identity = about
    event = AuditEvent(
        at=at,
        by=by,
        action=action,
        owner_id=owner_id,
        object_kind=kind,
        object_id=str(identity),
        details=dict(details or {}),
    )
    append([event])
    return event


def record_access(
    *, by: str, at: dt.datetime, page: str, kind: str, thing: str, purpose: str, looks: Iterable[Look]
) -> None:  # fmt: skip
    """Log that each pupil was shown on `page`; committed when this returns.

    `thing` and `purpose` are codes of `things.py`; who got in by an emergency opening reads for that. Durable: inside
    another transaction, which could still be rolled back, this fails.
    """
    with transaction.atomic(durable=True):
        append([
            AccessRecord(
                at=at, by=by, pupil_key=look.pupil, kind=kind, page=page, thing=thing,
                purpose=purpose_of(look.role, purpose), role=look.role, unit=look.unit, reason=look.reason,
            )
            for look in looks
        ])  # fmt: skip
    failpoint("audit.committed")


def take_oldest(*, older_than: dt.datetime, reason: str, by: str, at: dt.datetime) -> int:
    """Retention takes what is older from the beginning of the log, and leaves signed tombstones. How many rows went."""
    with transaction.atomic():
        taken = {
            chain: purge.take_oldest(model, older_than=older_than, reason=reason, by=by, at=at)
            for chain, model in CHAINS.items()
        }
        counts = {chain: sum(piece.last - piece.first + 1 for piece in pieces) for chain, pieces in taken.items()}
        if any(counts.values()):
            details = {"older_than": older_than.isoformat(), "rows": counts}
            record_event(by=by, at=at, action="log_shortened", about=("log", "oldest"), details=details)
    return sum(counts.values())
