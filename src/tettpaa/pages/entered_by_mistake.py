"""The page that asks why something about a pupil is entered by mistake ('feilført'), the same for whatever it is."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tettpaa.assess.cases.forms import ReasonForm
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422


def why_asked(
    request: HttpRequest, pupil: Person, act: Callable[[str], HttpResponse], page: str, **told: object
) -> HttpResponse:
    """The form, or what `act` answers with the reason. `told`: heading, up_label, up_url, and text where it is shown."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            return act(form.cleaned_data["reason"])
    shown(request, [pupil.pk], page, OPENED)
    answer = {"pupil": pupil, "form": form, **told}
    return render(request, "case/why_mistake.html", answer, status=REFUSED if form.errors else 200)
