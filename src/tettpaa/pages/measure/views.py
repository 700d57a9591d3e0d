"""Tiltaket: one page, and each act a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tettpaa.assess.documents.queries import documents_of
from tettpaa.follow_up.measures.actions import start_measure
from tettpaa.follow_up.measures.forms import DaysForm, EndForm, HandOverForm, ObservationForm, ProofForm
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.observing import looks_of, record_observation
from tettpaa.follow_up.measures.proving import Shown, record_proof
from tettpaa.follow_up.measures.queries import measures_about, observations_of, proofs_of, whereabouts_of
from tettpaa.follow_up.measures.scheduling import Days, plan_days
from tettpaa.follow_up.measures.states import LIVE
from tettpaa.kit import clock
from tettpaa.knowledge.measures.catalogue import kind_named
from tettpaa.knowledge.measures.gates import Gate, gates_for
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.pages.measure.acts import ACTS, VOID, Act, receivers_of
from tettpaa.pages.measure.days import days_through
from tettpaa.pages.measure.page import acts_on, compared_of, page_of
from tettpaa.pages.measure.rows import stands
from tettpaa.pages.measure.words import name_of, said
from tettpaa.pages.pupil.parts import parts_for
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.sharing.models import Consent

REFUSED = 422


@requires("measure_read", checked_by_view=("measure_id",))
@require_GET
def measure(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """One measure: where it stands, what it leans on, how it goes, and what may be done now."""
    held = _found(request, measure_id, "measure_read")
    shown(request, [held.pupil_id], "measure", OPENED)
    page = page_of(request.rights, held)
    if request.rights.person is not None:
        see_messages(to=request.rights.person, about=held.pk, at=clock.now())
    acts = [act for act in ACTS.values() if page.may(act.key)]
    return render(request, "measure/measure.html", {"page": page, "acts": acts, "void": VOID})


@requires("measure_start", checked_by_view=("measure_id",))
@require_POST
def start(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """It begins; refused with what is missing, and the section that asks for it."""
    held = _found(request, measure_id, "measure_start")
    shown(request, [held.pupil_id], "measure_act", OPENED)
    try:
        start_measure(measure=held, by=request.user.username, at=clock.now())
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, _("Tiltaket er i gang."))
    return redirect("measure", measure_id=held.pk)


@requires("measure_change", checked_by_view=("measure_id", "measure_act"))
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, measure_id: UUID, measure_act: str) -> HttpResponse:
    """One act that leads on from where the measure stands; others are not there."""
    held = _found(request, measure_id, "measure_change")
    asked = ACTS.get(measure_act)
    if asked is None or asked.key not in _acts(request, held):
        raise Http404
    extra = receivers_of(held, request.rights.on) if asked.form is HandOverForm else {}
    initial = {"ended_on": request.rights.on} if asked.form is EndForm else {}
    return _asked(request, held, asked, asked.form(request.POST or None, initial=initial, **extra))


@requires("measure_void", checked_by_view=("measure_id",))
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Mark a measure as entered by mistake."""
    held = _found(request, measure_id, "measure_void")
    if VOID.key not in _acts(request, held):
        raise Http404
    return _asked(request, held, VOID, VOID.form(request.POST or None))


@requires("measure_change", checked_by_view=("measure_id",))
@require_http_methods(["GET", "POST"])
def days(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """The days the pupil is to come, some weeks at a time."""
    held = _found(request, measure_id, "measure_change")
    if held.state not in LIVE or not kind_named(held.kind).has_schedule:
        raise Http404
    form = DaysForm(request.POST or None, initial={"first": max(held.starts_on, request.rights.on)})
    if request.method == "POST" and form.is_valid():
        try:
            plan_days(measure=held, days=Days(**form.cleaned_data), by=request.user.username, at=clock.now())
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Dagene er planlagt."))
            return redirect("measure", measure_id=held.pk)
    return _formed(request, "measure/days.html", held, form)


@requires("measure_change", checked_by_view=("measure_id", "gate"))
@require_http_methods(["GET", "POST"])
def prove(request: HttpRequest, measure_id: UUID, gate: str) -> HttpResponse:
    """One gate as a plain question, and what shows that it is passed."""
    held = _found(request, measure_id, "measure_change")
    asked = {each.key: each for each in gates_for(held.kind, request.rights.on)}.get(gate)
    if asked is None or held.state not in LIVE:
        raise Http404
    form = _proof_form(request, held, asked)
    if request.method == "POST" and form.is_valid():
        try:
            record_proof(
                measure=held, gate=asked, shown=Shown(**form.cleaned_data), by=request.user.username, at=clock.now()
            )
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Svaret er skrevet."))
            return redirect("measure", measure_id=held.pk)
    return _formed(request, "measure/prove.html", held, form, gate=asked, question=said(asked.question))


@requires("measure_change", checked_by_view=("measure_id", "weeks"))
@require_http_methods(["GET", "POST"])
def observe(request: HttpRequest, measure_id: UUID, weeks: int) -> HttpResponse:
    """Whether a return lasts, when it is due and nobody has answered."""
    held = _found(request, measure_id, "measure_change")
    due = {look.weeks for look in looks_of(held) if look.is_due(request.rights.on)}
    if weeks not in due - {seen.weeks for seen in observations_of([held])}:
        raise Http404
    form = ObservationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, at = request.user.username, clock.now()
        try:
            record_observation(measure=held, weeks=weeks, **form.cleaned_data, by=by, at=at)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Takk. Det er skrevet."))
            return redirect("measure", measure_id=held.pk)
    return _formed(request, "measure/observe.html", held, form, weeks=weeks)


def _found(request: HttpRequest, measure_id: UUID, permission: str) -> Measure:
    """The measure, among pupils the reader has the permission for; else as if it were not there."""
    among = measures_about(request.rights.pupils(permission)).select_related(
        "pupil__owner", "case", "school", "responsible__person"
    )
    return get_object_or_404(among, pk=measure_id)


def _acts(request: HttpRequest, held: Measure) -> frozenset[str]:
    on = request.rights.on
    return acts_on(request.rights, held, stands(request.rights, held, whereabouts_of([held], on)[held.pk]))


def _asked(request: HttpRequest, held: Measure, asked: Act, form: Form) -> HttpResponse:
    """The form of an act, or the act done. Ending shows the absence before and after beside its question."""
    if request.method == "POST" and form.is_valid():
        try:
            asked.does(measure=held, **form.cleaned_data, by=request.user.username, at=clock.now())
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, asked.done)
            return redirect("measure" if asked.key != "hand_over_measure" else "cases", **_to(held, asked))
    compared = None
    if asked.form is EndForm and parts_for(request.rights, held.pupil).may("absence_read"):
        compared = compared_of(held, days_through(held.pupil, school_year_of(held.starts_on), request.rights.on))
    return _formed(request, "measure/act.html", held, form, act=asked, compared=compared)


def _to(held: Measure, asked: Act) -> dict:
    return {} if asked.key == "hand_over_measure" else {"measure_id": held.pk}


def _formed(request: HttpRequest, template: str, held: Measure, form: Form, **told: object) -> HttpResponse:
    shown(request, [held.pupil_id], "measure_act", OPENED)
    said_too = {"measure": held, "name": name_of(held), "form": form}
    return render(request, template, said_too | told, status=REFUSED if form.errors else 200)


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
