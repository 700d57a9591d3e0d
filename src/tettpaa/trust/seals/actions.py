"""Noting that pupils have changed school, closing the old school's file, and opening it where she comes back."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from tettpaa.kit.clock import OSLO
from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.seals.models import Seal, Sealable
from tettpaa.trust.seals.queries import rows_of_file, sealable_models
from tettpaa.trust.seals.rules import Move, Stay, moves


@dataclass(frozen=True)
class Told:
    """What is told of one pupil's schools now.

    `stays` as they now stand; `ended` those that were taken away with this; `before` the schools she was known to go to,
    with whether she still went there as far as anybody knew.
    """

    pupil: int
    stays: tuple[Stay, ...]
    ended: tuple[Stay, ...]
    before: Mapping[int, bool]


@transaction.atomic
def note_moves(*, owner: Owner, told: Collection[Told], about: tuple[str, object], by: str, at: dt.datetime) -> int:
    """Write from which day each old file is to be closed; what is called off is taken away. Answers how many are new.

    In the transaction that writes the roster: from its first moment nobody at the new school sees what is not closed yet.
    """
    on = at.astimezone(OSLO).date()
    open_seals: dict[int, dict[int, Seal]] = {}
    for seal in Seal.objects.filter(pupil__in=[each.pupil for each in told], lifted_at=None):
        open_seals.setdefault(seal.pupil_id, {})[seal.school_id] = seal
    noted = sum(_note(each, open_seals.get(each.pupil, {}), on, by, at) for each in told)
    if noted:
        record_event(by=by, at=at, action="moves_noted", about=about, owner_id=owner.pk, details={"files": noted})
    return noted


def _note(told: Told, seals: Mapping[int, Seal], on: dt.date, by: str, at: dt.datetime) -> int:
    """Of one pupil. A file that is closed already stays so."""
    notes = {school: seal for school, seal in seals.items() if seal.sealed_at is None}
    enrolled = {stay.school for stay in told.stays}
    remembered = [Stay(school, seal.left_on, seal.left_on) for school, seal in notes.items() if school not in enrolled]
    known = dict.fromkeys(told.before, False) | dict.fromkeys(notes, True)
    found = moves([*told.stays, *told.ended, *remembered], on, known)
    # Who has only left is told by the roster itself, as long as it says so.
    found = {school: move for school, move in found.items() if move.due_on is not None or school not in enrolled}
    for school in notes.keys() - found.keys():
        notes[school].delete()
    new = [school for school in found if school not in seals]
    for school in found.keys() - (seals.keys() - notes.keys()):
        _write(told, school, found[school], notes.get(school), on, by, at)
    return len(new)


def _write(
    told: Told, school: int, move: Move, note: Seal | None, on: dt.date, by: str, at: dt.datetime
) -> None:  # fmt: skip
    """All that is written until it is closed is the old school's, where people there have believed until now that she was
    theirs; else what is written before the day she goes only elsewhere.
    """
    is_late = move.due_on is not None and move.due_on <= on and told.before.get(school, False)
    was_late = note is not None and note.due_on is not None and note.written_before is None
    is_dated = move.due_on is not None and not is_late and not was_late
    before = dt.datetime.combine(move.due_on or on, dt.time(), OSLO) if is_dated else None
    known = {"left_on": move.left_on, "due_on": move.due_on, "written_before": before}
    Seal.objects.update_or_create(
        pupil_id=told.pupil, school_id=school, lifted_at=None, defaults=known,
        create_defaults=known | {"noted_at": at, "noted_by": by},
    )  # fmt: skip


def close_rows(*, seal: Seal, by: str, at: dt.datetime) -> int:
    """Put everything the old school wrote under the seal; answers how many rows. The caller's transaction holds."""
    counts = {model._meta.label: _put_under(model, seal) for model in sealable_models()}
    Seal.objects.filter(pk=seal.pk).update(sealed_at=at, sealed_by=by)
    rows = sum(counts.values())
    _record("file_sealed", seal, by, at, rows=rows)
    return rows


@transaction.atomic
def lift_seal(*, seal: Seal, by: str, at: dt.datetime) -> None:
    """She is back at the school, and nowhere else: what was written there is there again."""
    for model in sealable_models():
        model.everything.filter(seal=seal).update(seal=None)
    Seal.objects.filter(pk=seal.pk).update(lifted_at=at, lifted_by=by)
    _record("seal_lifted", seal, by, at)


def _put_under(model: type[Sealable], seal: Seal) -> int:
    return rows_of_file(model, seal).update(seal=seal)


def _record(action: str, seal: Seal, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=("seal", seal.pk), owner_id=seal.pupil.owner_id,
        details={"pupil": seal.pupil_id, "school": seal.school_id, **details},
    )  # fmt: skip
