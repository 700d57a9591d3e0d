"""Ordering an export, answering an order, and marking that a file was made, fetched, withdrawn or deleted."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.exports import store
from tettpaa.trust.exports.models import Export, ExportedPupil
from tettpaa.trust.exports.registry import Kind, Place
from tettpaa.trust.exports.rules import Limits, faults_in_order, gone_at, needs_approval
from tettpaa.trust.exports.states import EXPIRED, LAPSED, ORDERED, READY, REFUSED, WAITING, WITHDRAWN, may_become
from tettpaa.trust.exports.words import fault_words
from tettpaa.trust.identity.models import User


def order_export(
    *, export_id: str, user: User, kind: Kind, place: Place, pupils: Sequence[Person], file_format: str, purpose: str,
    limits: Limits, by: str, at: dt.datetime,
) -> Export:  # fmt: skip
    """Ask for a file of these pupils. The caller has found them within the user's rights (`queries.pupils_for`).

    Under an id that is taken it is the file already ordered: the form was sent twice.
    """
    if (ordered := Export.objects.filter(pk=export_id, user=user).first()) is not None:
        return ordered
    found = faults_in_order(limits=limits, purpose=purpose, pupils=len(pupils), file_format=file_format)
    if found:
        raise ValidationError({field or "__all__": fault_words(fault) for field, fault in found.items()})
    owner = place.school.owner if hasattr(place, "school") else place.owner
    with transaction.atomic():
        export = Export.objects.create(
            id=export_id, user=user, owner=owner, kind=kind.name, place=place.pk, about=str(place)[:200],
            file_format=file_format, purpose=purpose.strip(), pupils=len(pupils),
            state=WAITING if needs_approval(limits, len(pupils)) else ORDERED, ordered_at=at,
        )  # fmt: skip
        _set_contents(export, [pupil.pk for pupil in pupils])
        _record("export_ordered", export, by, at, place=export.place, format=file_format, pupils=export.pupils)
    return export


def approve_export(*, export: Export, by: str, at: dt.datetime) -> None:
    """Another than the orderer says yes. The caller has asked that they may take out every one of the pupils."""
    _answer(export, ORDERED, by=by, at=at)


def refuse_export(*, export: Export, reason: str, by: str, at: dt.datetime) -> None:
    """Another than the orderer says no, and why."""
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor du ikke godkjenner.")})
    _answer(export, REFUSED, by=by, at=at, refusal=reason.strip())


def _answer(export: Export, state: str, *, by: str, at: dt.datetime, refusal: str = "") -> None:
    if export.user.username == by:
        raise ValidationError(_("En annen enn den som bestilte, må svare."))
    with transaction.atomic():
        answered = Export.objects.filter(pk=export.pk, state=WAITING).update(
            state=state, decided_by=by, decided_at=at, refusal=refusal
        )
        if not answered:
            raise ValidationError(_("Uttrekket er besvart av en annen i mellomtiden."))
        _record("export_approved" if state == ORDERED else "export_refused", export, by, at, pupils=export.pupils)


def hold_export(*, export: Export, pupils: Sequence[int], by: str, at: dt.datetime) -> None:
    """More pupils than was said yes to, when the file was to be made: it waits for a new yes."""
    with transaction.atomic():
        _move(export, WAITING, decided_by="", decided_at=None, pupils=len(pupils))
        _set_contents(export, pupils)
        _record("export_held", export, by, at, pupils=len(pupils))


def keep_made(*, export: Export, pupils: Sequence[int], limits: Limits, by: str, at: dt.datetime) -> None:
    """The file lies in the store: enter whom it holds and when it is deleted."""
    with transaction.atomic():
        _move(export, READY, pupils=len(pupils), made_at=at, expires_at=gone_at(limits, at))
        _set_contents(export, pupils)
        _record("export_made", export, by, at, pupils=len(pupils))


def mark_fetched(*, export: Export, by: str, at: dt.datetime) -> None:
    """The bytes are about to leave; those in the file have their access records already."""
    with transaction.atomic():
        Export.objects.filter(pk=export.pk).update(fetched_at=at, times_fetched=F("times_fetched") + 1)
        _record("export_fetched", export, by, at, pupils=export.pupils)


def withdraw_export(*, export: Export, by: str, at: dt.datetime) -> None:
    """Somebody in it may no longer be taken out by the orderer. Whom, is not written."""
    _end(export, WITHDRAWN, "export_withdrawn", by, at)


def expire_export(*, export: Export, by: str, at: dt.datetime) -> None:
    """Its hours are over."""
    _end(export, EXPIRED, "export_expired", by, at)


def lapse_export(*, export: Export, by: str, at: dt.datetime) -> None:
    """Nobody has answered in time."""
    _end(export, LAPSED, "export_lapsed", by, at)


def _end(export: Export, state: str, action: str, by: str, at: dt.datetime) -> None:
    # The file first: killed between the two, the next worker finds a row whose file is gone, never a file without a row.
    store.remove(export.pk)
    with transaction.atomic():
        _move(export, state)
        _record(action, export, by, at)


def _move(export: Export, state: str, **changes: object) -> None:
    held = Export.objects.select_for_update().get(pk=export.pk)
    if not may_become(held.state, state):
        raise ValidationError(_("Uttrekket har gått videre i mellomtiden."))
    for name, value in ({"state": state} | changes).items():
        setattr(export, name, value)
    export.save(update_fields=["state", *changes])


def _set_contents(export: Export, pupils: Sequence[int]) -> None:
    ExportedPupil.objects.filter(export=export).delete()
    ExportedPupil.objects.bulk_create(ExportedPupil(export=export, pupil_id=key) for key in pupils)


def _record(action: str, export: Export, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=("export", export.pk), owner_id=export.owner_id,
        details={"kind": export.kind} | details,
    )  # fmt: skip
