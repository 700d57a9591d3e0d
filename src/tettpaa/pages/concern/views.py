"""Bekymringer: telling one in thirty seconds, and answering those that wait."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tettpaa.assess.concerns.actions import answer_concern, tell_concern, withdraw_concern
from tettpaa.assess.concerns.forms import ConcernAnswerForm, ConcernForm, TakeBackForm
from tettpaa.assess.concerns.models import Concern
from tettpaa.assess.concerns.queries import concerns_told_by, waiting_concerns
from tettpaa.kit import clock
from tettpaa.pages.concern.queries import concerns_for, standings
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.roles import Role
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422
TELLERS = {Role.PUPIL: Concern.Teller.PUPIL, Role.GUARDIAN: Concern.Teller.GUARDIAN, Role.NURSE: Concern.Teller.NURSE}


@requires("concern_tell", pupil="key")
def tell(request: HttpRequest, key: int) -> HttpResponse:
    """What it is about, and one line about what was seen."""
    pupil = request.rights.pupil("concern_tell", key)
    form = ConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        role = request.rights.why("concern_tell", pupil).role
        teller = TELLERS.get(role, Concern.Teller.STAFF)
        tell_concern(pupil=pupil, teller=teller, **form.cleaned_data, by=request.user.username, at=clock.now())
        messages.success(request, _("Takk. Kontaktlæreren ser den nå, og du får svar under Bekymringer."))
        return redirect("concerns")
    shown(request, [key], "concern_tell", OPENED)
    has_page = request.rights.may("pupil_open") and request.rights.may_about("pupil_open", key)
    told = {"pupil": pupil, "form": form, "has_page": has_page}
    return render(request, "concern/tell.html", told, status=REFUSED if form.errors else 200)


@requires("concern_tell")
def concerns(request: HttpRequest) -> HttpResponse:
    """Those that wait for the reader, and what came of those the reader told."""
    found = concerns_for(request.rights)
    shown(request, found.pupils_shown, "concerns")
    return render(request, "concern/concerns.html", {"found": found})


@requires("concern_answer", checked_by_view=("concern_id",))
def answer(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """One concern, and what was done about it."""
    waiting = waiting_concerns(request.rights.pupils("concern_answer"))
    concern = get_object_or_404(waiting, pk=concern_id)
    form = ConcernAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_concern(concern=concern, **form.cleaned_data, by=request.user.username, at=clock.now())
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        else:
            messages.success(request, _("Svaret er sendt til den som meldte."))
        return redirect("concerns")
    shown(request, [concern.pupil_id], "concern_answer", OPENED)
    told = {"told": standings([concern], request.rights.on)[0], "form": form}
    return render(request, "concern/answer.html", told, status=REFUSED if form.errors else 200)


@requires("concern_tell", checked_by_view=("concern_id",))
def take_back(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Whoever told something by mistake says so; the words stay, struck through, for those who had read them."""
    mine = concerns_told_by(request.user.username, request.rights.person).filter(
        pupil__in=request.rights.pupils("concern_tell")
    )
    concern = get_object_or_404(mine, pk=concern_id)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_concern(concern=concern, **form.cleaned_data, by=request.user.username, at=clock.now())
        messages.success(request, _("Bekymringen er tatt tilbake. De som har lest den, ser at den er feilført."))
        return redirect("concerns")
    shown(request, [concern.pupil_id], "concern_take_back", OPENED)
    told = {"told": standings([concern], request.rights.on)[0], "form": form}
    return render(request, "concern/take_back.html", told, status=REFUSED if form.errors else 200)
