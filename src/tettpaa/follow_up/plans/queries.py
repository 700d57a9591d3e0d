"""Which plans there are, what they say, and which are to be evaluated."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE as LIVE_CASES
from tettpaa.follow_up.plans.models import Plan, PlanEvaluation, PlanStep, PlanVersion
from tettpaa.follow_up.plans.rules import Content, Line, limits_on
from tettpaa.follow_up.plans.states import IN_FORCE, LIVE, WITHDRAWN
from tettpaa.schools.people.models import Person
from tettpaa.trust.identity.models import User

_NEWEST_DAY = PlanVersion.objects.filter(plan=OuterRef("pk")).order_by("-number").values("evaluate_on")[:1]


def plans_with_day(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """The plans, each with `evaluate_on` of its newest version; None where it has none."""
    return plans.annotate(evaluate_on=Subquery(_NEWEST_DAY))


def live_plan(case: Case) -> Plan | None:
    """The plan or exemption of the case that is not over, with `evaluate_on`."""
    return plans_with_day(Plan.objects.filter(case=case, state__in=LIVE)).first()


def live_plan_of(pupil: int) -> Plan | None:
    """The pupil's plan or exemption in a case that is not over. One read."""
    plans = Plan.objects.filter(pupil=pupil, state__in=LIVE, case__state__in=LIVE_CASES)
    return plans_with_day(plans).order_by("-made_at").first()


def live_plans(pupils: QuerySet[Person]) -> dict[int, Plan]:
    """Pupil key → the plan or exemption in a case that is not over, with `evaluate_on`. One read for all."""
    plans = Plan.objects.filter(pupil__in=pupils, state__in=LIVE, case__state__in=LIVE_CASES)
    return {plan.pupil_id: plan for plan in plans_with_day(plans).order_by("made_at")}


def newest_version(plan: Plan) -> PlanVersion | None:
    """What the plan says now; None for an exemption."""
    return PlanVersion.objects.filter(plan=plan).order_by("-number").first()


def versions_of(plan: Plan) -> QuerySet[PlanVersion]:
    """Every saving, the newest first, with its measures and its evaluation. Two reads."""
    saved = PlanVersion.objects.filter(plan=plan).order_by("-number")
    return saved.select_related("evaluation").prefetch_related("lines")


def content_of(version: PlanVersion) -> Content:
    """What was written in a version."""
    lines = sorted(version.lines.all(), key=lambda line: line.place)
    return Content(
        version.problem, version.goals, version.tried, version.evaluate_on, version.pupil_view, version.pupil_why,
        version.guardian_view, version.guardian_why,
        tuple(Line(line.what, line.who, line.first_on, line.last_on) for line in lines),
    )  # fmt: skip


def steps_of(plan: Plan) -> QuerySet[PlanStep]:
    """How the plan came to where it stands, the first step first."""
    return PlanStep.objects.filter(plan=plan).order_by("at", "pk")


def last_step(plan: Plan) -> PlanStep | None:
    """Why the plan stands where it does."""
    return steps_of(plan).last()


def due_plans(user: User, pupils: QuerySet[Person], on: dt.date) -> QuerySet[Plan]:
    """Plans in force the user is responsible for, whose day of evaluation is past or near; the earliest first. One read."""
    plans = Plan.objects.annotate(evaluate_on=Subquery(_NEWEST_DAY)).filter(
        pupil__in=pupils, state=IN_FORCE, case__responsible=user, case__state__in=LIVE_CASES,
        evaluate_on__lte=on + limits_on(on).told_before,
    )  # fmt: skip
    return plans.select_related("pupil").order_by("evaluate_on")


def overdue_plans(pupils: QuerySet[Person] | Iterable[int], on: dt.date) -> list[tuple[Plan, dt.date]]:
    """Plans in force of these pupils whose day of evaluation has come, with the day, whoever is responsible; the earliest
    first. One read.
    """
    due = Plan.objects.annotate(evaluate_on=Subquery(_NEWEST_DAY)).filter(
        pupil__in=pupils, state=IN_FORCE, case__state__in=LIVE_CASES, evaluate_on__lte=on
    )
    ordered = due.select_related("pupil__owner", "case__responsible__person").order_by("evaluate_on", "made_at")
    return [(plan, plan.evaluate_on) for plan in ordered]


def evaluations_about(pupil: int) -> QuerySet[PlanEvaluation]:
    """What the pupil's plans were found to have done, the newest first; of wrong plans nothing."""
    found = PlanEvaluation.objects.filter(version__plan__pupil=pupil).exclude(version__plan__state=WITHDRAWN)
    return found.order_by("-evaluated_at")
