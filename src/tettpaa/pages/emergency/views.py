"""Nødåpning: a pupil one has no tie to, for four hours, in the open; and the leader's judgement of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.emergency.forms import OpeningForm, ReviewForm
from tettpaa.pages.emergency.queries import find_pupil, openings_to_review, review_day_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.identity.step_up import Asked, step_up
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.openings.actions import open_in_emergency, refuse_opening, review_opening

REFUSED = 422
ASKED = Asked(Strength.TWO_FACTORS, wants_fresh=True)


@requires("emergency_open")
def open_one(request: HttpRequest) -> HttpResponse:
    """Who it is shows once more that it is them, names the pupil in full, and says what cannot wait."""
    if not ASKED.is_met(request):
        return step_up(request, needs=ASKED.needs, wants_fresh=True)
    form = OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (pupil := _opened(request, form)):
        return redirect("pupil", key=pupil)
    return render(request, "emergency/open.html", {"form": form}, status=REFUSED if form.errors else 200)


def _opened(request: HttpRequest, form: OpeningForm) -> int | None:
    """The key of the pupil that is open now, or none, with the form told why."""
    asked, at, by = form.cleaned_data, clock.now(), request.user.username
    found = find_pupil(request.rights, asked["given"], asked["family"], asked["group"])
    if len(found) != 1:
        refuse_opening(user=request.user, by=by, at=at)
        form.add_error(
            None, _("Flere heter det. Skriv klassen.") if found else _("Fant ingen elev med det navnet ved skolen din.")
        )
        return None
    pupil, school = found[0]
    review_by = review_day_of(school, request.rights.on)
    with refusal_told_on(form):
        open_in_emergency(
            user=request.user, pupil=pupil, reason=asked["reason"], review_by=review_by, by=by, at=at
        )  # fmt: skip
        messages.success(request, _("Åpnet i fire timer. Eleven og lederen ser at du har åpnet, og hvorfor."))
    return None if form.errors else pupil.key


@requires("opening_review")
def openings(request: HttpRequest) -> HttpResponse:
    """The openings at the school that nobody has judged yet."""
    waiting = list(openings_to_review(request.rights))
    shown(request, [opening.pupil_id for opening in waiting], "openings")
    return render(request, "emergency/openings.html", {"waiting": waiting, "today": request.rights.on})


@requires("opening_review", checked_by_view=("opening_id",))
def review(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """One opening: who, whom, when, why; was it right?"""
    waiting = openings_to_review(request.rights)
    opening = get_object_or_404(waiting, reference=opening_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            review_opening(opening=opening, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Vurderingen er lagret."))
            return redirect("openings")
    shown(request, [opening.pupil_id], "openings", OPENED)
    shown_to_reader = {"opening": opening, "form": form}
    return render(request, "emergency/review.html", shown_to_reader, status=REFUSED if form.errors else 200)
