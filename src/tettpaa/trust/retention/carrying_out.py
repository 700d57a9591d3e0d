"""Carries an approved run out: each table in one transaction, so that it can be killed anywhere and gone on with."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.kit.failpoints import failpoint
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.retention import ledger
from tettpaa.trust.retention.database import empty_contact
from tettpaa.trust.retention.models import Run, RunPart
from tettpaa.trust.retention.removable import Removable, Removal
from tettpaa.trust.retention.rules import Happens
from tettpaa.trust.retention.states import BEGUN, DONE, STATES, may

CHANGED, NO_ARCHIVE = "changed", "no_archive"


def carry_out(*, run: Run, classes: Sequence[Removable], archive: Path | None, by: str, at: dt.datetime) -> Run:
    """Remove what was approved. A part that is done is not done again; one that cannot be done tells why and is left.

    Held are parts that would take more than was approved (plan anew), and those the archive must have first, where
    no folder for its package was given.
    """
    _begin(run, by, at)
    by_name = {each.name: each for each in classes}
    removal = Removal(run.pk, by, at)
    for name in [each.name for each in classes if run.parts.filter(name=each.name, stays="", done_at=None).exists()]:
        _carry_part(run, by_name[name], removal, archive)
        failpoint("retention.part_done")
    for each in classes:
        each.tidy(run.owner)
    return _end(run, by, at)


def replay(*, classes: Sequence[Removable], by: str, at: dt.datetime) -> dict[str, int]:
    """After a restore: whatever the ledger says was removed, goes again. Table → how many rows came back and went."""
    told = list(ledger.lines())
    hashes = ledger.all_hashes(told)
    counts = {}
    for each in classes:
        facts: list[Mapping] = [line.told for line in told if line.name == each.name and line.told]
        if each.name not in hashes:
            continue
        with transaction.atomic():
            counts[each.name] = each.replay(hashes[each.name], facts, Removal(0, by, at))
        failpoint("retention.replayed")
    if gone := {name: count for name, count in counts.items() if count}:
        record_event(by=by, at=at, action="removal_replayed", about=("ledger", "all"), details={"rows": gone})
    return counts


def _begin(run: Run, by: str, at: dt.datetime) -> None:
    with transaction.atomic():
        held = Run.objects.select_for_update().get(pk=run.pk)
        if held.state == BEGUN:
            return
        if not may(held.state, "begin_run"):
            raise ValidationError(_("Runden er ikke godkjent: %(state)s.") % {"state": _(STATES[held.state].word)})
        held.state = BEGUN
        held.save(update_fields=["state"])
        record_event(by=by, at=at, action=STATES[BEGUN].event, about=("run", run.pk), owner_id=run.owner_id)


def _carry_part(run: Run, each: Removable, removal: Removal, archive: Path | None) -> None:
    with transaction.atomic():
        part = RunPart.objects.select_for_update().get(run=run, name=each.name)
        if part.done_at is not None:
            return
        part.held = _held(run, part, each, archive)
        if not part.held:
            folder = archive / f"run-{run.pk}" if archive and part.happens == Happens.ARCHIVE else None
            part.removed = _removed(run, part, each, replace(removal, archive=folder))
            part.done_at = removal.at
            failpoint("retention.removed")
        part.save()


def _held(run: Run, part: RunPart, each: Removable, archive: Path | None) -> str:
    if part.planned and part.happens == Happens.ARCHIVE and archive is None:
        return NO_ARCHIVE
    now = each.due(run.owner, part.before) if part.before else each.due_of(run.owner, run.pupil_key or 0)
    return CHANGED if now.planned > part.planned else ""


def _removed(run: Run, part: RunPart, each: Removable, removal: Removal) -> int:
    if part.before is not None:
        return each.remove(run.owner, part.before, removal)
    assert run.pupil_key is not None  # noqa: S101 (an erasure has one until it is done)
    gone = each.remove_of(run.owner, run.pupil_key, removal)
    if each.name == "people" and (stayed := Person.objects.filter(pk=run.pupil_key).first()):
        empty_contact(stayed, removal)
    return gone


def _end(run: Run, by: str, at: dt.datetime) -> Run:
    """Done when every part is; the pupil's key is then forgotten here too."""
    with transaction.atomic():
        held = Run.objects.select_for_update().get(pk=run.pk)
        if held.state == DONE or held.parts.filter(stays="", done_at=None).exists():
            return held
        held.state, held.done_at, held.pupil_key = DONE, at, None
        held.save()
        rows = {part.name: part.removed for part in held.parts.all() if part.removed}
        record_event(
            by=by,
            at=at,
            action=STATES[DONE].event,
            about=("run", run.pk),
            owner_id=run.owner_id,
            details={"rows": rows},
        )
    return held
