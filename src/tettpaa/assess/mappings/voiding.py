"""Marking a mapping or an answer as entered by mistake ('feilført'): it stays to be read as that, and readers are told."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.assess.mappings.models import InputRequest, MappingVersion
from tettpaa.assess.mappings.rules import LONGEST_LINE
from tettpaa.assess.mappings.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.actions import tell
from tettpaa.messages.outbox.readers import tell_readers
from tettpaa.trust.audit.actions import record_event


def void_mapping(*, version: MappingVersion, reason: str, by: str, at: dt.datetime) -> None:
    """It holds no longer: the one before it does, where there is one."""
    _refuse(reason)
    with transaction.atomic():
        standing = MappingVersion.objects.filter(pk=version.pk, voided_at=None)
        if not standing.update(voided_at=at, voided_by=by, voided_why=reason.strip()):
            raise ValidationError(_("Kartleggingen er alt merket som feilført."))
        record_event(
            by=by, at=at, action="mapping_voided", about=("mapping", version.pk), owner_id=version.pupil.owner_id,
            details={"pupil": version.pupil_id, "case": str(version.case_id), "number": version.number},
        )  # fmt: skip
        tell_readers(
            kind="mapping_voided", about=version.case_id, once=str(version.number), pupil=version.pupil,
            since=version.saved_at, wrote=[version.saved_by], by=by, at=at,
        )  # fmt: skip
    version.refresh_from_db()


def void_input(*, request: InputRequest, reason: str, by: str, at: dt.datetime) -> None:
    """The answer was about somebody or something else; the teacher is asked anew while the round is open."""
    _refuse(reason)
    held = request.round
    with transaction.atomic():
        standing = InputRequest.objects.filter(pk=request.pk, answered_at__isnull=False, voided_at=None)
        if not standing.update(voided_at=at, voided_by=by, voided_why=reason.strip()):
            raise ValidationError(_("Svaret er alt merket som feilført."))
        record_event(
            by=by, at=at, action="input_voided", about=("input_request", request.pk),
            owner_id=request.pupil.owner_id, details={"pupil": request.pupil_id},
        )  # fmt: skip
        tell_readers(
            kind="input_voided", about=held.pk, once=str(request.pk), pupil=request.pupil, since=held.asked_at,
            wrote=[held.asked_by], by=by, at=at,
        )  # fmt: skip
        if held.closed_at is None and held.due_on >= at.astimezone(OSLO).date():
            _ask_anew(request, by, at)
    request.refresh_from_db()


def _ask_anew(request: InputRequest, by: str, at: dt.datetime) -> None:
    asked = InputRequest.objects.create(
        round=request.round, pupil=request.pupil, teacher=request.teacher, group=request.group
    )
    tell(to=request.teacher, kind="input_asked", about=asked.pk, pupil=request.pupil, by=by, at=at)


def _refuse(reason: str) -> None:
    if not reason.strip() or len(reason) > LONGEST_LINE:
        raise ValidationError(
            {"reason": fault_words("line_too_long") if reason.strip() else _("Skriv hva som er feil.")}
        )
