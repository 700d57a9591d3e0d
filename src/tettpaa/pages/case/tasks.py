"""Cases that wait for the reader: offered, waited out, or left behind."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.queries import calling, left_behind
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role
from tettpaa.trust.identity.models import User


def tasks_for(rights: Rights) -> list[Task]:
    """Those that call the reader; for who leads or counsels, those that nobody has any more. Two reads."""
    if not isinstance(rights.user, User):
        return []
    found = calling(rights.user, rights.pupils("case_read"), rights.on)
    tasks = [_task(case, rights.user) for case in found]
    if any(tie.role in (Role.LEADER, Role.COUNSELLOR) for tie in rights.ties):
        words = _("Saken til %(name)s har ingen: den ansvarlige arbeider ikke her lenger")
        tasks += [
            Task(words % {"name": case.pupil}, reverse("case", args=[case.pk]), case.pupil_id, None)
            for case in left_behind(rights.pupils("case_change"), rights.on)
        ]
    return tasks


def _task(case: Case, user: User) -> Task:
    words = (
        _("Ventetiden er over i saken til %(name)s")
        if case.responsible_id == user.pk
        else _("Vil du ta over saken til %(name)s?")
    )
    return Task(words % {"name": case.pupil}, reverse("case", args=[case.pk]), case.pupil_id, case.waits_until)
