"""Min dag: whom to talk with today, and writing that one did."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tettpaa.assess.talks.actions import answer_explanation, record_contact
from tettpaa.assess.talks.forms import AnswerForm, ContactForm
from tettpaa.assess.talks.queries import open_questions
from tettpaa.kit import clock
from tettpaa.pages.my_day.one_form import contact_forms
from tettpaa.pages.my_day.queries import day_of
from tettpaa.pages.my_day.words import absence_asked_about, registration_url, told
from tettpaa.pages.talk.more import with_more
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422


@requires("day_read")
def my_day(request: HttpRequest) -> HttpResponse:
    """The pupils flagged and not yet spoken with, what is unknown, and the deadlines."""
    day = day_of(request.rights, request.GET.get("side", "1"))
    shown(request, day.pupils_shown, "my_day")
    today = request.rights.on
    forms = contact_forms(request, [card.pupil.key for card in day.cards], today)
    cards = [told(card, today, forms[card.pupil.key]) for card in day.cards]
    return render(
        request,
        "my_day/day.html",
        {"day": day, "cards": cards, "today": today, "registration_url": registration_url(request.rights)},
    )


@requires("contact_record", pupil="pupil_key")
def contact(request: HttpRequest, pupil_key: int) -> HttpResponse:
    """'Jeg har snakket med …': the form, and writing what it says."""
    pupil = request.rights.pupil("contact_record", pupil_key)
    form = ContactForm(request.POST or None, today=request.rights.on)
    if request.method == "POST" and form.is_valid():
        written = record_contact(pupil=pupil, **form.cleaned_data, by=request.user.username, at=clock.now())
        messages.success(request, with_more(_thanks(written.was_reached), written))
        return redirect("my_day")
    shown(request, [pupil.key], "contact", OPENED)
    shown_to_reader = {"pupil": pupil, "form": form}
    return render(request, "my_day/contact.html", shown_to_reader, status=REFUSED if form.errors else 200)


@requires("explanation_answer", checked_by_view=("question_id",))
def answer(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """A leader's question about large absence, and the contact teacher's answer."""
    mine = open_questions(request.rights.pupils("explanation_answer"))
    asked = get_object_or_404(mine, reference=question_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_explanation(asked=asked, **form.cleaned_data, by=request.user.username, at=clock.now())
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        else:
            messages.success(request, _("Svaret er sendt til den som spurte."))
        return redirect("my_day")
    shown(request, [asked.pupil_id], "answer", OPENED)
    shown_to_reader = {"asked": asked, "form": form, "absence": absence_asked_about(asked)}
    return render(request, "my_day/answer.html", shown_to_reader, status=REFUSED if form.errors else 200)


def _thanks(was_reached: bool) -> str:
    """Without the name: the page that says it shows a pupil no more, and so logs none."""
    if was_reached:
        return _("Takk. Eleven er tatt av lista.")
    return _("Notert. Eleven står på lista til noen har fått snakket med henne eller ham.")
