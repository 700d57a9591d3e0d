"""Planning a measure and moving it from state to state. Each is one transaction, one step and one event."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE as LIVE_CASES
from tettpaa.follow_up.measures.models import Measure, MeasureStep
from tettpaa.follow_up.measures.queries import facts_at_gates, whereabouts_of
from tettpaa.follow_up.measures.rules import (
    LONGEST_TEXT,
    fault_in_end,
    fault_in_line,
    fault_in_prolonging,
    faults_in_days,
)
from tettpaa.follow_up.measures.states import EVENT_OF, LEFT, MOVED, PLANNED, RUNNING, may, state_of
from tettpaa.follow_up.measures.words import fault_words, missing_words
from tettpaa.kit.clock import OSLO
from tettpaa.knowledge.measures.catalogue import kind_named, kinds_on
from tettpaa.knowledge.measures.gates import gates_for, missing_proofs
from tettpaa.messages.outbox.actions import tell
from tettpaa.schools.places.models import School
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User


@dataclass(frozen=True)
class Wish:
    """A measure as asked for. `amount` per `unit` is how often; None is unknown."""

    kind: str
    line: str
    starts_on: dt.date
    planned_end: dt.date
    provider: str
    amount: Decimal | None = None
    unit: str = ""


def plan_measure(
    *, case: Case, wish: Wish, school: School, responsible: User, form_id: UUID, by: str, at: dt.datetime
) -> Measure:
    """One measure, or the one already planned in the same form. It begins when somebody says so."""
    _refuse(_faults_in(wish, at))
    try:
        with transaction.atomic():
            held = Case.objects.select_for_update().get(pk=case.pk)
            if held.state not in LIVE_CASES:
                raise ValidationError(_("Saken er avsluttet."))
            measure = Measure.objects.create(
                case=held, pupil_id=held.pupil_id, school=school, kind=wish.kind, line=wish.line.strip(), state=PLANNED,
                starts_on=wish.starts_on, planned_end=wish.planned_end, provider=wish.provider.strip(),
                responsible=responsible, amount=wish.amount, unit=wish.unit if wish.amount is not None else "",
                form_id=form_id, planned_at=at, planned_by=by,
            )  # fmt: skip
            _write_step(measure, "plan_measure", wish.line, by, at, kind=wish.kind)
    except IntegrityError:
        planned = Measure.objects.filter(form_id=form_id, case=case, planned_by=by).first()
        if planned is None:
            raise
        return planned
    return measure


def start_measure(*, measure: Measure, by: str, at: dt.datetime) -> None:
    """It begins: on its planned day where that has come, else today. Refused while a gate is not passed.

    What the law asks for comes first, so a gated measure never begins earlier than the day it is started.
    """
    today = at.astimezone(OSLO).date()
    with transaction.atomic():
        held = _held(measure)
        if whereabouts_of([held], today)[held.pk] in (MOVED, LEFT):
            raise ValidationError(_("Eleven går ikke på skolen der tiltaket skulle settes i gang."))
        starts_on = today if gates_for(held.kind, today) else min(held.starts_on, today)
        if held.planned_end < starts_on:
            raise ValidationError(_("Den planlagte slutten har vært. Forleng først."))
        _refuse_gates(held, today, last_day=held.planned_end)
        _move(held, "start_measure", "", by, at, starts_on=starts_on)
    measure.refresh_from_db()


def prolong_measure(*, measure: Measure, planned_end: dt.date, reason: str, by: str, at: dt.datetime) -> None:
    """A later planned end, with why. A gate's limit is not passed by: a new decision comes first."""
    today = at.astimezone(OSLO).date()
    with transaction.atomic():
        held = _held(measure)
        faults = {"reason": fault} if (fault := fault_in_line(reason)) else {}
        if fault := fault_in_prolonging(planned_end=planned_end, now_planned=held.planned_end, today=today):
            faults["planned_end"] = fault
        _refuse(faults)
        if held.state == RUNNING:
            _refuse_gates(held, today, last_day=planned_end)
        _move(held, "prolong_measure", reason, by, at, planned_end=planned_end)
    measure.refresh_from_db()


