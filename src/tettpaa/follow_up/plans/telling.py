"""Who is told what of a plan: the responsible when another has saved it, everybody who has read it when it was wrong."""

import datetime as dt

from tettpaa.follow_up.plans.models import Plan, PlanVersion
from tettpaa.messages.outbox import readers
from tettpaa.messages.outbox.actions import tell


def tell_responsible(version: PlanVersion, *, by: str, at: dt.datetime) -> None:
    """Another than the responsible has saved."""
    plan, responsible = version.plan, version.plan.case.responsible
    if responsible.username != by and responsible.person is not None:
        tell(to=responsible.person, kind="plan_saved", about=plan.pk, once=str(version.number), pupil=plan.pupil,
             by=by, at=at)  # fmt: skip


def tell_readers(plan: Plan, *, by: str, at: dt.datetime) -> None:
    """Who has opened the pupil's plan or taken it out since it was made, and who has written in it."""
    wrote = plan.versions.values_list("saved_by", flat=True)
    readers.tell_readers(
        kind="plan_withdrawn", about=plan.pk, pupil=plan.pupil, since=plan.made_at, wrote=wrote, by=by, at=at
    )  # fmt: skip
