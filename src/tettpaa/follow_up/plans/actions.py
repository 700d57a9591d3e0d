"""Making a plan, saving it, putting it in force, and marking it as wrong. Each is one transaction and one event."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.plans.models import Plan, PlanVersion
from tettpaa.follow_up.plans.queries import live_plan, newest_version
from tettpaa.follow_up.plans.rules import (
    LONGEST_LINE,
    Content,
    asks_guardians,
    fault_in_text,
    faults_in_draft,
    faults_in_plan,
)
from tettpaa.follow_up.plans.saving import (
    Collision,
    day_of,
    hold,
    move,
    record,
    refuse,
    refuse_if_over,
    write_step,
    write_version,
)
from tettpaa.follow_up.plans.states import DRAFT, IN_FORCE, STATES, WITHDRAWN
from tettpaa.follow_up.plans.telling import tell_readers, tell_responsible


def begin_plan(
    *, case: Case, content: Content, form_id: UUID, is_in_force: bool = False, by: str, at: dt.datetime
) -> Plan:
    """The first version, as a draft or in force at once; or the plan already begun in the same form.

    Collision where another has begun a plan of the case meanwhile: what was written is kept by the caller, and can be
    saved on top of that.
    """
    refuse(_faults(case, content, at, is_draft=not is_in_force))
    state = IN_FORCE if is_in_force else DRAFT
    try:
        with transaction.atomic():
            plan = Plan(case=case, pupil=case.pupil, state=state, form_id=form_id, made_at=at, made_by=by)
            refuse_if_over(plan)
            plan.save(force_insert=True)
            version = write_version(plan, 1, content, form_id, by, at)
            write_step(plan, state, "", by, at)
            record(STATES[state].event, plan, by, at, number=1)
            tell_responsible(version, by=by, at=at)
    except IntegrityError:
        return _begun_already(case, form_id, by)
    return plan


def save_draft(
    *, plan: Plan, content: Content, began_from: int, form_id: UUID, by: str, at: dt.datetime
) -> PlanVersion:
    """Keep a draft that is not finished. Collision where another has saved since version `began_from`."""
    refuse(faults_in_draft(content))
    return _save(plan, "save_draft", content, began_from, form_id, by, at)


def put_in_force(
    *, plan: Plan, content: Content, began_from: int, form_id: UUID, by: str, at: dt.datetime
) -> PlanVersion:
    """A draft that says all a plan must say, holds from now."""
    refuse(_faults(plan.case, content, at))
    return _save(plan, "put_in_force", content, began_from, form_id, by, at)


def change_plan(
    *, plan: Plan, content: Content, began_from: int, form_id: UUID, by: str, at: dt.datetime
) -> PlanVersion:
    """A new version of a plan in force; the old one stays to be read."""
    refuse(_faults(plan.case, content, at))
    return _save(plan, "change_plan", content, began_from, form_id, by, at)


def withdraw_plan(*, plan: Plan, reason: str, by: str, at: dt.datetime) -> None:
    """Mark as entered by mistake ('feilført'): it stays, struck through, and who has read it is told."""
    if fault := fault_in_text(reason, LONGEST_LINE):
        refuse({"reason": fault})
    with transaction.atomic():
        held = hold(plan, "withdraw_plan", at)
        move(held, "withdraw_plan", WITHDRAWN, by, at, reason=reason)
        tell_readers(held, by=by, at=at)
    plan.refresh_from_db(fields=["state"])


def _save(
    plan: Plan, act: str, content: Content, began_from: int, form_id: UUID, by: str, at: dt.datetime
) -> PlanVersion:
    """The next version, where nobody has saved since; the version of the same form where it was sent twice."""
    try:
        with transaction.atomic():
            if (already := PlanVersion.objects.filter(plan=plan, form_id=form_id, saved_by=by).first()) is not None:
                return already
            held = hold(plan, act, at, began_from)
            version = write_version(held, began_from + 1, content, form_id, by, at)
            move(held, act, STATES[held.state].acts[act], by, at, number=version.number)
            tell_responsible(version, by=by, at=at)
    except IntegrityError:
        return _saved_already(plan, form_id, by)
    plan.refresh_from_db(fields=["state"])
    return version


def _saved_already(plan: Plan, form_id: UUID, by: str) -> PlanVersion:
    """The number or the form was taken by the one who was first."""
    written = PlanVersion.objects.filter(plan=plan, form_id=form_id, saved_by=by).first()
    if written is not None:
        return written
    latest = newest_version(plan)
    if latest is None:
        raise LookupError(f"plan {plan.pk} has no versions")
    raise Collision(latest)


def _begun_already(case: Case, form_id: UUID, by: str) -> Plan:
    written = Plan.objects.filter(form_id=form_id, case=case, made_by=by).first()
    if written is not None:
        return written
    live = live_plan(case)
    latest = newest_version(live) if live else None
    if latest is None:
        raise ValidationError(_("Det er registrert at plan ikke er nødvendig. Ta det tilbake først."))
    raise Collision(latest)


def _faults(case: Case, content: Content, at: dt.datetime, *, is_draft: bool = False) -> dict[str, str]:
    if is_draft:
        return faults_in_draft(content)
    today = day_of(at)
    return faults_in_plan(content, today=today, is_minor=asks_guardians(case.pupil.birth_date, today))
