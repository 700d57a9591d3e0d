"""What waits for somebody because of meetings: an answer, a deed, minutes, a deed that nobody has."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.meetings.queries import without_owner
from tettpaa.follow_up.meetings.words import kind_word
from tettpaa.kit import clock
from tettpaa.kit.clock import OSLO
from tettpaa.pages.meeting.called import own_invitations
from tettpaa.pages.meeting.queries import own_tasks, waiting_minutes
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User


def tasks_for(rights: Rights) -> list[Task]:
    """Invitations to answer, tasks from meetings, minutes that are missing; for who leads or counsels, tasks whose person no
    longer works here. At most nine reads.
    """
    if not isinstance(rights.user, User):
        return []
    at = clock.now()
    answers = [
        Task(
            _("Svar på innkalling: %(meeting)s") % {"meeting": each.title}, reverse("invitation", args=[each.invitation.pk]),
            each.invitation.pupil_id, each.invitation.meeting.starts_at.astimezone(OSLO).date(),
        )
        for each in own_invitations(rights, at) if not each.invitation.answer
    ]  # fmt: skip
    deeds = [
        Task(each.what, reverse("meeting_task", args=[each.pk]), each.pupil_id, each.due_on)
        for each in own_tasks(rights)
    ]
    minutes = [
        Task(
            _("Skriv referat: %(meeting)s") % {"meeting": each.team or kind_word(each.kind)},
            reverse("meeting", args=[each.pk]),
            each.pupil_id,
            None,
        )
        for each in waiting_minutes(rights, at)
    ]
    return answers + deeds + minutes + _left_behind(rights)


def _left_behind(rights: Rights) -> list[Task]:
    if not rights.may("meeting_task_give"):
        return []
    words = _("Oppgaven «%(what)s» har ingen: %(name)s arbeider ikke her lenger")
    return [
        Task(
            words % {"what": each.what, "name": each.person}, reverse("meeting_task_give", args=[each.pk]), each.pupil_id,
            each.due_on,
        )
        for each in without_owner(rights.pupils("meeting_task_give"), rights.on)
    ]  # fmt: skip
