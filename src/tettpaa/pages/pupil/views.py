"""Eleven: what is agreed, how it goes, and what has happened; and writing that one has spoken with the pupil."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tettpaa.assess.cases.forms import ReasonForm
from tettpaa.assess.talks.actions import record_contact, void_contact
from tettpaa.assess.talks.explaining import void_explanation
from tettpaa.assess.talks.forms import ContactForm
from tettpaa.assess.talks.models import Contact, ExplanationRequest
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.entered_by_mistake import why_asked
from tettpaa.pages.pupil.page import page_of
from tettpaa.pages.talk.more import with_more
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422


@requires("pupil_open", pupil="key")
@require_GET
def pupil(request: HttpRequest, key: int) -> HttpResponse:
    """The pupil as far as the reader may see: the other parts are not read and leave no trace."""
    shown(request, [key], "pupil", OPENED)
    page = page_of(request.rights, request.rights.pupil("pupil_open", key))
    form = ContactForm(today=request.rights.on) if page.may("contact_record") else None
    return render(request, "pupil/pupil.html", {"page": page, "form": form, "today": request.rights.on})


@requires("contact_record", pupil="key")
@require_http_methods(["GET", "POST"])
def spoke(request: HttpRequest, key: int) -> HttpResponse:
    """'Jeg har snakket med …' from the pupil's page: writes it, or sends the form back with what is wrong."""
    found = request.rights.pupil("contact_record", key)
    form = ContactForm(request.POST or None, today=request.rights.on)
    if request.method == "POST" and form.is_valid():
        written = record_contact(pupil=found, **form.cleaned_data, by=request.user.username, at=clock.now())
        messages.success(request, with_more(_("Takk. Samtalen er skrevet."), written))
        return redirect("pupil", key=key)
    shown(request, [key], "contact", OPENED)
    told = {"pupil": found, "form": form}
    return render(request, "pupil/spoke.html", told, status=REFUSED if form.errors else 200)


@requires("explanation_void", checked_by_view=("question_id",))
@require_http_methods(["GET", "POST"])
def void_answer(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """What was answered about absence, and marking it as entered by mistake; then the question waits again."""
    among = ExplanationRequest.objects.filter(
        pupil__in=request.rights.pupils("explanation_void"), answered_at__isnull=False, voided_at=None
    )
    held = get_object_or_404(among.select_related("pupil__owner", "contact_teacher"), reference=question_id)

    def act(reason: str) -> HttpResponse:
        void_explanation(asked=held, reason=reason, by=request.user.username, at=clock.now())
        messages.success(request, _("Svaret er merket som feilført. De som har lest det, får vite det."))
        return redirect("pupil", key=held.pupil_id)

    told = {"heading": _("Hvorfor er svaret feilført?"), "up_label": str(held.pupil), "text": held.answer}
    return why_asked(request, held.pupil, act, "answer", **told, up_url=reverse("pupil", args=[held.pupil_id]))


@requires("contact_void", checked_by_view=("contact_id",))
@require_http_methods(["GET", "POST"])
def void_contact_line(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """A contact, and marking it as entered by mistake; one that a talk tells of is marked with the talk."""
    among = Contact.standing.filter(pupil__in=request.rights.pupils("contact_void"), talk=None)
    held = get_object_or_404(among.select_related("pupil__owner"), reference=contact_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            void_contact(contact=held, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Kontakten er merket som feilført. De som har lest den, får vite det."))
            return redirect("pupil", key=held.pupil_id)
    shown(request, [held.pupil_id], "contact", OPENED)
    told = {"contact": held, "pupil": held.pupil, "form": form}
    return render(request, "pupil/void_contact.html", told, status=REFUSED if form.errors else 200)
