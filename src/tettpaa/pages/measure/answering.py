"""What is written about a measure beside its acts: the days of a return, what a gate asks, and whether it lasts."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tettpaa.assess.documents.queries import documents_of
from tettpaa.follow_up.measures.forms import DaysForm, ObservationForm, ProofForm
from tettpaa.follow_up.measures.models import Measure, Observation
from tettpaa.follow_up.measures.observing import looks_of, record_observation, void_observation
from tettpaa.follow_up.measures.proving import Shown, record_proof
from tettpaa.follow_up.measures.queries import observations_of, proofs_of
from tettpaa.follow_up.measures.scheduling import Days, plan_days
from tettpaa.follow_up.measures.states import LIVE
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.knowledge.measures.catalogue import kind_named
from tettpaa.knowledge.measures.gates import Gate, gates_for
from tettpaa.pages.entered_by_mistake import why_asked
from tettpaa.pages.measure.found import formed, found
from tettpaa.pages.measure.words import name_of, said
from tettpaa.pages.pupil.parts import parts_for
from tettpaa.trust.access.declare import requires
from tettpaa.trust.sharing.models import Consent


@requires("measure_change", checked_by_view=("measure_id",))
@require_http_methods(["GET", "POST"])
def days(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """The days the pupil is to come, some weeks at a time."""
    held = found(request, measure_id, "measure_change")
    if held.state not in LIVE or not kind_named(held.kind).has_schedule:
        raise Http404
    form = DaysForm(request.POST or None, initial={"first": max(held.starts_on, request.rights.on)})
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            plan_days(measure=held, days=Days(**form.cleaned_data), by=request.user.username, at=clock.now())
            messages.success(request, _("Dagene er planlagt."))
            return redirect("measure", measure_id=held.pk)
    return formed(request, "measure/days.html", held, form)


@requires("measure_change", checked_by_view=("measure_id", "gate"))
@require_http_methods(["GET", "POST"])
def prove(request: HttpRequest, measure_id: UUID, gate: str) -> HttpResponse:
    """One gate as a plain question, and what shows that it is passed."""
    held = found(request, measure_id, "measure_change")
    asked = {each.key: each for each in gates_for(held.kind, request.rights.on)}.get(gate)
    if asked is None or held.state not in LIVE:
        raise Http404
    form = _proof_form(request, held, asked)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            record_proof(
                measure=held, gate=asked, shown=Shown(**form.cleaned_data), by=request.user.username, at=clock.now()
            )
            messages.success(request, _("Svaret er skrevet."))
            return redirect("measure", measure_id=held.pk)
    return formed(request, "measure/prove.html", held, form, gate=asked, question=said(asked.question))


@requires("measure_change", checked_by_view=("measure_id", "weeks"))
@require_http_methods(["GET", "POST"])
def observe(request: HttpRequest, measure_id: UUID, weeks: int) -> HttpResponse:
    """Whether a return lasts, when it is due and nobody has answered."""
    held = found(request, measure_id, "measure_change")
    due = {look.weeks for look in looks_of(held) if look.is_due(request.rights.on)}
    if weeks not in due - {seen.weeks for seen in observations_of([held])}:
        raise Http404
    form = ObservationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, at = request.user.username, clock.now()
        with refusal_told_on(form):
            record_observation(measure=held, weeks=weeks, **form.cleaned_data, by=by, at=at)
            messages.success(request, _("Takk. Det er skrevet."))
            return redirect("measure", measure_id=held.pk)
    return formed(request, "measure/observe.html", held, form, weeks=weeks)


@requires("measure_void", checked_by_view=("measure_id", "weeks"))
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, measure_id: UUID, weeks: int) -> HttpResponse:
    """Mark what was seen after a return as entered by mistake; then it waits for an answer again."""
    among = Observation.objects.filter(measure__pupil__in=request.rights.pupils("measure_void"), voided_at=None)
    held = get_object_or_404(among.select_related("measure__pupil__owner"), measure=measure_id, weeks=weeks)

    def act(reason: str) -> HttpResponse:
        void_observation(seen=held, reason=reason, by=request.user.username, at=clock.now())
        messages.success(request, _("Svaret er merket som feilført. De som har lest det, får vite det."))
        return redirect("measure", measure_id=held.measure_id)

    told = {"heading": _("Hvorfor er svaret feilført?"), "up_label": name_of(held.measure), "text": held.line}
    up_url = reverse("measure", args=[held.measure_id])
    return why_asked(request, held.measure.pupil, act, "measure_act", **told, up_url=up_url)


def _proof_form(request: HttpRequest, held: Measure, gate: Gate) -> ProofForm:
    """What is already written is filled in; documents and consents are those the reader may see."""
    parts = parts_for(request.rights, held.pupil)
    documents = documents_of(held.pupil_id)
    consents = Consent.objects.filter(
        pupil=held.pupil_id, matter=Consent.Matter.EDUCATION, answer=Consent.Answer.GIVEN, ended_how=""
    )
    proof = proofs_of([held]).filter(gate=gate.key).first()
    written = (
        {name: getattr(proof, name) for name in ("made_on", "until", "given_by", "reference", "line")} if proof else {}
    )
    return ProofForm(
        request.POST or None, gate=gate, initial=written,
        documents=documents if parts.may("document_read") else documents.none(),
        consents=consents.order_by("-answered_at") if parts.may("consent_read") else consents.none(),
    )  # fmt: skip
