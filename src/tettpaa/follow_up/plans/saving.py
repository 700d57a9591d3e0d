"""Writing versions and steps. Of two who save at once, one is first; the other is shown both texts, and writes nothing."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tettpaa.assess.cases.states import LIVE as LIVE_CASES
from tettpaa.follow_up.plans.form_words import form_on
from tettpaa.follow_up.plans.models import Plan, PlanLine, PlanStep, PlanVersion
from tettpaa.follow_up.plans.queries import newest_version
from tettpaa.follow_up.plans.rules import REASONS, TEXTS, Content
from tettpaa.follow_up.plans.states import EVENT_OF, may, state_of
from tettpaa.follow_up.plans.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.trust.audit.actions import record_event


class Collision(Exception):
    """Another has saved since the version one began from; `latest` is what the plan says now."""

    def __init__(self, latest: PlanVersion) -> None:
        super().__init__(f"version {latest.number} is newer")
        self.latest = latest


def hold(plan: Plan, act: str, at: dt.datetime, began_from: int | None = None) -> Plan:
    """The plan, locked to the end of the caller's transaction.

    Collision where another has saved since version `began_from`; refused where the act leads nowhere from here.
    """
    rows = Plan.objects.select_for_update(of=("self",))
    held = rows.select_related("pupil__owner", "case__responsible__person").get(pk=plan.pk)
    newest = newest_version(held)
    if began_from is not None and newest is not None and newest.number != began_from:
        raise Collision(newest)
    state = state_of(held.state, newest.evaluate_on if newest else None, day_of(at))
    if not may(state, act):
        raise ValidationError(_("Det går ikke nå: planen står som «%(state)s».") % {"state": _(state.word)})
    if act != "withdraw_plan":
        refuse_if_over(held)
    return held


def refuse_if_over(plan: Plan) -> None:
    """Nothing is planned in a case that is over; only what was wrong can still be marked as that."""
    if plan.case.state not in LIVE_CASES:
        raise ValidationError(_("Saken er avsluttet."))


def write_version(plan: Plan, number: int, content: Content, form_id: UUID, by: str, at: dt.datetime) -> PlanVersion:
    """One saving, with its measures. Its number is unique in the plan."""
    texts = {name: getattr(content, name).strip() for name in (*TEXTS, *REASONS)}
    version = PlanVersion.objects.create(
        plan=plan, number=number, form=form_on(day_of(at)).key, evaluate_on=content.evaluate_on, **texts,
        form_id=form_id, saved_at=at, saved_by=by,
    )  # fmt: skip
    for place, line in enumerate(content.lines):
        PlanLine.objects.create(
            version=version, place=place, what=line.what.strip(), who=line.who.strip(), first_on=line.first_on,
            last_on=line.last_on,
        )  # fmt: skip
    return version


def move(plan: Plan, act: str, to: str, by: str, at: dt.datetime, *, reason: str = "", **details: object) -> None:
    """Written as a step where the state changes, and in the log always."""
    if plan.state != to:
        Plan.objects.filter(pk=plan.pk).update(state=to)
        write_step(plan, to, reason, by, at)
    record(EVENT_OF[act], plan, by, at, **details)


def write_step(plan: Plan, state: str, reason: str, by: str, at: dt.datetime) -> None:
    PlanStep.objects.create(plan=plan, state=state, reason=reason.strip(), at=at, by=by)


def record(action: str, plan: Plan, by: str, at: dt.datetime, **details: object) -> None:
    """Keys, states and numbers; never a word of the plan."""
    record_event(
        by=by, at=at, action=action, about=("plan", plan.pk), owner_id=plan.pupil.owner_id,
        details={"pupil": plan.pupil_id, **details},
    )  # fmt: skip


def refuse(faults: dict[str, str]) -> None:
    """Each fault at its field, in the reader's words; a measure's is `line_0_what`."""
    if faults:
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})


def day_of(at: dt.datetime) -> dt.date:
    """The day in Oslo."""
    return at.astimezone(OSLO).date()
