"""A pupil's plans as she and her guardians read them: what holds and what has held, never a draft, never another's."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from tettpaa.follow_up.paper.pdf import is_installed
from tettpaa.follow_up.plans.models import Plan, PlanStep, PlanVersion
from tettpaa.follow_up.plans.queries import last_step
from tettpaa.follow_up.plans.states import ENDED, EXEMPT, IN_FORCE, WITHDRAWN, may, state_of
from tettpaa.kit.states import State
from tettpaa.pages.plan.queries import text_of
from tettpaa.pages.plan.words import names_of
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.seals.queries import with_own

_HELD = Exists(PlanStep.everything.filter(plan=OuterRef("pk"), state=IN_FORCE))


def own_plans(rights: Rights, permission: str) -> QuerySet[Plan]:
    """Of the pupils the reader has the permission for, the newest first; the pupil's own also from a school she has left.

    What was marked as a mistake is there where it had held, so that whoever read it learns that it does not.
    """
    among = with_own(Plan, rights.person).filter(pupil__in=rights.pupils(permission))
    told = Q(state__in=(IN_FORCE, ENDED, EXEMPT)) | (Q(state=WITHDRAWN) & _HELD)
    return among.filter(told).select_related("pupil__owner", "seal__school").order_by("-made_at")


@dataclass(frozen=True)
class OwnPlan:
    """One plan as it stands. `before`, `lines` and `after` are its text, empty for an exemption and for a mistake."""

    plan: Plan
    state: State
    version: PlanVersion | None
    before: list[tuple[str, str]]
    lines: list[dict]
    after: list[tuple[str, str]]
    said_by: str
    reason: str
    can_say: bool
    can_print: bool

    @property
    def is_withdrawn(self) -> bool:
        return self.plan.state == WITHDRAWN


def newest_of(plan: Plan) -> PlanVersion | None:
    """What the plan says, also where it is sealed."""
    return PlanVersion.everything.filter(plan=plan).order_by("-number").first()


def own_plan(rights: Rights, plan: Plan) -> OwnPlan:
    """In at most five reads."""
    version = newest_of(plan) if plan.state != WITHDRAWN else None
    step = last_step(plan) if plan.state == EXEMPT else None
    by = version.saved_by if version else step.by if step else ""
    state = state_of(plan.state, version.evaluate_on if version else None, rights.on)
    is_open = plan.seal_id is None and version is not None
    return OwnPlan(
        plan, state, version, *(text_of(version) if version else ([], [], [])), names_of({by}).get(by, ""),
        step.reason if step else "",
        can_say=is_open and may(state, "say_view") and rights.may_about("own_view_say", plan.pupil_id),
        can_print=version is not None and is_installed() and rights.may_about("own_plan_print", plan.pupil_id),
    )  # fmt: skip
