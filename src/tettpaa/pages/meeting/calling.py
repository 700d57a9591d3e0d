"""Calling a meeting about a pupil, calling people to it, and reporting a case to a team."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.queries import live_cases
from tettpaa.follow_up.meetings.actions import call_own_meeting
from tettpaa.follow_up.meetings.agenda import report_case
from tettpaa.follow_up.meetings.forms import CallOwnForm, InviteForm, ReportForm
from tettpaa.follow_up.meetings.inviting import invite_by_name, invite_guardian, invite_pupil, invite_user
from tettpaa.follow_up.meetings.kinds import choices
from tettpaa.follow_up.meetings.models import Invitation, Meeting, Team
from tettpaa.kit import clock
from tettpaa.pages.meeting.found import REFUSED, done, meeting_to
from tettpaa.pages.meeting.queries import who_may_be_called
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.identity.models import User


@requires("meeting_call", pupil="key")
def call(request: HttpRequest, key: int) -> HttpResponse:
    """When, where and what for; who is called comes on the next page."""
    pupil = request.rights.pupil("meeting_call", key)
    kinds = choices(of_teams=False, language=get_language() or "nb")
    form = CallOwnForm(request.POST or None, kinds=kinds)
    made: list[Meeting] = []

    def does() -> None:
        school = live_enrolments(request.rights.on).filter(pupil=pupil).select_related("school")[0].school
        made.append(call_own_meeting(
            pupil=pupil, school=school, case=live_cases([pupil.pk]).first(), **form.called, by=request.user.username,
            at=clock.now(),
        ))  # fmt: skip

    if done(request, form, does, _("Møtet er planlagt. Velg hvem som kalles inn.")):
        return redirect("meeting_invite", meeting_id=made[0].pk)
    shown(request, [key], "meeting_call", OPENED)
    told = {"pupil": pupil, "form": form}
    return render(request, "meeting/call.html", told, status=REFUSED if form.errors else 200)


@requires("meeting_call", checked_by_view=("meeting_id",))
def invite(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Who is called. Those who may not know of the pupil are not there to be chosen, and are looked at again when sent."""
    held = meeting_to(request.rights, meeting_id, "invite")
    people = who_may_be_called(held, request.rights.on, clock.now())
    form = InviteForm(request.POST or None, people=people)

    def does() -> None:
        for chosen in form.cleaned_data["people"]:
            _invite(held, chosen, request.user.username)
        if form.cleaned_data["name"]:
            told = {"name": form.cleaned_data["name"], "service": form.cleaned_data["service"]}
            invite_by_name(meeting=held, **told, by=request.user.username, at=clock.now())

    if done(request, form, does, _("Kalt inn. De som logger inn her, har fått beskjed.")):
        return redirect("meeting", meeting_id=held.pk)
    shown(request, [held.pupil_id], "meeting_call", OPENED)
    return render(
        request, "meeting/invite.html", {"meeting": held, "form": form}, status=REFUSED if form.errors else 200
    )


@requires("meeting_call", checked_by_view=("case_id",))
def report(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Report a case to a team, with what is wanted of it."""
    among = Case.objects.filter(pupil__in=request.rights.pupils("meeting_call")).select_related("pupil", "school")
    case = get_object_or_404(among, pk=case_id)
    form = ReportForm(request.POST or None, teams=Team.objects.filter(school=case.school).order_by("name"))

    def does() -> None:
        report_case(case=case, **form.cleaned_data, by=request.user.username, at=clock.now())

    if done(request, form, does, _("Saken er meldt, og kommer på sakslisten til neste møte.")):
        return redirect("case", case_id=case.pk)
    shown(request, [case.pupil_id], "meeting_call", OPENED)
    return render(request, "meeting/report.html", {"case": case, "form": form}, status=REFUSED if form.errors else 200)


def _invite(meeting: Meeting, chosen: str, by: str) -> None:
    """One choice of the form: the pupil, a guardian by key, or a user by id."""
    kind, _mark, key = chosen.partition(":")
    at = clock.now()
    if kind == "pupil":
        invite_pupil(meeting=meeting, by=by, at=at)
    elif kind == "guardian":
        invite_guardian(meeting=meeting, guardian=Person.objects.get(pk=key), by=by, at=at)
    else:
        user = User.objects.select_related("person").get(pk=key)
        is_staff = user.person is not None
        party = Invitation.Party.STAFF if is_staff else Invitation.Party.OTHER
        invite_user(meeting=meeting, user=user, party=party, by=by, at=at)
