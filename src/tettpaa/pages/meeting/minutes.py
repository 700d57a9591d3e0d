"""A case on a meeting's list: what is done since last, its minutes, and what is set right in them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tettpaa.assess.cases.forms import ReasonForm
from tettpaa.follow_up.meetings.agenda import move_on, pass_on, take_off
from tettpaa.follow_up.meetings.forms import CorrectForm, MinutesForm
from tettpaa.follow_up.meetings.minutes import correct_minutes, read_minutes, withdraw_minutes, write_minutes
from tettpaa.follow_up.meetings.models import AgendaItem, Team
from tettpaa.kit import clock
from tettpaa.pages.meeting.found import REFUSED, done, item_found, pressed
from tettpaa.pages.meeting.queries import staff_at
from tettpaa.pages.meeting.since import item_page
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown


@requires("meeting_read", checked_by_view=("meeting_id", "item_id"))
@require_GET
def item(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """One case: what is wanted, what was done since last, the minutes with their versions, and the tasks."""
    held = item_found(request.rights, meeting_id, item_id, "meeting_read")
    page = item_page(request.rights, held)
    shown(request, [held.pupil_id], "minutes", OPENED)
    read_minutes(page.item.versions, user=request.user, at=clock.now())
    return render(request, "meeting/item.html", {"page": page})


@requires("minutes_write", checked_by_view=("meeting_id", "item_id"))
def write(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Situation, conclusion, and one task for each party."""
    held = item_found(request.rights, meeting_id, item_id, "minutes_write")
    form = MinutesForm(request.POST or None, staff=staff_at(held.meeting.school_id, request.rights.on))

    def does() -> None:
        told = {name: form.cleaned_data[name] for name in ("situation", "conclusion", "form_id")}
        write_minutes(item=held, **told, asked=form.asked, by=request.user.username, at=clock.now())

    if done(request, form, does, _("Referatet er skrevet, og de som fikk oppgaver, har fått beskjed.")):
        return redirect("meeting", meeting_id=meeting_id)
    return _asked(request, held, form, "meeting/write.html")


@requires("minutes_correct", checked_by_view=("meeting_id", "item_id"))
def correct(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """A new version, with why."""
    held = item_found(request.rights, meeting_id, item_id, "minutes_correct")
    standing = get_object_or_404(held.minutes.filter(withdrawn_at=None).order_by("-number")[:1])
    known = {"situation": standing.situation, "conclusion": standing.conclusion}
    form = CorrectForm(request.POST or None, initial=known)

    def does() -> None:
        correct_minutes(item=held, **form.cleaned_data, by=request.user.username, at=clock.now())

    if done(request, form, does, _("Referatet er rettet, og de som hadde lest det, har fått beskjed.")):
        return redirect("agenda_item", meeting_id=meeting_id, item_id=held.pk)
    return _asked(request, held, form, "meeting/correct.html")


@requires("minutes_withdraw", checked_by_view=("meeting_id", "item_id"))
def withdraw(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Mark minutes as entered by mistake."""
    held = item_found(request.rights, meeting_id, item_id, "minutes_withdraw")
    get_object_or_404(held.minutes.filter(withdrawn_at=None)[:1])
    form = ReasonForm(request.POST or None)

    def does() -> None:
        withdraw_minutes(item=held, **form.cleaned_data, by=request.user.username, at=clock.now())

    if done(request, form, does, _("Referatet er merket som feilført, og de som hadde lest det, har fått beskjed.")):
        return redirect("agenda_item", meeting_id=meeting_id, item_id=held.pk)
    return _asked(request, held, form, "meeting/withdraw.html")


@requires("minutes_write", checked_by_view=("meeting_id", "item_id"))
def off(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Take a case off the list, with why."""
    held = item_found(request.rights, meeting_id, item_id, "minutes_write")
    form = ReasonForm(request.POST or None)

    def does() -> None:
        take_off(item=held, **form.cleaned_data, by=request.user.username, at=clock.now())

    if done(request, form, does, _("Saken er tatt av sakslisten.")):
        return redirect("agenda_item", meeting_id=meeting_id, item_id=held.pk)
    return _asked(request, held, form, "meeting/off.html")


@requires("minutes_write", checked_by_view=("meeting_id", "item_id"))
@require_POST
def onward(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """To the team's next meeting, or to a team that takes its cases from this one."""
    held = item_found(request.rights, meeting_id, item_id, "minutes_write")
    shown(request, [held.pupil_id], "minutes", OPENED)
    by, at = request.user.username, clock.now()
    if team_id := request.POST.get("team"):
        among = Team.objects.filter(takes_only_from=held.team_id, takes_only_from__isnull=False)
        to = next((team for team in among if str(team.pk) == team_id), None) or get_object_or_404(among.none())
        pressed(
            request,
            lambda: pass_on(item=held, to=to, by=by, at=at),
            _("Saken er sendt videre til %(team)s.") % {"team": to},
        )
    else:
        pressed(request, lambda: move_on(item=held, by=by, at=at), _("Saken er flyttet til neste møte."))
    return redirect("agenda_item", meeting_id=meeting_id, item_id=held.pk)


def _asked(request: HttpRequest, held: AgendaItem, form: object, template: str) -> HttpResponse:
    shown(request, [held.pupil_id], "minutes", OPENED)
    return render(request, template, {"item": held, "form": form}, status=REFUSED if form.errors else 200)
