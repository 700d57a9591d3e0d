"""Saken: one page, and each act a page of its own that a person does in one sitting."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.cases.forms import ColleagueForm, OpenCaseForm, ReasonForm
from tettpaa.assess.cases.handing import accept_case, decline_case
from tettpaa.assess.cases.members import remove_member
from tettpaa.assess.cases.models import Case, CaseMember, Handing
from tettpaa.assess.cases.queries import open_offer, with_newest_reason
from tettpaa.follow_up.ending import withdraw_case
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.case.acts import ACTS, Act
from tettpaa.pages.case.drafts import draft_of
from tettpaa.pages.case.jumps import jumps_of
from tettpaa.pages.case.queries import acts_on, case_page, cases_for, colleagues, possible_responsible
from tettpaa.pages.meeting.queries import of_case
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422


@requires("case_read")
def cases(request: HttpRequest) -> HttpResponse:
    """Cases offered to the reader, the reader's own, and the others."""
    found = cases_for(request.rights)
    shown(request, found.pupils_shown, "cases")
    return render(request, "case/cases.html", {"found": found})


@requires("case_open", pupil="key")
def open_one(request: HttpRequest, key: int) -> HttpResponse:
    """Open a case: what is known is filled in."""
    pupil = request.rights.pupil("case_open", key)
    form = OpenCaseForm(request.POST) if request.POST else OpenCaseForm(initial=draft_of(pupil, request.rights.on))
    if request.method == "POST" and form.is_valid():
        school = live_enrolments(request.rights.on).filter(pupil=pupil).select_related("school")[0].school
        with refusal_told_on(form):
            case = open_case(
                pupil=pupil, school=school, **form.cleaned_data, responsible=request.user, by=request.user.username,
                at=clock.now(),
            )  # fmt: skip
            messages.success(request, _("Saken er opprettet, og du har ansvaret til noen har tatt over."))
            return redirect("case", case_id=case.pk)
    shown(request, [key], "case_open", OPENED)
    told = {"pupil": pupil, "form": form}
    return render(request, "case/open.html", told, status=REFUSED if form.errors else 200)


@requires("case_read", checked_by_view=("case_id",))
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case: who has it, where it stands, what has happened, and what may be done now."""
    held = _found(request, case_id, "case_read")
    shown(request, [held.pupil_id], "case", OPENED)
    page = case_page(request.rights, held, clock.now())
    acts = [act for act in ACTS.values() if page.may(act.key)]
    told = {"page": page, "acts": acts, "decline_form": ReasonForm(auto_id="decline_%s")}
    told["meetings"] = meetings = of_case(request.rights, held.pupil, clock.now())
    told["jumps"] = jumps_of(page, meetings)
    return render(request, "case/case.html", told)


@requires("case_change", checked_by_view=("case_id", "act"))
def act(request: HttpRequest, case_id: UUID, act: str) -> HttpResponse:
    """One act, that leads on from where the case stands; others are not there."""
    held = _found(request, case_id, "case_change")
    asked = ACTS.get(act)
    if asked is None or asked.key not in acts_on(request.rights, held, open_offer(held)):
        raise Http404
    return _asked(request, held, asked, _form(request, asked, held))


@requires("case_withdraw", checked_by_view=("case_id",))
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Mark a case as opened by mistake."""
    asked = Act(
        "withdraw_case", "feilfort", _("Feilført"), _("Hvorfor er saken feilført?"), ReasonForm, withdraw_case,
        _("Saken er merket som feilført.")
    )  # fmt: skip
    held = _found(request, case_id, "case_withdraw")
    return _asked(request, held, asked, ReasonForm(request.POST or None))


@requires("case_read", checked_by_view=("case_id",))
@require_POST
def answer_offer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Yes or no to a case one is offered; nobody else may answer."""
    held = _found(request, case_id, "case_read")
    offer = get_object_or_404(Handing, case=held, to=request.user, answered_at=None)
    shown(request, [held.pupil_id], "case_act", OPENED)
    by, at = request.user.username, clock.now()
    try:
        if request.POST.get("answer") == "yes":
            accept_case(handing=offer, by=by, at=at)
            messages.success(request, _("Du har ansvaret nå."))
        else:
            decline_case(handing=offer, reason=request.POST.get("reason", ""), by=by, at=at)
            messages.success(request, _("Du har sagt nei. Ansvaret er der det var."))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    return redirect("case", case_id=held.pk)


@requires("case_change", checked_by_view=("case_id", "member_id"))
@require_POST
def remove(request: HttpRequest, case_id: UUID, member_id: UUID) -> HttpResponse:
    """Take somebody out of the case."""
    held = _found(request, case_id, "case_change")
    member = get_object_or_404(CaseMember, case=held, assignment__reference=member_id, removed_at=None)
    shown(request, [held.pupil_id], "case_act", OPENED)
    try:
        remove_member(member=member, by=request.user.username, at=clock.now())
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, _("Kollegaen er ute av saken."))
    return redirect("case", case_id=held.pk)


def _found(request: HttpRequest, case_id: UUID, permission: str) -> Case:
    """The case of a pupil the reader has the permission for; else as if it were not there."""
    joined = Case.objects.select_related("pupil__owner", "responsible__person", "school")
    held = get_object_or_404(with_newest_reason(joined), pk=case_id)
    if not request.rights.may_about(permission, held.pupil):
        raise Http404
    return held


def _form(request: HttpRequest, asked: Act, held: Case) -> Form:
    if asked.form is ColleagueForm:
        on = request.rights.on
        among = colleagues(held, on) if asked.key == "add_member" else possible_responsible(held, on, clock.now())
        return ColleagueForm(request.POST or None, colleagues=among)
    return asked.form(request.POST or None)


def _asked(request: HttpRequest, held: Case, asked: Act, form: Form) -> HttpResponse:
    """The form of an act, or the act done."""
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            asked.does(case=held, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, asked.done)
            return redirect("case", case_id=held.pk)
    shown(request, [held.pupil_id], "case_act", OPENED)
    told = {"case": held, "act": asked, "form": form}
    return render(request, "case/act.html", told, status=REFUSED if form.errors else 200)
