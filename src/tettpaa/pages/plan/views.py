"""The plan: its page, its versions side by side, evaluating it, choosing none, and marking it as wrong."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tettpaa.assess.cases.forms import ReasonForm
from tettpaa.follow_up.plans.actions import withdraw_plan
from tettpaa.follow_up.plans.evaluating import end_plan, renew_plan
from tettpaa.follow_up.plans.exempting import exempt_plan, revoke_exemption
from tettpaa.follow_up.plans.forms import EvaluationForm, ExemptionForm
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.queries import content_of, live_plan, newest_version, versions_of
from tettpaa.follow_up.plans.rules import limits_on
from tettpaa.follow_up.plans.states import may, state_of
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.pages.plan.finding import found_case, found_plan
from tettpaa.pages.plan.helping import beside
from tettpaa.pages.plan.queries import compared, plan_page
from tettpaa.pages.plan.words import names_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422


@requires("plan_read", checked_by_view=("plan_id",))
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The plan as it stands; made to be printed too."""
    held = found_plan(request, plan_id, "plan_read")
    shown(request, [held.pupil_id], "plan", OPENED)
    if request.rights.person is not None:
        see_messages(to=request.rights.person, about=held.pk, at=clock.now())
    return render(request, "plan/plan.html", {"page": plan_page(request.rights, held)})


@requires("plan_read", checked_by_view=("plan_id",))
def versions(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Two versions side by side: the two newest, or those asked for."""
    held = found_plan(request, plan_id, "plan_read")
    saved = {version.number: version for version in versions_of(held)}
    if not saved:
        raise Http404
    newest = max(saved)
    other = saved.get(_number(request, "til"), saved[newest])
    one = saved.get(_number(request, "fra"), saved.get(other.number - 1, other))
    shown(request, [held.pupil_id], "plan", OPENED)
    told = {
        "plan": held, "one": one, "other": other, **compared(content_of(one), content_of(other), other.form),
        "saved": saved.values(), "names": names_of({version.saved_by for version in saved.values()}),
    }  # fmt: skip
    return render(request, "plan/versions.html", told)


@requires("plan_write", checked_by_view=("plan_id",))
def evaluate(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """What helped, what did not; then the plan goes on with a new day, or ends."""
    held = found_plan(request, plan_id, "plan_write")
    newest = newest_version(held)
    if newest is None or (request.method == "GET" and not _may(held, "end_plan")):
        raise Http404
    on = request.rights.on
    initial = {"number": newest.number, "form_id": uuid.uuid4(), "evaluate_on": on + limits_on(on).proposed}
    form = EvaluationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            goes_on = _evaluated(request, held, dict(form.cleaned_data))
            messages.success(request, _("Evalueringen er lagret."))
            return redirect("plan_edit" if goes_on else "plan", plan_id=held.pk)
    return _asked(request, held, form, "plan/evaluate.html", version=newest, figures=beside(request.rights, held))


def _evaluated(request: HttpRequest, held: Plan, given: dict) -> bool:
    goes_on = given.pop("goes_on") == "yes"
    told = {"plan": held, "by": request.user.username, "at": clock.now()}
    if goes_on:
        renew_plan(**given, **told)
    else:
        end_plan(number=given["number"], helped=given["helped"], did_not_help=given["did_not_help"], **told)
    return goes_on


@requires("plan_write", checked_by_view=("case_id",))
def exempt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """'Plan ikke nødvendig', with why."""
    case = found_case(request, case_id, "plan_write")
    live = live_plan(case) if request.method == "GET" else None
    if live is not None:
        return redirect("plan", plan_id=live.pk)
    form = ExemptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            exempt_plan(case=case, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Det er registrert at plan ikke er nødvendig nå."))
            return redirect("case", case_id=case.pk)
    shown(request, [case.pupil_id], "plan_edit", OPENED)
    return render(request, "plan/exempt.html", {"case": case, "form": form}, status=REFUSED if form.errors else 200)


@requires("plan_write", checked_by_view=("plan_id",))
def revoke(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """A plan is needed all the same."""
    held = found_plan(request, plan_id, "plan_write")
    if not _may(held, "revoke_exemption"):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            revoke_exemption(plan=held, **form.cleaned_data, by=request.user.username, at=clock.now())
            return redirect("plan_new", case_id=held.case_id)
    told = {"heading": _("Hvorfor trengs det en plan likevel?"), "label": _("Lag plan likevel")}
    return _asked(request, held, form, "plan/reason.html", **told)


@requires("plan_void", checked_by_view=("plan_id",))
def withdraw(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Mark as entered by mistake; who has read it is told."""
    held = found_plan(request, plan_id, "plan_void")
    if not _may(held, "withdraw_plan"):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            withdraw_plan(plan=held, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Merket som feilført. De som har lest planen, får vite det."))
            return redirect("plan", plan_id=held.pk)
    told = {"heading": _("Hva er feil med planen?"), "label": _("Merk som feilført")}
    return _asked(request, held, form, "plan/reason.html", **told)


def _asked(request: HttpRequest, held: Plan, form: Form, template: str, **told: object) -> HttpResponse:
    shown(request, [held.pupil_id], "plan_edit", OPENED)
    page = {"plan": held, "form": form, **told}
    return render(request, template, page, status=REFUSED if form.errors else 200)


def _may(held: Plan, act: str) -> bool:
    return may(state_of(held.state, None, clock.today()), act)


def _number(request: HttpRequest, name: str) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 9 else 0
