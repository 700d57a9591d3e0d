"""Marking a letter that has left as sent by mistake."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tettpaa.assess.cases.forms import ReasonForm
from tettpaa.follow_up.letters.queries import standing_of
from tettpaa.follow_up.letters.states import may
from tettpaa.follow_up.letters.voiding import to_tell_by_hand, void_letter
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.letter.queries import found_letter
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422


@requires("letter_deliver", checked_by_view=("letter_id",))
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Why, who is told by itself, and whom somebody must tell."""
    held = found_letter(request, letter_id, "letter_deliver")
    if not may(standing_of(held).state, "void_letter"):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            void_letter(letter=held, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Brevet er merket som feilført."))
            return redirect("letter", letter_id=held.pk)
    shown(request, [held.pupil_id], "letter_act", OPENED)
    went = list(held.deliveries.select_related("to").order_by("to__sort_key", "pk"))
    by_hand = to_tell_by_hand(went)
    told = {
        "letter": held,
        "form": form,
        "by_hand": by_hand,
        "by_itself": [each for each in went if each not in by_hand],
    }
    return render(request, "letter/void.html", told, status=REFUSED if form.errors else 200)
