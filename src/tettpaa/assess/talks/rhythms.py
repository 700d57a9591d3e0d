"""Agreeing on a rhythm of dialogue with a pupil or a home, and ending it. Each is one transaction and one event."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.talks.models import Channel, Rhythm
from tettpaa.assess.talks.rhythm_rules import faults_in_rhythm
from tettpaa.assess.talks.rules import faults_in_answer
from tettpaa.assess.talks.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event


def agree_rhythm(
    *, pupil: Person, party: str, every_days: int, channel: str, line: str = "", begins_on: dt.date,
    ends_on: dt.date | None = None, form_id: UUID, by: str, at: dt.datetime,
) -> Rhythm:  # fmt: skip
    """How often pupil or home is spoken with; one at a time with each. To agree on another, the first is ended."""
    faults = faults_in_rhythm(
        every_days=every_days, begins_on=begins_on, ends_on=ends_on, line=line, today=at.astimezone(OSLO).date()
    )
    if channel not in Channel.values:
        faults["channel"] = "unknown_channel"
    if party not in Rhythm.Party.values:
        faults["party"] = "no_rhythm"
    if faults:
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})
    try:
        with transaction.atomic():
            rhythm = Rhythm.objects.create(
                pupil=pupil, party=party, every_days=every_days, channel=channel, line=line.strip(),
                begins_on=begins_on, ends_on=ends_on, form_id=form_id, agreed_at=at, agreed_by=by,
            )  # fmt: skip
            _record("rhythm_agreed", rhythm, by, at, party=party, every_days=every_days)
    except IntegrityError:
        written = Rhythm.objects.filter(form_id=form_id, pupil=pupil, agreed_by=by).first()
        if written is None:
            raise ValidationError(_("Det er alt avtalt en rytme. Avslutt den først.")) from None
        return written
    return rhythm


def end_rhythm(*, rhythm: Rhythm, reason: str, by: str, at: dt.datetime) -> None:
    """End it, once, and say why."""
    if fault := faults_in_answer(reason):
        raise ValidationError({"reason": fault_words(fault)})
    with transaction.atomic():
        ended = Rhythm.objects.filter(pk=rhythm.pk, ended_at=None).update(
            ended_at=at, ended_by=by, ended_why=reason.strip()
        )
        if not ended:
            raise ValidationError(_("Rytmen er alt avsluttet."))
        _record("rhythm_ended", rhythm, by, at)
    rhythm.refresh_from_db()


def _record(action: str, rhythm: Rhythm, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=("rhythm", rhythm.pk), owner_id=rhythm.pupil.owner_id,
        details={"pupil": rhythm.pupil_id, **details},
    )  # fmt: skip
