"""One plan of the reader's own: to read, to say what one thinks of, and to take out as PDF."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tettpaa.follow_up.paper.pdf import CONTENT_TYPE, pdf_of
from tettpaa.follow_up.plans.form_words import PAPER_LANGUAGES
from tettpaa.follow_up.plans.forms import OwnViewForm
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.own_view import say_view
from tettpaa.follow_up.plans.states import WITHDRAWN
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.on_paper import pdf_or_told
from tettpaa.pages.own_follow_up.plans import newest_of, own_plan, own_plans
from tettpaa.pages.own_follow_up.reach import PLAN
from tettpaa.pages.plan.printing import paper_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import EXPORTED, OPENED, shown
from tettpaa.trust.uploads.sending import attachment

REFUSED = 422


@requires("own_plan_read", checked_by_view=("plan_id",))
@require_GET
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """What it says; of one that was marked as a mistake only that."""
    return _page(request, _found(request, plan_id, PLAN), OwnViewForm())


@requires("own_view_say", checked_by_view=("plan_id",))
def say(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """What the pupil thinks of the plan, in her words."""
    held = _found(request, plan_id, "own_view_say")
    if not own_plan(request.rights, held).can_say:
        raise Http404
    form = OwnViewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            say_view(plan=held, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Takk. Det du mener, står i planen nå."))
            return redirect("own_follow_up_of", pupil_key=held.pupil_id)
    return _page(request, held, form)


@requires("own_plan_print", checked_by_view=("plan_id", "language"))
@require_GET
def pdf(request: HttpRequest, plan_id: UUID, language: str) -> HttpResponse:
    """The plan as PDF/UA, for the pupil to keep; for a guardian the same that the page says, and nothing else."""
    held = _found(request, plan_id, "own_plan_print")
    version = newest_of(held)
    if version is None or held.state == WITHDRAWN or language not in PAPER_LANGUAGES:
        raise Http404
    on, knows_case = request.rights.on, request.rights.may_about("own_case_read", held.pupil_id)
    paper = paper_of(held, version, language, str(request.user), on, knows_case=knows_case)
    content = pdf_or_told(request, lambda: pdf_of("plan", paper, on=on))
    if content is None:
        return redirect("own_plan", plan_id=held.pk)
    shown(request, [held.pupil_id], "own_plan", EXPORTED)
    name = "min-plan" if held.pupil == request.rights.person else "plan"
    return attachment(content, CONTENT_TYPE, f"{name}-{version.number}.pdf")


def _page(request: HttpRequest, held: Plan, form: OwnViewForm) -> HttpResponse:
    shown(request, [held.pupil_id], "own_plan", OPENED)
    page, is_oneself = own_plan(request.rights, held), held.pupil == request.rights.person
    told = {"plan": page, "pupil": held.pupil, "is_oneself": is_oneself, "form": form}
    return render(request, "own_follow_up/plan.html", told, status=REFUSED if form.errors else 200)


def _found(request: HttpRequest, plan_id: UUID, permission: str) -> Plan:
    """Among those of the reader's own or of a child; else as if it were not there."""
    return get_object_or_404(own_plans(request.rights, permission), pk=plan_id)
