"""Møter: what is mine, and one meeting."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tettpaa.assess.cases.forms import ReasonForm
from tettpaa.follow_up.meetings.actions import call_off_meeting, hold_meeting
from tettpaa.follow_up.meetings.forms import HoldForm
from tettpaa.follow_up.meetings.minutes import read_minutes
from tettpaa.kit import clock
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.pages.meeting.found import REFUSED, done, meeting_found, meeting_to
from tettpaa.pages.meeting.queries import meeting_page, meetings_for
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.permissions import permission_named
from tettpaa.trust.audit.reading import LISTED, OPENED, shown


@requires("meeting_answer")
@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, what comes, and what has been."""
    try:
        # Whoever would see more by a surer sign-in is asked for it, not shown half.
        request.rights.allow(permission_named("meeting_read"))
    except Http404:
        permission = "invitation_read"
    else:
        permission = "meeting_read"
    found = meetings_for(request.rights, clock.now())
    if found.pupils_shown:
        shown(request, found.pupils_shown, "meetings", LISTED, permission)
    schools = request.rights.schools("team_edit") if request.rights.may("team_edit") else []
    return render(request, "meeting/meetings.html", {"found": found, "schools": schools})


@requires("meeting_read", checked_by_view=("meeting_id",))
@require_GET
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: when, who, which cases, what was said of them, and what may be done now."""
    held = meeting_found(request.rights, meeting_id)
    at = clock.now()
    page = meeting_page(request.rights, held, at)
    shown(request, page.pupils_shown, "meeting", OPENED if held.pupil_id else LISTED)
    read_minutes(page.minutes_shown, user=request.user, at=at)
    if request.rights.person:
        see_messages(to=request.rights.person, about=held.pk, at=at)
    return render(request, "meeting/meeting.html", {"page": page})


@requires("meeting_read", checked_by_view=("meeting_id",))
def hold(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Say that it was held, who was there, and what was reached."""
    held = meeting_to(request.rights, meeting_id, "hold_meeting")
    page = meeting_page(request.rights, held, clock.now())
    called = [(str(each.invitation.pk), str(each.invitation)) for each in page.called]
    items = [(str(each.item.pk), str(each.item.pupil)) for each in page.items if held.team_id and not each.item.fate]
    everybody = {"was_there": [key for key, _name in called], "reached": [key for key, _name in items]}
    form = HoldForm(request.POST or None, called=called, items=items, initial=everybody)

    def does() -> None:
        given = {"reached": [], **form.cleaned_data}
        hold_meeting(meeting=held, **given, by=request.user.username, at=clock.now())

    if done(request, form, does, _("Møtet er ført som holdt. Skriv referat for hver sak.")):
        return redirect("meeting", meeting_id=held.pk)
    shown(request, page.pupils_shown, "meeting", LISTED)
    return render(request, "meeting/hold.html", {"page": page, "form": form}, status=REFUSED if form.errors else 200)


@requires("meeting_read", checked_by_view=("meeting_id",))
def call_off(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Call off a meeting, with why; all who were called are told."""
    held = meeting_to(request.rights, meeting_id, "call_off_meeting")
    form = ReasonForm(request.POST or None)

    def does() -> None:
        call_off_meeting(meeting=held, **form.cleaned_data, by=request.user.username, at=clock.now())

    if done(request, form, does, _("Møtet er avlyst, og de som var kalt inn, har fått beskjed.")):
        return redirect("meeting", meeting_id=held.pk)
    shown(request, [held.pupil_id] if held.pupil_id else [], "meeting", OPENED)
    return render(
        request, "meeting/call_off.html", {"meeting": held, "form": form}, status=REFUSED if form.errors else 200
    )
