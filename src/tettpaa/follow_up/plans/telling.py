"""Who is told what of a plan: the responsible when another has saved it, everybody who has read it when it was wrong."""

import datetime as dt

from tettpaa.follow_up.plans.models import Plan, PlanVersion
from tettpaa.messages.outbox.actions import tell
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.identity.models import User

PAGES = ("plan", "plan_edit", "plan_print")


def tell_responsible(version: PlanVersion, *, by: str, at: dt.datetime) -> None:
    """Another than the responsible has saved."""
    plan, responsible = version.plan, version.plan.case.responsible
    if responsible.username != by and responsible.person is not None:
        tell(to=responsible.person, kind="plan_saved", about=plan.pk, once=str(version.number), pupil=plan.pupil,
             by=by, at=at)  # fmt: skip


def tell_readers(plan: Plan, *, by: str, at: dt.datetime) -> None:
    """Who has opened the pupil's plan or taken it out since it was made, and who has written in it."""
    looks = AccessRecord.objects.filter(page__in=PAGES, pupil_key=plan.pupil_id, at__gte=plan.made_at)
    names = {*looks.values_list("by", flat=True), *plan.versions.values_list("saved_by", flat=True)} - {by}
    for user in User.objects.filter(username__in=names).select_related("person"):
        if user.person is not None:
            tell(to=user.person, kind="plan_withdrawn", about=plan.pk, pupil=plan.pupil, by=by, at=at)
