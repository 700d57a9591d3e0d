"""Til oss: what schools ask PP-tjenesten, without a name and with consent, in one list; and answering what names nobody."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tettpaa.follow_up.referrals.advisers import mistakes_told, over_early
from tettpaa.follow_up.referrals.consults import reply_to_consult, void_answer
from tettpaa.follow_up.referrals.forms import ConsultAnswerForm, ReasonForm
from tettpaa.follow_up.referrals.models import Consult, Referral
from tettpaa.follow_up.referrals.queries import consults_at, given_to
from tettpaa.follow_up.referrals.states import SENT, state_of
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.kit.states import State
from tettpaa.schools.places.school_year import first_day, school_year_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role
from tettpaa.trust.audit.reading import LISTED, shown

REFUSED = 422


@dataclass(frozen=True)
class Given:
    """A referral, where it stands, and the day it was sent."""

    referral: Referral
    state: State
    sent_on: dt.date


@requires("ppt_read")
@require_GET
def to_us(request: HttpRequest) -> HttpResponse:
    """Questions that name nobody from the schools one answers for, and the referrals one has been given."""
    rights = request.rights
    referrals = given(rights)
    shown(request, [each.referral.pupil_id for each in referrals], "ppt_referrals", LISTED, "referral_read")
    since = first_day(school_year_of(rights.on))
    consults = list(consults_at(rights.schools("consult_reply"), since))
    told = {
        "referrals": referrals, **no_more_seen(rights),
        "waiting": [each for each in consults if each.answered_at is None and each.voided_at is None],
        "answered": [each for each in consults if each.answered_at is not None and each.voided_at is None],
        "voided": [each for each in consults if each.voided_at is not None],
    }  # fmt: skip
    return render(request, "referral/to_us.html", told)


@requires("consult_reply", checked_by_view=("consult_id",))
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, consult_id: UUID) -> HttpResponse:
    """PPT's own answer; it is taken whatever name stands in it, so that nobody finds out here who goes to the school."""
    waiting = Consult.objects.filter(
        school__in=request.rights.schools("consult_reply"), answered_at=None, voided_at=None
    )
    consult = get_object_or_404(waiting.select_related("school"), pk=consult_id)
    form = ConsultAnswerForm(request.POST or None, initial={"on": request.rights.on})
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            reply_to_consult(consult=consult, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Svaret er sendt til skolen."))
            return redirect("to_ppt")
    told = {"form": form, "consult": consult}
    return render(request, "referral/reply.html", told, status=REFUSED if form.errors else 200)


@requires("consult_reply", checked_by_view=("answered_id",))
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, answered_id: UUID) -> HttpResponse:
    """Take back one's own answer; what the school or a colleague has written, is not there."""
    own = Consult.objects.filter(
        school__in=request.rights.schools("consult_reply"), answered_by=request.user.username, voided_at=None
    )
    consult = get_object_or_404(own.select_related("school"), pk=answered_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            void_answer(consult=consult, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(
                request, _("Svaret er merket som feilført. Skolen får vite det, og spørsmålet venter på nytt svar.")
            )
            return redirect("to_ppt")
    told = {"form": form, "consult": consult}
    return render(request, "referral/answer_void.html", told, status=REFUSED if form.errors else 200)


def no_more_seen(rights: Rights) -> dict:
    """What one has had as an adviser this school year and sees no more: it was a mistake, or it is over. Two reads."""
    since = first_day(school_year_of(rights.on))
    return {
        "mistakes": list(mistakes_told(rights.user, since)),
        "over": list(over_early(rights.user, since, rights.moment.at)),
    }


def given(rights: Rights) -> list[Given]:
    """Referrals of the pupils one has an assignment about, as an adviser at PPT. Two reads."""
    own = [tie.place.key for tie in rights.ties if tie.role is Role.PPT_ADVISER]
    if not own:
        return []
    return [
        Given(each, state_of(each.state), next(step.on for step in each.steps.all() if step.state == SENT))
        for each in given_to(rights.pupils("referral_read").filter(pk__in=own))
    ]
