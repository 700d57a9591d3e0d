"""Notices in own subjects that have been written and not sent."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.letters.queries import this_year
from tettpaa.pages.subject_notice.queries import own_notices
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights


def tasks_for(rights: Rights) -> list[Task]:
    """This school year's. One read."""
    if not rights.may("subject_notice_write"):
        return []
    waiting = own_notices(rights).filter(sent_at=None, stopped_at=None, written_at__gte=this_year(rights.on))
    return [
        Task(
            _("Les gjennom og send varselet til %(name)s") % {"name": notice.pupil},
            reverse("subject_notice", kwargs={"notice_id": notice.pk}), notice.pupil_id, None,
        )
        for notice in waiting
    ]  # fmt: skip
