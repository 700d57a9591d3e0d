"""The catalogue, and setting a measure of it in motion in a case."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE
from tettpaa.follow_up.measures.actions import start_measure
from tettpaa.follow_up.measures.forms import MeasureForm
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.knowledge.measures.catalogue import Kind, kinds_on, providers
from tettpaa.knowledge.measures.gates import gates_for
from tettpaa.pages.case.queries import possible_responsible
from tettpaa.pages.measure.offers import catalogue_on, offered
from tettpaa.pages.measure.words import said
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import School
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.identity.models import User

REFUSED = 422


@requires("measure_list_read")
@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Everything that can be done, by group. Names no pupil."""
    told = {"catalogue": catalogue_on(request.rights.on, request.GET.get("gruppe", ""))}
    shown(request, [], "measure_start")
    return render(request, "measure/catalogue.html", told)


@requires("measure_start", checked_by_view=("case_id",))
@require_GET
def choose(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The catalogue again, to choose from for one case."""
    case = _case(request, case_id)
    shown(request, [case.pupil_id], "measure_start", OPENED)
    told = {"case": case, "catalogue": catalogue_on(request.rights.on, request.GET.get("gruppe", ""))}
    return render(request, "measure/choose.html", told)


@requires("measure_start", checked_by_view=("case_id", "measure_kind"))
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, case_id: UUID, measure_kind: str) -> HttpResponse:
    """What exactly, from when to when, by whom. It begins at once where its day has come and no gate stands before it."""
    case, on = _case(request, case_id), request.rights.on
    kind = {kind.key: kind for kind in kinds_on(on)}.get(measure_kind)
    if kind is None:
        raise Http404
    form = _form(request, case, kind)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            measure = _planned(request, case, kind, dict(form.cleaned_data))
            return redirect("measure", measure_id=measure.pk)
    shown(request, [case.pupil_id], "measure_start", OPENED)
    told = {"case": case, "kind": offered(kind, on), "gates": [said(gate.short) for gate in gates_for(kind.key, on)]}
    return render(request, "measure/plan.html", told | {"form": form}, status=REFUSED if form.errors else 200)


def _planned(request: HttpRequest, case: Case, kind: Kind, given: dict) -> Measure:
    by, at, on = request.user.username, clock.now(), request.rights.on
    responsible, form_id = given.pop("responsible"), given.pop("form_id")
    measure = plan_measure(
        case=case, wish=Wish(kind=kind.key, **given), school=_school_of(case, on), responsible=responsible,
        form_id=form_id, by=by, at=at,
    )  # fmt: skip
    if measure.starts_on > on or measure.state != "planned":
        messages.success(request, _("Tiltaket er planlagt."))
    elif gates_for(kind.key, on):
        messages.success(request, _("Tiltaket er planlagt. Svar på vilkårene før det settes i gang."))
    else:
        _start(request, measure, at)
    return measure


def _start(request: HttpRequest, measure: Measure, at: dt.datetime) -> None:
    """It begins, or stays planned and says why."""
    try:
        start_measure(measure=measure, by=request.user.username, at=at)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, _("Tiltaket er i gang."))


def _form(request: HttpRequest, case: Case, kind: Kind) -> MeasureForm:
    on = request.rights.on
    initial = {
        "starts_on": on, "provider": said(providers()[kind.provider]), "responsible": case.responsible,
        "unit": kind.units[0] if kind.units else "",
    }  # fmt: skip
    return MeasureForm(request.POST or None, kind=kind, responsible=_possible(case, on), initial=initial)


def _possible(case: Case, on: dt.date) -> QuerySet[User]:
    """Those who see the pupil, the case's responsible among them."""
    others = possible_responsible(case, on, clock.now())
    found = User.objects.filter(Q(pk__in=others.values("pk")) | Q(pk=case.responsible_id))
    return found.select_related("person").order_by("person__sort_key")


def _school_of(case: Case, on: dt.date) -> School:
    """Where the pupil goes today; the case's own school among several, and where there is none."""
    enrolled = [each.school for each in live_enrolments(on).filter(pupil=case.pupil_id).select_related("school")]
    return enrolled[0] if enrolled and case.school not in enrolled else case.school


def _case(request: HttpRequest, case_id: UUID) -> Case:
    """A case that is not over, of a pupil for whom the reader may set something in motion."""
    among = Case.objects.filter(pupil__in=request.rights.pupils("measure_start"), state__in=LIVE)
    return get_object_or_404(among.select_related("pupil__owner", "responsible__person", "school"), pk=case_id)
