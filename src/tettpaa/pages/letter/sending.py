"""What is done with a letter: sent, put away, received, archived. Each leads back to its page."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tettpaa.follow_up.letters.actions import archive_letter, drop_letter, receive_letter, send_letter
from tettpaa.follow_up.letters.forms import ReceivedForm, choices_in
from tettpaa.follow_up.letters.models import Letter, LetterDelivery
from tettpaa.follow_up.letters.recipients import recipients_of
from tettpaa.kit import clock
from tettpaa.pages.letter.queries import found_letter, template_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown


@requires("letter_deliver", checked_by_view=("letter_id",))
@require_POST
def send(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Send what was read on the page before; where it is no longer true, say so."""
    held = found_letter(request, letter_id, "letter_deliver")
    recipients = recipients_of(held.pupil, template_of(held), request.rights.on)

    def act() -> str:
        is_sent = send_letter(
            letter=held, choices=choices_in(request.POST, recipients), seen=request.POST.get("seen", ""),
            by=request.user.username, at=clock.now(),
        )  # fmt: skip
        if not is_sent:
            raise ValidationError(_("Brevet ble ikke sendt."))
        return _("Brevet er sendt.")

    return _done(request, held, act)


@requires("letter_deliver", checked_by_view=("letter_id",))
@require_POST
def drop(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """It is not to be sent after all."""
    held = found_letter(request, letter_id, "letter_deliver")

    def act() -> str:
        drop_letter(letter=held, by=request.user.username, at=clock.now())
        return _("Brevet er lagt bort.")

    return _done(request, held, act)


@requires("letter_deliver", checked_by_view=("letter_id", "delivery_id"))
@require_POST
def receive(request: HttpRequest, letter_id: UUID, delivery_id: UUID) -> HttpResponse:
    """It was handed over, or is known to be read."""
    held = found_letter(request, letter_id, "letter_deliver")
    delivery = get_object_or_404(LetterDelivery.objects.select_related("letter"), letter=held, pk=delivery_id)
    form = ReceivedForm(request.POST)

    def act() -> str:
        if not form.is_valid():
            raise ValidationError(_("Velg dagen brevet ble mottatt."))
        receive_letter(delivery=delivery, on=form.cleaned_data["on"], by=request.user.username, at=clock.now())
        return _("Det er skrevet at brevet er mottatt.")

    return _done(request, held, act)


@requires("letter_deliver", checked_by_view=("letter_id",))
@require_POST
def to_archive(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Hand it to the archive."""
    held = found_letter(request, letter_id, "letter_deliver")

    def act() -> str:
        archive_letter(letter=held, by=request.user.username, at=clock.now())
        return _("Brevet er i arkivet.")

    return _done(request, held, act)


def _done(request: HttpRequest, letter: Letter, act: Callable[[], str]) -> HttpResponse:
    """Do it, say what came of it, and go back to the letter."""
    shown(request, [letter.pupil_id], "letter_act", OPENED)
    try:
        messages.success(request, act())
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    return redirect("letter", letter_id=letter.pk)
