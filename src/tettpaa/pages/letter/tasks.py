"""Letters that wait for somebody: to be sent, or to be handed over."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.letters.models import Letter, LetterDelivery
from tettpaa.follow_up.letters.queries import letters_about, standing_of, this_year
from tettpaa.follow_up.letters.states import QUEUED, SENT
from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.channels.queries import posted_for
from tettpaa.messages.channels.states import GIVEN_UP
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights


def tasks_for(rights: Rights) -> list[Task]:
    """The reader's own letters of this school year that wait to be sent, or are not known to have come. Three reads."""
    if not rights.may("letter_deliver"):
        return []
    own = letters_about(rights.pupils("letter_deliver")).filter(
        written_by=rights.user.get_username(), written_at__gte=this_year(rights.on)
    )
    letters = list(own)
    lost = _not_arrived(letters)
    return [task for letter in letters if (task := _task(letter, letter.pk in lost)) is not None]


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
