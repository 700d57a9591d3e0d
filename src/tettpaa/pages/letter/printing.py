"""A letter as PDF, as it left to one reader. That somebody took it out is in the log before it leaves."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from tettpaa.follow_up.letters.archive import pdf_of_letter
from tettpaa.follow_up.letters.models import LetterDelivery
from tettpaa.follow_up.paper.pdf import CONTENT_TYPE
from tettpaa.kit.text import slug_of
from tettpaa.pages.letter.queries import found_letter
from tettpaa.pages.on_paper import pdf_or_told
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import EXPORTED, shown
from tettpaa.trust.uploads.sending import attachment


@requires("letter_print", checked_by_view=("letter_id", "delivery_id"))
@require_GET
def pdf(request: HttpRequest, letter_id: UUID, delivery_id: UUID) -> HttpResponse:
    """PDF/UA in the language it was sent in, to print or to keep."""
    held = found_letter(request, letter_id, "letter_print")
    delivery = get_object_or_404(LetterDelivery.objects.select_related("to"), letter=held, pk=delivery_id)
    if held.sent_at is None:
        raise Http404
    content = pdf_or_told(request, lambda: pdf_of_letter(held, delivery, held.sent_at))
    if content is None:
        return redirect("letter_paper", letter_id=held.pk, delivery_id=delivery.pk)
    shown(request, [held.pupil_id], "letter_print", EXPORTED)
    return attachment(content, CONTENT_TYPE, f"{slug_of(delivery.title)}-{slug_of(str(delivery.to))}.pdf")
