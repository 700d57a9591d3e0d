"""Teams and their meetings, meetings about one pupil, and the stairs."""

from tettpaa.demo.county.autumn.stage import Act, Stage, new_form
from tettpaa.follow_up.meetings.actions import call_own_meeting, call_team_meeting, hold_meeting
from tettpaa.follow_up.meetings.agenda import report_case
from tettpaa.follow_up.meetings.inviting import answer_invitation, invite_guardian, invite_pupil, invite_user
from tettpaa.follow_up.meetings.minutes import write_minutes
from tettpaa.follow_up.meetings.models import AgendaItem, Invitation, MeetingTask
from tettpaa.follow_up.meetings.queries import guardians_of
from tettpaa.follow_up.meetings.rules import Asked
from tettpaa.follow_up.meetings.tasks import finish_task
from tettpaa.follow_up.meetings.teams import add_to_team, make_team, set_rhythm
from tettpaa.follow_up.stairs.actions import choose_stairs
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments


def team(stage: Stage, act: Act) -> None:
    """A team with its rhythm and those in it."""
    told = act.words
    made = make_team(school=stage.schools[told["school"]], kind=told["kind"], name=told["name"], form_id=new_form(),
                     **act.signed)  # fmt: skip
    set_rhythm(team=made, **told["rhythm"], **act.signed)
    for username in told["members"]:
        add_to_team(team=made, user=stage.users[username], **act.signed)
    stage.named[told["called"]] = made


def report(stage: Stage, act: Act) -> None:
    """The pupil's case comes on a team's list."""
    report_case(team=stage.named[act.words["team"]], case=stage.case_of(act), wish=act.words["wish"], **act.signed)


def team_meeting(stage: Stage, act: Act) -> None:
    """Called, with all in the team and all cases that wait."""
    told = act.words
    stage.named[told["called"]] = call_team_meeting(
        team=stage.named[told["team"]], starts_at=act.moment("starts"), minutes=told["minutes"], place=told["place"],
        link="", form_id=new_form(), **act.signed,
    )  # fmt: skip


def meeting(stage: Stage, act: Act) -> None:
    """About one pupil, who is called, as are guardians, colleagues and others."""
    told, pupil = act.words, stage.pupil(act.number)
    made = call_own_meeting(
        pupil=pupil, school=live_enrolments(act.on).get(pupil=pupil).school,
        case=stage.case_of(act) if told.get("is_about_case") else None, kind=told["kind"],
        starts_at=act.moment("starts"), minutes=told["minutes"], place=told["place"], link="", wish=told["wish"],
        form_id=new_form(), **act.signed,
    )  # fmt: skip
    invite_pupil(meeting=made, **act.signed)
    for guardian in _guardians(stage, act):
        invite_guardian(meeting=made, guardian=guardian, **act.signed)
    for username in told.get("staff", ()):
        invite_user(meeting=made, user=stage.users[username], party=Invitation.Party.STAFF, **act.signed)
    for username, service in told.get("others", {}).items():
        invite_user(
            meeting=made, user=stage.users[username], party=Invitation.Party.OTHER, service=service, **act.signed
        )
    stage.named[told["called"]] = made


def _guardians(stage: Stage, act: Act) -> list[Person]:
    """All of them where the file says 'all', else those it names."""
    told = act.words.get("guardians", ())
    if told == "all":
        return guardians_of(stage.pupil(act.number), act.on)
    return [stage.person_of(username) for username in told]


def invitation_answer(stage: Stage, act: Act) -> None:
    """Whoever is called says yes, no or another time."""
    called = Invitation.objects.get(meeting=stage.named[act.words["meeting"]], person=stage.person_of(act.by))
    told = {name: value for name, value in act.words.items() if name != "meeting"}
    answer_invitation(invitation=called, **told, **act.signed)


def held(stage: Stage, act: Act) -> None:
    """Who was there, and which pupils' cases were reached."""
    made = stage.named[act.words["meeting"]]
    here = made.invitations.filter(user__username__in=act.words["present"])
    pupils = [stage.pupil(number).pk for number in act.words["reached"]]
    hold_meeting(meeting=made, was_there=list(here.values_list("pk", flat=True)),
                 reached=list(made.items.filter(pupil__in=pupils).values_list("pk", flat=True)), **act.signed)  # fmt: skip


def minutes(stage: Stage, act: Act) -> None:
    """What was said of one case, and what each party is asked to do."""
    told = act.words
    item = AgendaItem.objects.get(meeting=stage.named[told["meeting"]], pupil=stage.pupil(act.number))
    asked = tuple(_asked(stage, each) for each in told["asked"])
    write_minutes(item=item, situation=told["situation"], conclusion=told["conclusion"], asked=asked, form_id=new_form(),
                  **act.signed)  # fmt: skip


def _asked(stage: Stage, told: dict) -> Asked:
    person = stage.person_of(told["user"]).pk if "user" in told else None
    return Asked(told["party"], told["what"], told["due_on"], person=person, who=told.get("who", ""))


def task_done(stage: Stage, act: Act) -> None:
    done = MeetingTask.objects.get(pupil=stage.pupil(act.number), person=stage.person_of(act.by))
    finish_task(task=done, **act.signed)


def stairs(stage: Stage, act: Act) -> None:
    """A school lets one of the shipped stairs hold, with the days it is shipped with."""
    key, since = act.words["stairs"], act.words["valid_from"]
    choose_stairs(
        owner=stage.owner, school=stage.schools[act.words["school"]], stairs=key, is_on=True,
        days=[stair.school_days for stair in shipped_stairs()[key].stairs], valid_from=since,
        reason=act.words["reason"], today=act.on, **act.signed,
    )  # fmt: skip


PLAYS = {
    "team": team, "report": report, "team_meeting": team_meeting, "meeting": meeting,
    "invitation_answer": invitation_answer, "held": held, "minutes": minutes, "task_done": task_done, "stairs": stairs,
}  # fmt: skip