def end_measure(
    *, measure: Measure, ended_on: dt.date, outcome: str, helped: str, learned: str, by: str, at: dt.datetime
) -> None:
    """It is over: why, whether it helped, and what was learned. One that never began may be ended too."""
    today = at.astimezone(OSLO).date()
    faults = {} if outcome in Measure.Outcome.values else {"outcome": "unknown_outcome"}
    if helped not in Measure.Helped.values:
        faults["helped"] = "unknown_helped"
    if fault := fault_in_line(learned, LONGEST_TEXT):
        faults["learned"] = fault
    with transaction.atomic():
        held = _held(measure)
        begun = held.state == RUNNING
        if fault := fault_in_end(ended_on=ended_on, starts_on=held.starts_on, today=today, has_begun=begun):
            faults["ended_on"] = fault
        _refuse(faults)
        told = {"ended_on": ended_on, "outcome": outcome, "helped": helped, "learned": learned.strip()}
        _move(held, "end_measure", learned, by, at, details={"outcome": outcome, "helped": helped}, **told)
    measure.refresh_from_db()


def void_measure(*, measure: Measure, reason: str, by: str, at: dt.datetime) -> None:
    """Mark as entered by mistake ('feilført'); it stays to be read as that."""
    _refuse_line("reason", reason)
    with transaction.atomic():
        _move(_held(measure), "void_measure", reason, by, at)
    measure.refresh_from_db()


def hand_over_measure(
    *, measure: Measure, to: User, school: School, reason: str, by: str, at: dt.datetime
) -> None:  # fmt: skip
    """The pupil has changed school: it goes on there, with an adult there who is told of it. What is promised stands."""
    _refuse_line("reason", reason)
    with transaction.atomic():
        held = _held(measure)
        _move(held, "hand_over_measure", reason, by, at, school=school, responsible=to)
        if to.person is not None:
            day = at.astimezone(OSLO).date().isoformat()
            tell(
                to=to.person, kind="measure_handed_over", about=held.pk, pupil=held.pupil, once=day, by=by, at=at
            )  # fmt: skip
    measure.refresh_from_db()


def _faults_in(wish: Wish, at: dt.datetime) -> dict[str, str]:
    faults = faults_in_days(starts_on=wish.starts_on, planned_end=wish.planned_end)
    chosen = {kind.key: kind for kind in kinds_on(at.astimezone(OSLO).date())}.get(wish.kind)
    if chosen is None:
        faults["kind"] = "unknown_kind"
    elif wish.amount is not None and wish.unit not in chosen.units:
        faults["unit"] = "unknown_unit"
    for field in ("line", "provider"):
        if fault := fault_in_line(getattr(wish, field)):
            faults[field] = fault
    return faults


def _held(measure: Measure) -> Measure:
    """The row, held until the transaction is over: of two who press at once, only one is first."""
    return Measure.objects.select_for_update(of=("self",)).select_related("pupil").get(pk=measure.pk)


def _move(
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
    _write_step(held, act, reason, by, at, **(details or {}))


def _write_step(measure: Measure, act: str, reason: str, by: str, at: dt.datetime, **details: str) -> None:
    MeasureStep.objects.create(
        measure=measure, act=act, reason=reason.strip(), planned_end=measure.planned_end, at=at, by=by
    )
    told = {"pupil": measure.pupil_id, "planned_end": measure.planned_end.isoformat()}
    record_event(
        by=by, at=at, action=EVENT_OF[act], about=("measure", measure.pk), owner_id=measure.pupil.owner_id,
        details=told | details,
    )  # fmt: skip


def _refuse_gates(held: Measure, today: dt.date, *, last_day: dt.date) -> None:
    """Says which gate is not passed, and which section asks for it."""
    proofs = facts_at_gates([held], today)[held.pk]
    missing = missing_proofs(held.kind, proofs, today, last_day=last_day)
    if missing:
        language = get_language() or "nb"
        told = [f"{each.gate.short.said(language)} ({each.gate.law}) {missing_words(each.why)}." for each in missing]
        raise ValidationError(
            [_("%(kind)s kan ikke gå ennå.") % {"kind": kind_named(held.kind).name.said(language)}, *told]
        )


def _refuse(faults: dict[str, str]) -> None:
    if faults:
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})


def _refuse_line(field: str, line: str) -> None:
    if fault := fault_in_line(line):
        raise ValidationError({field: fault_words(fault)})
