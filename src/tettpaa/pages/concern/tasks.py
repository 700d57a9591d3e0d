"""Concerns that wait for the reader's answer."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tettpaa.assess.concerns.queries import waiting_concerns
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights

SHOWN_OF_LINE = 80


def tasks_for(rights: Rights) -> list[Task]:
    """One read."""
    if not rights.may("concern_answer"):
        return []
    words = _("Svar på bekymring for %(name)s: «%(line)s»")
    return [
        Task(
            words % {"name": concern.pupil, "line": Truncator(concern.line).chars(SHOWN_OF_LINE)},
            reverse("concern_answer", args=[concern.pk]), concern.pupil_id, None,
        )
        for concern in waiting_concerns(rights.pupils("concern_answer"))
    ]  # fmt: skip
