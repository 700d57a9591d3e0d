"""Eleven: what is agreed, how it goes, and what has happened; and writing that one has spoken with the pupil."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tettpaa.assess.talks.actions import record_contact
from tettpaa.assess.talks.forms import ContactForm
from tettpaa.kit import clock
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
