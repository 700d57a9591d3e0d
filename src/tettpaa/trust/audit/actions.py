"""Writes the log. Callers are inside their own transaction, so event and decision stand or fall together."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction

from tettpaa.trust.audit.models import AccessRecord, AuditEvent


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
    return AuditEvent.objects.create(
        at=at,
        by=by,
        action=action,
        owner_id=owner_id,
        object_kind=kind,
        object_id=str(identity),
        details=dict(details or {}),
    )


def record_access(*, by: str, at: dt.datetime, page: str, kind: str, pupils: Iterable[tuple[int, str]]) -> None:
    """Log that each (pupil key, reason) was shown on `page`; committed when this returns.

    Durable: inside another transaction, which could still be rolled back, this fails.
    """
    with transaction.atomic(durable=True):
        AccessRecord.objects.bulk_create(
            AccessRecord(at=at, by=by, pupil_key=key, kind=kind, page=page, reason=reason) for key, reason in pupils
        )
