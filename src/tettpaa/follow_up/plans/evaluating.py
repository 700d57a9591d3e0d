"""Evaluating a plan: what helped, what did not, and whether it goes on with a new day or ends."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.plans.models import Plan, PlanEvaluation, PlanVersion
from tettpaa.follow_up.plans.queries import content_of, newest_version
from tettpaa.follow_up.plans.rules import fault_in_evaluation_day, faults_in_evaluation
from tettpaa.follow_up.plans.saving import day_of, hold, move, refuse, write_version
from tettpaa.follow_up.plans.states import ENDED, IN_FORCE
from tettpaa.follow_up.plans.telling import tell_responsible


def renew_plan(
    *, plan: Plan, number: int, helped: str, did_not_help: str, evaluate_on: dt.date | None, form_id: UUID, by: str,
    at: dt.datetime,
) -> PlanEvaluation:  # fmt: skip
    """Evaluate version `number`, and go on: the next version says the same with a new day, and is changed from there."""
    faults = faults_in_evaluation(helped=helped, did_not_help=did_not_help)
    if fault := fault_in_evaluation_day(evaluate_on, day_of(at)):
        faults["evaluate_on"] = fault
    refuse(faults)
    told = PlanEvaluation(helped=helped.strip(), did_not_help=did_not_help.strip(), goes_on=True)
    with transaction.atomic():
        if (already := _already(plan, number, told, by)) is not None:
            return already
        held = hold(plan, "renew_plan", at)
        version = _write(held, number, told, by, at)
        content = replace(content_of(version), evaluate_on=evaluate_on)
        newest = write_version(held, number + 1, content, form_id, by, at)
        move(held, "renew_plan", IN_FORCE, by, at, number=newest.number)
        tell_responsible(newest, by=by, at=at)
    return told


def end_plan(*, plan: Plan, number: int, helped: str, did_not_help: str, by: str, at: dt.datetime) -> PlanEvaluation:
    """Evaluate version `number`, and end the plan."""
    refuse(faults_in_evaluation(helped=helped, did_not_help=did_not_help))
    told = PlanEvaluation(helped=helped.strip(), did_not_help=did_not_help.strip(), goes_on=False)
    with transaction.atomic():
        if (already := _already(plan, number, told, by)) is not None:
            return already
        held = hold(plan, "end_plan", at)
        _write(held, number, told, by, at)
        move(held, "end_plan", ENDED, by, at, number=number)
    plan.refresh_from_db(fields=["state"])
    return told


def _already(plan: Plan, number: int, told: PlanEvaluation, by: str) -> PlanEvaluation | None:
    """The same evaluation sent twice; another's of the same version is not silently taken for it."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    written = PlanEvaluation.objects.filter(version__plan=plan, version__number=number).first()
    if written is None:
        return None
    same = (written.helped, written.did_not_help, written.evaluated_by) == (told.helped, told.did_not_help, by)
    if same and written.goes_on == told.goes_on:
        return written
    raise ValidationError(_("Denne versjonen av planen er alt evaluert."))


def _write(plan: Plan, number: int, told: PlanEvaluation, by: str, at: dt.datetime) -> PlanVersion:
    newest = newest_version(plan)
    if newest is None or newest.number != number:
        raise ValidationError(
            _("Planen er lagret på nytt mens du skrev. Se på den nye versjonen før du evaluerer den.")
        )
    told.version, told.evaluated_at, told.evaluated_by = newest, at, by
    told.save(force_insert=True)
    return newest
