"""Innspill: what a subject teacher is asked, and answering it on a phone in one sitting."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tettpaa.assess.mappings.answering import answer_input
from tettpaa.assess.mappings.catalogue import questions_on
from tettpaa.assess.mappings.forms import InputForm
from tettpaa.kit import clock
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.pages.mapping.own import own_requests, requests_for
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422


@requires("input_answer")
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """What the reader is asked in rounds that are open, and what the reader has answered in them."""
    found = own_requests(list(requests_for(request.rights)))
    shown(request, [own.request.pupil_id for own in found], "input_requests")
    return render(request, "mapping/requests.html", {"found": found})


@requires("input_answer", checked_by_view=("request_id",))
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The questions about one pupil in one subject. Nothing says why they are asked."""
    asked = get_object_or_404(requests_for(request.rights), pk=request_id)
    form = InputForm(request.POST or None, questions=questions_on(asked.round.questions_from))
    if request.method == "POST" and form.is_valid():
        try:
            answer_input(request=asked, answers=form.cleaned_data, by=request.user.username, at=clock.now())
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        else:
            messages.success(request, _("Takk. Innspillet er sendt til den som spurte."))
        return redirect("input_requests")
    see_messages(to=asked.teacher, about=asked.pk, at=clock.now())
    shown(request, [asked.pupil_id], "input_answer", OPENED)
    told = {"own": own_requests([asked])[0], "form": form}
    return render(request, "mapping/answer.html", told, status=REFUSED if form.errors else 200)
