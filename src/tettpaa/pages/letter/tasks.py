"""Letters that wait for somebody: to be sent, or to be handed over."""

from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.letters.models import Letter, LetterDelivery
from tettpaa.follow_up.letters.queries import letters_about, standing_of, this_year
from tettpaa.follow_up.letters.recipients import PRINT
from tettpaa.follow_up.letters.states import QUEUED, SENT
from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.channels.queries import posted_for
from tettpaa.messages.channels.states import GIVEN_UP
from tettpaa.pages.tasks import Task
from tettpaa.schools.people.models import Membership
from tettpaa.schools.people.queries import live_memberships
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role


def tasks_for(rights: Rights) -> list[Task]:
    """This school year's letters that wait to be sent, or are not known to have come: the reader's own, and what subject
    teachers have sent on paper to pupils the reader is contact teacher of. Three reads.
    """
    if not rights.may("letter_deliver"):
        return []
    own = Q(written_by=rights.user.get_username(), group=None)
    among = letters_about(rights.pupils("letter_deliver")).filter(written_at__gte=this_year(rights.on))
    letters = list(among.filter(own | _to_carry(rights)))
    lost = _not_arrived(letters)
    return [task for letter in letters if (task := _task(letter, letter.pk in lost)) is not None]


def _to_carry(rights: Rights) -> Q:
    """Sent by a subject teacher, who does not know the home: the contact teacher hands over what is on paper."""
    classes = [tie.place.key for tie in rights.ties if tie.role is Role.CONTACT_TEACHER]
    members = live_memberships(rights.on).filter(role=Membership.Role.PUPIL, group__in=classes)
    on_paper = LetterDelivery.objects.filter(channel=PRINT, received_on=None)
    return Q(
        group__isnull=False, sent_at__isnull=False, pupil__in=members.values("person"), pk__in=on_paper.values("letter")
    )


def _not_arrived(letters: list[Letter]) -> set[UUID]:
    """Letters of which one has been given up on its way."""
    sent = dict(LetterDelivery.objects.filter(letter__in=letters, received_on=None).values_list("pk", "letter_id"))
    posted = posted_for([str(delivery) for delivery in sent])
    return {letter for delivery, letter in sent.items() if str(delivery) in posted and _is_lost(posted[str(delivery)])}


def _is_lost(posted: Delivery) -> bool:
    return posted.state == GIVEN_UP


def _task(letter: Letter, is_lost: bool) -> Task | None:
    told = {"kind": letter.get_kind_display().lower(), "name": letter.pupil}
    words = {
        QUEUED: _("Les gjennom og send brevet til %(name)s: %(kind)s"),
        SENT: _("Lever brevet til %(name)s, og skriv når det er mottatt: %(kind)s"),
    }
    state = standing_of(letter).state.key
    if state not in words:
        return None
    asked = _("Et brev til %(name)s kom ikke fram: %(kind)s") if is_lost else words[state]
    return Task(asked % told, reverse("letter", kwargs={"letter_id": letter.pk}), letter.pupil_id, letter.answer_by)
