"""Cases that wait for the reader: offered, or waited out."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.queries import calling
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User


def tasks_for(rights: Rights) -> list[Task]:
    """One read."""
    if not isinstance(rights.user, User):
        return []
    found = calling(rights.user, rights.pupils("case_read"), rights.on)
    return [_task(case, rights.user) for case in found]


def _task(case: Case, user: User) -> Task:
    words = (
        _("Ventetiden er over i saken til %(name)s")
        if case.responsible_id == user.pk
        else _("Vil du ta over saken til %(name)s?")
    )
    return Task(words % {"name": case.pupil}, reverse("case", args=[case.pk]), case.pupil_id, case.waits_until)
