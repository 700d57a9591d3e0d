"""Beginning and changing a plan. Of two who save at once, the second is shown both texts and loses none."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.queries import live_cases
from tettpaa.assess.cases.rules import LONGEST_LINE
from tettpaa.follow_up.plans.actions import begin_plan, change_plan, put_in_force, save_draft
from tettpaa.follow_up.plans.models import Plan, PlanVersion
from tettpaa.follow_up.plans.queries import content_of, live_plan, newest_version
from tettpaa.follow_up.plans.rules import Content
from tettpaa.follow_up.plans.saving import Collision
from tettpaa.follow_up.plans.states import IN_FORCE, WRITTEN
from tettpaa.kit import clock
from tettpaa.pages.plan.drafts import draft_of
from tettpaa.pages.plan.finding import found_case, found_plan
from tettpaa.pages.plan.forms_on_page import EMPTY_LINES, PlanForms, empty_forms, sent_forms
from tettpaa.pages.plan.queries import compared
from tettpaa.pages.plan.words import saved_by
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED, COLLIDED = 422, 409
MORE, FORCE = "more", "force"


@requires("plan_write", checked_by_view=("case_id",))
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A plan of the case, with what is known filled in; the one there is, where there is one."""
    case = found_case(request, case_id, "plan_write")
    live = live_plan(case) if request.method == "GET" else None
    return redirect("plan", plan_id=live.pk) if live else _begin(request, case.pupil, case)


@requires("plan_write", pupil="key")
def for_pupil(request: HttpRequest, key: int) -> HttpResponse:
    """From a talk to a plan: where no case follows the pupil, saving the plan opens one."""
    pupil = request.rights.pupil("plan_write", key)
    case = live_cases([key]).first()
    if case is not None and request.method == "GET":
        return redirect("plan_new", case_id=case.pk)
    if case is None and not request.rights.may_about("case_open", key):
        raise Http404
    return _begin(request, pupil, case)


@requires("plan_write", checked_by_view=("plan_id",))
def edit(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The newest version in the form; saving makes the next."""
    plan = found_plan(request, plan_id, "plan_write")
    newest = newest_version(plan)
    if newest is None or (request.method == "GET" and plan.state not in WRITTEN):
        raise Http404
    forms = _sent(request, plan.pupil) or empty_forms(request, plan.pupil, content_of(newest), newest.number)
    if _is_sent_whole(request, forms):
        try:
            version = _save(request, plan, forms)
        except Collision as other:
            return _collided(request, plan, other.latest, forms.content())
        except ValidationError as fault:
            forms.blame(fault)
        else:
            messages.success(request, _("Lagret som versjon %(number)d.") % {"number": version.number})
            return redirect("plan", plan_id=plan.pk)
    return _asked(request, plan.pupil, forms, {"plan": plan, "is_in_force": plan.state == IN_FORCE})


def _begin(request: HttpRequest, pupil: Person, case: Case | None) -> HttpResponse:
    forms = _sent(request, pupil) or empty_forms(request, pupil, draft_of(request.rights, pupil, case), 0)
    if _is_sent_whole(request, forms):
        try:
            plan = _begun(request, pupil, case, forms)
        except Collision as other:
            return _collided(request, other.latest.plan, other.latest, forms.content())
        except ValidationError as fault:
            forms.blame(fault)
        else:
            messages.success(request, _("Planen er lagret."))
            return redirect("plan", plan_id=plan.pk)
    return _asked(request, pupil, forms, {"case": case, "is_new": True})


def _begun(request: HttpRequest, pupil: Person, case: Case | None, forms: PlanForms) -> Plan:
    """The plan, and the case where there was none, in one transaction."""
    by, at, content = request.user.username, clock.now(), forms.content()
    with transaction.atomic():
        if case is None:
            school = live_enrolments(request.rights.on).filter(pupil=pupil).select_related("school")[0].school
            reason = content.problem.strip()[:LONGEST_LINE] or _("Plan for oppfølging")
            case = open_case(
                pupil=pupil,
                school=school,
                because=Case.Because.TALK,
                reason=reason,
                responsible=request.user,
                by=by,
                at=at,
            )
        return begin_plan(
            case=case, content=content, form_id=forms.fields.cleaned_data["form_id"],
            is_in_force=request.POST.get("act") == FORCE, by=by, at=at,
        )  # fmt: skip


def _save(request: HttpRequest, plan: Plan, forms: PlanForms) -> PlanVersion:
    told = {name: forms.fields.cleaned_data[name] for name in ("began_from", "form_id")}
    is_finished = request.POST.get("act") == FORCE
    save = change_plan if plan.state == IN_FORCE else put_in_force if is_finished else save_draft
    return save(plan=plan, content=forms.content(), **told, by=request.user.username, at=clock.now())


def _sent(request: HttpRequest, pupil: Person) -> PlanForms | None:
    if request.method != "POST":
        return None
    return sent_forms(request, pupil, more=EMPTY_LINES if request.POST.get("act") == MORE else 0)


def _is_sent_whole(request: HttpRequest, forms: PlanForms) -> bool:
    """Sent to be saved, and readable."""
    return request.method == "POST" and request.POST.get("act") != MORE and forms.is_valid


def _asked(request: HttpRequest, pupil: Person, forms: PlanForms, told: dict) -> HttpResponse:
    is_refused = request.POST.get("act") != MORE and forms.has_faults
    shown(request, [pupil.key], "plan_edit", OPENED)
    page = {"pupil": pupil, "forms": forms, "form": forms.fields, **told}
    return render(request, "plan/edit.html", page, status=REFUSED if is_refused else 200)


def _collided(request: HttpRequest, plan: Plan, latest: PlanVersion, mine: Content) -> HttpResponse:
    """Both texts, field by field; what was written stands in the form still, now to be saved on top of the other's."""
    plan.refresh_from_db(fields=["state"])
    forms = sent_forms(request, plan.pupil, began_from=latest.number)
    page = {
        "pupil": plan.pupil, "plan": plan, "latest": latest, "saved_by": saved_by(latest), "forms": forms,
        "form": forms.fields, **compared(content_of(latest), mine, latest.form, is_collision=True),
        "is_in_force": plan.state == IN_FORCE,
    }  # fmt: skip
    shown(request, [plan.pupil_id], "plan_edit", OPENED)
    return render(request, "plan/collision.html", page, status=COLLIDED)
