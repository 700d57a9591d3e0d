"""Tiltaket: one page, and each act a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tettpaa.follow_up.measures.actions import start_measure
from tettpaa.follow_up.measures.forms import EndForm
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.queries import whereabouts_of
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.pages.measure.acts import ACTS, VOID, Act
from tettpaa.pages.measure.days import days_through
from tettpaa.pages.measure.found import formed, found
from tettpaa.pages.measure.page import acts_on, compared_of, page_of
from tettpaa.pages.measure.rows import stands
from tettpaa.pages.pupil.parts import parts_for
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown


@requires("measure_read", checked_by_view=("measure_id",))
@require_GET
def measure(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """One measure: where it stands, what it leans on, how it goes, and what may be done now."""
    held = found(request, measure_id, "measure_read")
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
    held = found(request, measure_id, "measure_start")
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
    held = found(request, measure_id, "measure_change")
    asked = ACTS.get(measure_act)
    if asked is None or asked.key not in _acts(request, held):
        raise Http404
    initial = {"ended_on": request.rights.on} if asked.form is EndForm else {}
    return _asked(request, held, asked, asked.form(request.POST or None, initial=initial))


@requires("measure_void", checked_by_view=("measure_id",))
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Mark a measure as entered by mistake."""
    held = found(request, measure_id, "measure_void")
    if VOID.key not in _acts(request, held):
        raise Http404
    return _asked(request, held, VOID, VOID.form(request.POST or None))


def _acts(request: HttpRequest, held: Measure) -> frozenset[str]:
    on = request.rights.on
    return acts_on(request.rights, held, stands(request.rights, held, whereabouts_of([held], on)[held.pk]))


def _asked(request: HttpRequest, held: Measure, asked: Act, form: Form) -> HttpResponse:
    """The form of an act, or the act done. Ending shows the absence before and after beside its question."""
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            asked.does(measure=held, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, asked.done)
            return redirect("measure", measure_id=held.pk)
    compared = None
    if asked.form is EndForm and parts_for(request.rights, held.pupil).may("absence_read"):
        compared = compared_of(held, days_through(held.pupil, school_year_of(held.starts_on), request.rights.on))
    return formed(request, "measure/act.html", held, form, act=asked, compared=compared)
