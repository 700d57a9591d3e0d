"""Every change of an import's state: one transaction with its event in the log."""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence

from django.db import transaction

from tettpaa.identify.imports.models import Flow, Import
from tettpaa.identify.imports.states import STATES, may_become
from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event


class NotNow(Exception):
    """The import is in a state from which this cannot be done."""


def new_import_id(at: dt.datetime) -> str:
    """Sorts by time, and cannot be guessed."""
    return f"{at:%Y%m%dT%H%M%S}-{secrets.token_hex(6)}"


def receive(
    *, import_id: str, owner: Owner, kind: str, school_year: int, file_name: str, file_hash: str, file_size: int,
    by: str, at: dt.datetime,
) -> Import:  # fmt: skip
    """Enter a package that has arrived and been copied to the import's folder."""
    with transaction.atomic():
        received = Import.objects.create(
            id=import_id, owner=owner, kind=kind, school_year=school_year, file_name=file_name, file_hash=file_hash,
            file_size=file_size, state="received", received_at=at, received_by=by, heartbeat_at=at,
        )  # fmt: skip
        _log(received, by=by, at=at, details={"kind": kind, "school_year": school_year, "bytes": file_size})
    return received


def mark_staged(held: Import, *, mode: str, total_rows: int, by: str, at: dt.datetime) -> None:
    """All files are read."""
    _move(held, "staged", by=by, at=at, mode=mode, total_rows=total_rows, done_rows=0)


def mark_checked(held: Import, *, warning_count: int, by: str, at: dt.datetime) -> None:
    """Every row is checked and none refused."""
    _move(held, "checked", by=by, at=at, warning_count=warning_count)


def mark_compared(
    held: Import,
    *,
    counts: Mapping,
    compared_after: int,
    holds: Sequence[Mapping],
    warning_count: int,
    by: str,
    at: dt.datetime,
) -> None:
    """Compared with what is held; the brake is on where there are `holds`."""
    _move(
        held, "held" if holds else "compared", by=by, at=at, counts=dict(counts), compared_after=compared_after,
        brake=list(holds), warning_count=warning_count,
    )  # fmt: skip


def approve(held: Import, *, reason: str, by: str, at: dt.datetime, is_unattended: bool = False) -> None:
    """Let it through. A reason is required where the brake is on."""
    if held.brake and not reason.strip():
        raise NotNow("brake needs a reason")
    _move(
        held, "approved", by=by, at=at, approved_at=at, approved_by=by, approval_reason=reason.strip(),
        is_unattended=is_unattended,
    )  # fmt: skip


def begin_commit(held: Import, *, by: str, at: dt.datetime) -> None:
    """From here on it is carried to its end, whatever happens."""
    _move(held, "committing", by=by, at=at)


def mark_committed(held: Import, *, by: str, at: dt.datetime) -> None:
    """Called inside the transaction that writes the roster and moves the versions."""
    _move(held, "committed", by=by, at=at, committed_at=at, message="")


def refuse(held: Import, *, problem_count: int, warning_count: int, by: str, at: dt.datetime) -> None:
    """The package has faults; nothing is changed."""
    _move(held, "refused", by=by, at=at, problem_count=problem_count, warning_count=warning_count)


def fail(held: Import, *, message: str, by: str, at: dt.datetime) -> None:
    """Something on our side cannot be mended by trying again; nothing is changed."""
    _move(held, "failed", by=by, at=at, message=message)


def cancel(held: Import, *, by: str, at: dt.datetime) -> None:
    """Withdraw an import that has not begun to be committed."""
    _move(held, "cancelled", by=by, at=at)


def note_trouble(held: Import, *, message: str, at: dt.datetime) -> None:
    """Say what stopped it this time; the state stays, so that it can be carried on. No event: nothing is decided."""
    Import.objects.filter(pk=held.pk).update(message=message, heartbeat_at=at)


def note_progress(held: Import, *, step: str, done: int, total: int, at: dt.datetime) -> None:
    """How far it has come, for whoever watches."""
    Import.objects.filter(pk=held.pk).update(step=step, done_rows=done, total_rows=total, heartbeat_at=at)


def declare_flow(*, owner: Owner, kind: str, reason: str, by, at: dt.datetime) -> Flow:
    """Let this source pass without a person looking. The brake holds it all the same."""
    with transaction.atomic():
        flow = Flow.objects.create(owner=owner, kind=kind, declared_by=by, declared_at=at, reason=reason)
        record_event(by=str(by), action="flow_declared", at=at, about=("flow", flow.pk), owner_id=owner.pk,
                     details={"kind": kind})  # fmt: skip
    return flow


def end_flow(flow: Flow, *, by, at: dt.datetime) -> None:
    """From now on somebody looks at every import of this source."""
    with transaction.atomic():
        Flow.objects.filter(pk=flow.pk, ended_at=None).update(ended_at=at)
        record_event(by=str(by), action="flow_ended", at=at, about=("flow", flow.pk), owner_id=flow.owner_id)


def _move(held: Import, wanted: str, *, by: str, at: dt.datetime, **fields: object) -> None:
    with transaction.atomic():
        # Read again under the lock: the page and the command line may act on the same import.
        now = Import.objects.select_for_update().get(pk=held.pk)
        if not may_become(now.state, wanted):
            raise NotNow(f"{now.state} cannot become {wanted}")
        for name, value in {"state": wanted, "step": "", "heartbeat_at": at, **fields}.items():
            setattr(held, name, value)
        held.save(update_fields=["state", "step", "heartbeat_at", *fields])
        _log(held, by=by, at=at, details=_details(held))


def _log(held: Import, *, by: str, at: dt.datetime, details: Mapping) -> None:
    record_event(
        by=by, action=STATES[held.state].event, at=at, about=("import", held.pk), owner_id=held.owner_id,
        details=details,
    )  # fmt: skip


def _details(held: Import) -> dict:
    if held.state in ("compared", "held", "committed"):
        return {"counts": held.counts, "holds": len(held.brake)}
    if held.state in ("refused", "checked"):
        return {"problems": held.problem_count, "warnings": held.warning_count}
    return {}
