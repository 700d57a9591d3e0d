"""What waits for somebody after a class review: one that nobody has closed, and pupils the contact teacher talks with."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.assess.reviews.queries import newest_lines, open_reviews
from tettpaa.assess.reviews.rules import TALK
from tettpaa.assess.talks.models import Contact
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role


def tasks_for(rights: Rights) -> list[Task]:
    """Two reads."""
    return _reviews(rights) + _talks(rights)


def _reviews(rights: Rights) -> list[Task]:
    if not rights.may("class_review_open"):
        return []
    return [
        Task(
            _("Avslutt klassegjennomgangen av %(group)s") % {"group": review.group},
            reverse("class_review", args=[review.pk]), None, None,
        )
        for review in open_reviews(rights.groups("class_review_open"))
    ]  # fmt: skip


def _talks(rights: Rights) -> list[Task]:
    """Agreed that the contact teacher talks with the pupil, and nobody has reached the pupil since."""
    own = [tie.place.key for tie in rights.ties if tie.role is Role.CONTACT_TEACHER]
    if not own or not rights.may("contact_record"):
        return []
    since = Contact.standing.filter(pupil=OuterRef("pupil"), was_reached=True, recorded_at__gte=OuterRef("written_at"))
    lines = newest_lines(rights.pupils("contact_record")).filter(~Exists(since), choice=TALK, review__group__in=own)
    return [
        Task(
            _("Snakk med %(name)s, som avtalt i klassegjennomgangen") % {"name": line.pupil},
            reverse("pupil", args=[line.pupil_id]), line.pupil_id, None,
        )
        for line in lines
    ]  # fmt: skip
