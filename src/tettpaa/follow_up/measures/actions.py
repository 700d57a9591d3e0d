"""Moving a measure from state to state. Each is one transaction, one step and one event."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.queries import facts_at_gates, whereabouts_of
from tettpaa.follow_up.measures.rules import LONGEST_TEXT, fault_in_end, fault_in_line, fault_in_prolonging
from tettpaa.follow_up.measures.states import LEFT, RUNNING
from tettpaa.follow_up.measures.steps import hold, move, refuse, refuse_line
from tettpaa.follow_up.measures.words import missing_words
from tettpaa.kit.clock import OSLO
from tettpaa.knowledge.measures.catalogue import kind_named
from tettpaa.knowledge.measures.gates import gates_for, missing_proofs
from tettpaa.messages.outbox.readers import tell_readers


def start_measure(*, measure: Measure, by: str, at: dt.datetime) -> None:
    """It begins: on its planned day where that has come, else today. Refused while a gate is not passed.

    What the law asks for comes first, so a gated measure never begins earlier than the day it is started.
    """
    today = at.astimezone(OSLO).date()
    with transaction.atomic():
        held = hold(measure)
        if whereabouts_of([held], today)[held.pk] == LEFT:
            raise ValidationError(_("Eleven går ikke på skolen der tiltaket skulle settes i gang."))
        starts_on = today if gates_for(held.kind, today) else min(held.starts_on, today)
        if held.planned_end < starts_on:
            raise ValidationError(_("Den planlagte slutten har vært. Forleng først."))
        _refuse_gates(held, today, last_day=held.planned_end)
        move(held, "start_measure", "", by, at, starts_on=starts_on)
    measure.refresh_from_db()


def prolong_measure(*, measure: Measure, planned_end: dt.date, reason: str, by: str, at: dt.datetime) -> None:
    """A later planned end, with why. A gate's limit is not passed by: a new decision comes first."""
    today = at.astimezone(OSLO).date()
    with transaction.atomic():
        held = hold(measure)
        faults = {"reason": fault} if (fault := fault_in_line(reason)) else {}
        if fault := fault_in_prolonging(planned_end=planned_end, now_planned=held.planned_end, today=today):
            faults["planned_end"] = fault
        refuse(faults)
        if held.state == RUNNING:
            _refuse_gates(held, today, last_day=planned_end)
        move(held, "prolong_measure", reason, by, at, planned_end=planned_end)
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
        held = hold(measure)
        begun = held.state == RUNNING
        if fault := fault_in_end(ended_on=ended_on, starts_on=held.starts_on, today=today, has_begun=begun):
            faults["ended_on"] = fault
        refuse(faults)
        told = {"ended_on": ended_on, "outcome": outcome, "helped": helped, "learned": learned.strip()}
        move(held, "end_measure", learned, by, at, details={"outcome": outcome, "helped": helped}, **told)
    measure.refresh_from_db()


def void_measure(*, measure: Measure, reason: str, by: str, at: dt.datetime) -> None:
    """Mark as entered by mistake ('feilført'); it stays to be read as that, and who has read it is told."""
    refuse_line("reason", reason)
    wrote = [*measure.steps.values_list("by", flat=True), measure.responsible.username]
    with transaction.atomic():
        move(hold(measure), "void_measure", reason, by, at)
        tell_readers(
            kind="measure_voided", about=measure.pk, pupil=measure.pupil, since=measure.planned_at, wrote=wrote, by=by,
            at=at,
        )  # fmt: skip
    measure.refresh_from_db()


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
