"""Planning a measure: what is to be done, in which case, and who is responsible for it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE as LIVE_CASES
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.rules import fault_in_line, faults_in_days
from tettpaa.follow_up.measures.states import PLANNED
from tettpaa.follow_up.measures.steps import refuse, write_step
from tettpaa.kit.clock import OSLO
from tettpaa.knowledge.measures.catalogue import kinds_on
from tettpaa.schools.places.models import School
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
    refuse(_faults_in(wish, at))
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
            write_step(measure, "plan_measure", wish.line, by, at, kind=wish.kind)
    except IntegrityError:
        planned = Measure.objects.filter(form_id=form_id, case=case, planned_by=by).first()
        if planned is None:
            raise
        return planned
    return measure


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
