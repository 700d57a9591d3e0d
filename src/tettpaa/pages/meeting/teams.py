"""The school's teams: who is in them, how often they meet, and the next meeting by one button."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tettpaa.follow_up.meetings.actions import call_team_meeting
from tettpaa.follow_up.meetings.forms import CallForm, RhythmForm, TeamForm, TeamMemberForm
from tettpaa.follow_up.meetings.kinds import choices
from tettpaa.follow_up.meetings.models import Meeting, Team, TeamMember
from tettpaa.follow_up.meetings.queries import live_members
from tettpaa.follow_up.meetings.teams import add_to_team, make_team, set_rhythm, take_out_of_team
from tettpaa.follow_up.meetings.words import kind_word
from tettpaa.kit import clock
from tettpaa.pages.meeting.found import REFUSED, done, pressed
from tettpaa.pages.meeting.queries import colleagues_at, proposed, teams_of
from tettpaa.trust.access.declare import requires


@requires("team_edit", school="key")
def teams(request: HttpRequest, key: int) -> HttpResponse:
    """The school's teams, and a new one."""
    school = request.rights.school("team_edit", key)
    found = Team.objects.filter(school=school).order_by("name")
    kinds = choices(of_teams=True, language=get_language() or "nb")
    form = TeamForm(request.POST or None, kinds=kinds, teams=found)

    def does() -> None:
        make_team(school=school, **form.cleaned_data, by=request.user.username, at=clock.now())

    if done(request, form, does, _("Teamet er opprettet. Legg til dem som er med, og hvor ofte det møtes.")):
        return redirect("teams", key=key)
    told = {"school": school, "teams": found, "form": form}
    return render(request, "meeting/teams.html", told, status=REFUSED if form.errors else 200)


@requires("meeting_answer", checked_by_view=("team_id",))
@require_GET
def team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Who is in a team, its rhythm, its meetings ahead: for those in it and those who run it."""
    held = get_object_or_404(teams_of(request.rights), pk=team_id)
    on, at = request.rights.on, clock.now()
    members = list(live_members(held, on))
    edits = _reaches(request, "team_edit", held)
    ahead = Meeting.objects.filter(team=held, ends_at__gt=at).exclude(state="called_off").order_by("starts_at")
    rhythm = {name: getattr(held, name) for name in ("rhythm_from", "every_weeks", "time", "minutes", "place")}
    colleagues = colleagues_at(held.school_id, on).exclude(pk__in=[member.user_id for member in members])
    told = {
        "team": held, "kind": kind_word(held.kind), "members": members, "ahead": ahead,
        "next": proposed(held, at).get("day"), "edits": edits, "runs": _reaches(request, "team_meeting_run", held),
        "rhythm_form": RhythmForm(initial=rhythm) if edits else None,
        "member_form": TeamMemberForm(colleagues=colleagues) if edits else None,
    }  # fmt: skip
    return render(request, "meeting/team.html", told)


@requires("team_edit", checked_by_view=("team_id",))
@require_POST
def rhythm(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """How often the team meets."""
    held = _edited(request, team_id)
    form = RhythmForm(request.POST)

    def does() -> None:
        set_rhythm(team=held, **form.cleaned_data, by=request.user.username, at=clock.now())

    if done(request, form, does, _("Rytmen er lagret.")):
        return redirect("team", team_id=held.pk)
    return render(request, "meeting/rhythm.html", {"team": held, "form": form}, status=REFUSED)


@requires("team_edit", checked_by_view=("team_id",))
@require_POST
def add(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Take a colleague into the team."""
    held = _edited(request, team_id)
    form = TeamMemberForm(request.POST, colleagues=colleagues_at(held.school_id, request.rights.on))
    if not form.is_valid():
        raise Http404
    pressed(request, lambda: add_to_team(team=held, **form.cleaned_data, by=request.user.username, at=clock.now()),
            _("Kollegaen er med i teamet. Det gir ikke innsyn i saker."))  # fmt: skip
    return redirect("team", team_id=held.pk)


@requires("team_edit", checked_by_view=("team_id", "member_id"))
@require_POST
def take_out(request: HttpRequest, team_id: UUID, member_id: UUID) -> HttpResponse:
    """Take somebody out of the team."""
    held = _edited(request, team_id)
    member = get_object_or_404(
        TeamMember.objects.select_related("team__school"), team=held, reference=member_id, valid_to=None
    )
    pressed(request, lambda: take_out_of_team(member=member, by=request.user.username, at=clock.now()),
            _("Ute av teamet."))  # fmt: skip
    return redirect("team", team_id=held.pk)


@requires("team_meeting_run", checked_by_view=("team_id",))
def call(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """The next meeting, with what the rhythm says filled in; everybody in the team is called."""
    runs = Team.objects.filter(school__in=request.rights.schools("team_meeting_run"))
    held = get_object_or_404(runs.select_related("school"), pk=team_id)
    form = CallForm(request.POST or None, initial=proposed(held, clock.now()))
    made: list[Meeting] = []

    def does() -> None:
        made.append(call_team_meeting(team=held, **form.called, by=request.user.username, at=clock.now()))

    if done(request, form, does, _("Teamet er kalt inn, og sakene som ventet, står på sakslisten.")):
        return redirect("meeting", meeting_id=made[0].pk)
    return render(
        request, "meeting/call_team.html", {"team": held, "form": form}, status=REFUSED if form.errors else 200
    )


def _edited(request: HttpRequest, team_id: UUID) -> Team:
    among = Team.objects.filter(school__in=request.rights.schools("team_edit")).select_related("school")
    return get_object_or_404(among, pk=team_id)


def _reaches(request: HttpRequest, permission: str, team: Team) -> bool:
    rights = request.rights
    return rights.may(permission) and rights.schools(permission).filter(pk=team.school_id).exists()
