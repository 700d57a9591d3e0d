"""Drøfting: asking PPT about a situation without naming anybody, and writing what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tettpaa.follow_up.referrals.consults import answer_consult, ask_consult, void_consult
from tettpaa.follow_up.referrals.forms import ConsultAnswerForm, ConsultForm, ReasonForm
from tettpaa.follow_up.referrals.models import Consult
from tettpaa.follow_up.referrals.queries import consults_of, naming
from tettpaa.follow_up.referrals.states import consult_state
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.kit.states import State
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.pages.who_wrote import names_of
from tettpaa.schools.places.models import School
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.permissions import permission_named
from tettpaa.trust.access.rights import Rights

REFUSED = 422


@dataclass(frozen=True)
class Told:
    """A consult, who wrote the answer, and whether the answer names somebody the reader may know goes to the school."""

    consult: Consult
    answered_by: str
    names_somebody: bool

    @property
    def state(self) -> State:
        held = self.consult
        return consult_state(is_answered=held.answered_at is not None, is_voided=held.voided_at is not None)


@requires("consult_ask")
@require_GET
def consults(request: HttpRequest) -> HttpResponse:
    """One's own questions, and those of the schools one leads or counsels at."""
    found = consults_of(request.rights.schools("school_read"), request.user.username)
    return render(request, "referral/consults.html", {"rows": told(request.rights, found)})


@requires("consult_ask", checked_by_view=("consult_id",))
@require_GET
def consult(request: HttpRequest, consult_id: UUID) -> HttpResponse:
    """One question and its answer: where the message that PPT has answered leads."""
    among = consults_of(request.rights.schools("school_read"), request.user.username)
    held = get_object_or_404(among, pk=consult_id)
    if request.rights.person:
        see_messages(to=request.rights.person, about=held.pk, at=clock.now())
    return render(request, "referral/consults.html", {"rows": told(request.rights, [held]), "is_one": True})


@requires("consult_ask")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A question that names nobody; one that does is refused, and says where."""
    school = school_of(request.rights)
    form = ConsultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            ask_consult(
                school=school,
                **form.cleaned_data,
                unknown=request.rights.hidden,
                by=request.user.username,
                at=clock.now(),
            )
            messages.success(request, _("Notert. Ring eller møt PPT, og skriv svaret her etterpå."))
            return redirect("consults")
    return _form_page(request, "referral/consult_ask.html", form)


@requires("consult_ask", checked_by_view=("consult_id",))
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, consult_id: UUID) -> HttpResponse:
    """What PPT said."""
    among = consults_of(request.rights.schools("school_read"), request.user.username).filter(
        answered_at=None, voided_at=None
    )
    consult = get_object_or_404(among, pk=consult_id)
    form = ConsultAnswerForm(request.POST or None, initial={"on": request.rights.on})
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            answer_consult(
                consult=consult, **form.cleaned_data, unknown=request.rights.hidden, by=request.user.username,
                at=clock.now(),
            )  # fmt: skip
            messages.success(request, _("Svaret er skrevet."))
            return redirect("consults")
    return _form_page(request, "referral/consult_answer.html", form, consult=consult)


@requires("consult_ask", checked_by_view=("consult_id",))
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, consult_id: UUID) -> HttpResponse:
    """Mark a consult as entered by mistake, with its answer."""
    among = consults_of(request.rights.schools("school_read"), request.user.username).filter(voided_at=None)
    held = get_object_or_404(among, pk=consult_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            void_consult(
                consult=held, **form.cleaned_data, unknown=request.rights.hidden, by=request.user.username, at=clock.now()
            )  # fmt: skip
            messages.success(request, _("Drøftingen er merket som feilført. De som har lest den, får vite det."))
            return redirect("consults")
    return _form_page(request, "referral/consult_void.html", form, consult=held)


def told(rights: Rights, consults: Iterable[Consult]) -> list[Told]:
    """Each with what the reader must know of the answer."""
    found = list(consults)
    names = names_of(each.answered_by for each in found)
    named = naming(found, rights.on, rights.hidden)
    return [Told(each, names.get(each.answered_by, ""), each.pk in named) for each in found]


def school_of(rights: Rights) -> School:
    """The school one follows pupils up at; the first by name for those with several."""
    roles = permission_named("consult_ask").cells
    ties = [tie for tie in rights.ties if tie.role in roles]
    at = [tie.place.key for tie in ties if tie.place.kind == "school"]
    groups = [tie.place.key for tie in ties if tie.place.kind == "group"]
    found = School.objects.filter(pk__in=at) | School.objects.filter(groups__in=groups)
    if (school := found.order_by("name", "pk").distinct().first()) is None:
        raise Http404
    return school


def _form_page(request: HttpRequest, template: str, form: Form, **told: object) -> HttpResponse:
    return render(request, template, {"form": form, **told}, status=REFUSED if form.errors else 200)
