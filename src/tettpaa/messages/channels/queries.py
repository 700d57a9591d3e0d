"""What became of deliveries."""

from django.db.models import QuerySet

from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.channels.states import SENT


def perhaps_doubled() -> QuerySet[Delivery]:
    """Sent after a try that may have sent it already: the window a mail server leaves."""
    return Delivery.objects.filter(state=SENT, is_perhaps_double=True)


def posted_for(abouts: list[str]) -> dict[str, Delivery]:
    """Where letters' deliveries stand, by what they are about. One read."""
    return {each.about: each for each in Delivery.objects.filter(about__in=abouts).exclude(about="")}
