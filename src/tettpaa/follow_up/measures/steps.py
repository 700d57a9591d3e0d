"""A measure held, moved from state to state, and its step written: what every act on one has in common."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tettpaa.follow_up.measures.models import Measure, MeasureStep
from tettpaa.follow_up.measures.queries import whereabouts_of
from tettpaa.follow_up.measures.rules import fault_in_line
from tettpaa.follow_up.measures.states import EVENT_OF, may, state_of
from tettpaa.follow_up.measures.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.trust.audit.actions import record_event


def hold(measure: Measure) -> Measure:
    """The row, held until the transaction is over: of two who press at once, only one is first."""
    return Measure.objects.select_for_update(of=("self",)).select_related("pupil").get(pk=measure.pk)


def move(
    held: Measure, act: str, reason: str, by: str, at: dt.datetime, *, details: dict[str, str] | None = None,
    **fields: object,
) -> None:  # fmt: skip
    """From where the measure stands by the act, or a refusal."""
    today = at.astimezone(OSLO).date()
    state = state_of(held.state, held.starts_on, held.planned_end, today, whereabouts_of([held], today)[held.pk])
    if not may(state, act):
        raise ValidationError(_("Det går ikke nå: tiltaket står som «%(state)s».") % {"state": _(state.word)})
    Measure.objects.filter(pk=held.pk).update(state=state.acts[act], **fields)
    held.refresh_from_db()
    write_step(held, act, reason, by, at, **(details or {}))


def write_step(measure: Measure, act: str, reason: str, by: str, at: dt.datetime, **details: str) -> None:
    MeasureStep.objects.create(
        measure=measure, act=act, reason=reason.strip(), planned_end=measure.planned_end, at=at, by=by
    )
    told = {"pupil": measure.pupil_id, "planned_end": measure.planned_end.isoformat()}
    record_event(
        by=by, at=at, action=EVENT_OF[act], about=("measure", measure.pk), owner_id=measure.pupil.owner_id,
        details=told | details,
    )  # fmt: skip


def refuse(faults: dict[str, str]) -> None:
    if faults:
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})


def refuse_line(field: str, line: str) -> None:
    if fault := fault_in_line(line):
        raise ValidationError({field: fault_words(fault)})
