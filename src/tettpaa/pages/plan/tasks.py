"""Plans that are to be evaluated by the reader, now or soon."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.plans.queries import due_plans
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User


def tasks_for(rights: Rights) -> list[Task]:
    """One for each plan the reader is responsible for, the earliest first. One read beside the rights."""
    if not isinstance(rights.user, User):
        return []
    return [
        Task(
            _("Evaluer planen for %(name)s") % {"name": plan.pupil}, reverse("plan_evaluate", args=[plan.pk]),
            plan.pupil_id, plan.evaluate_on,
        )
        for plan in due_plans(rights.user, rights.pupils("plan_write"), rights.on)
    ]  # fmt: skip
