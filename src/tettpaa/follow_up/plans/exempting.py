"""'Plan ikke nødvendig': registered with a reason, and taken back with one. Nobody forgets; somebody chose."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.rules import LONGEST_LINE, fault_in_text
from tettpaa.follow_up.plans.saving import hold, move, record, refuse, refuse_if_over, write_step
from tettpaa.follow_up.plans.states import EXEMPT, REVOKED, STATES


def exempt_plan(*, case: Case, reason: str, form_id: UUID, by: str, at: dt.datetime) -> Plan:
    """No plan, for a reason, until somebody takes it back; refused while the case has a plan."""
    _refuse_reason(reason)
    try:
        with transaction.atomic():
            plan = Plan(case=case, pupil=case.pupil, state=EXEMPT, form_id=form_id, made_at=at, made_by=by)
            refuse_if_over(plan)
            plan.save(force_insert=True)
            write_step(plan, EXEMPT, reason, by, at)
            record(STATES[EXEMPT].event, plan, by, at)
    except IntegrityError:
        written = Plan.objects.filter(form_id=form_id, case=case, made_by=by).first()
        if written is None:
            raise ValidationError(_("Saken har alt en plan, eller et valg om å la være.")) from None
        return written
    return plan


def revoke_exemption(*, plan: Plan, reason: str, by: str, at: dt.datetime) -> None:
    """A plan is needed all the same."""
    _refuse_reason(reason)
    with transaction.atomic():
        held = hold(plan, "revoke_exemption", at)
        move(held, "revoke_exemption", REVOKED, by, at, reason=reason)
    plan.refresh_from_db(fields=["state"])


def _refuse_reason(reason: str) -> None:
    if fault := fault_in_text(reason, LONGEST_LINE):
        refuse({"reason": fault})
