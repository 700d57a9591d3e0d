"""Meetings as their pages show them, and what of them is the reader's own."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from tettpaa.follow_up.meetings.models import AgendaItem, Invitation, Meeting, MeetingTask, Minutes, Team
from tettpaa.follow_up.meetings.queries import (
    AHEAD,
    guardians_of,
    has_lapsed_now,
    keeps_relatives_out,
    lacking_minutes,
    open_tasks,
    with_minutes,
)
from tettpaa.follow_up.meetings.rules import next_day
from tettpaa.follow_up.meetings.seen import hides_relatives, meetings_seen, pupils_seen
from tettpaa.follow_up.meetings.states import TASK_STATES, state_of
from tettpaa.follow_up.meetings.words import kind_word
from tettpaa.kit import clock
from tettpaa.kit.clock import OSLO
from tettpaa.kit.states import State
from tettpaa.pages.meeting.called import Called, Invited, called_now, own_invitations
from tettpaa.pages.meeting.changed import lapsed_for, taken_over
from tettpaa.schools.people.models import Employment, Person
from tettpaa.schools.people.queries import contact_teachers_of, live_on
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User
from tettpaa.trust.seals.queries import with_own

RECENT = dt.timedelta(days=30)


def own_tasks(rights: Rights) -> QuerySet[MeetingTask]:
    """What meetings have asked the reader to do."""
    return open_tasks(rights.pupils("meeting_task_change")).filter(person=rights.person, person__isnull=False)


def waiting_minutes(rights: Rights, at: dt.datetime) -> list[Meeting]:
    """Meetings without minutes that are the reader's to write: called by them, taken over, or of a team they run."""
    own = Q(called_by=rights.user.get_username()) | taken_over(rights)
    if rights.may("team_meeting_run"):
        own |= Q(team__isnull=False, school__in=rights.schools("team_meeting_run"))
    return list(lacking_minutes(meetings_seen(rights).filter(own), at))


@dataclass(frozen=True)
class Listed:
    """One row of a list of meetings."""

    meeting: Meeting
    state: State
    kind: str


@dataclass(frozen=True)
class Meetings:
    """The lists of 'Møter'. `answered`: invitations to meetings of which the reader sees no more than that."""

    to_answer: list[Invited]
    answered: list[Invited]
    lapsed: list[Invitation]
    tasks: list[MeetingTask]
    without_minutes: list[Listed]
    ahead: list[Listed]
    recent: list[Listed]
    teams: list[Team]

    @property
    def pupils_shown(self) -> list[int]:
        rows = [*self.without_minutes, *self.ahead, *self.recent]
        keys = [row.meeting.pupil_id for row in rows] + [task.pupil_id for task in self.tasks]
        return [key for key in keys if key]


def meetings_for(rights: Rights, at: dt.datetime) -> Meetings:
    """What waits for an answer, a deed or minutes; the reader's meetings ahead, and those of the last month."""
    lacking = waiting_minutes(rights, at)
    rows = [meeting_row(each, at) for each in _mine(rights, at) if each not in lacking]
    invited, listed = own_invitations(rights, at), {row.meeting.pk for row in rows}
    return Meetings(
        [each for each in invited if not each.invitation.answer],
        [each for each in invited if each.invitation.answer and each.invitation.meeting_id not in listed],
        lapsed_for(rights, at), list(own_tasks(rights)), [meeting_row(each, at) for each in lacking],
        [row for row in rows if row.meeting.ends_at > at], [row for row in reversed(rows) if row.meeting.ends_at <= at],
        list(teams_of(rights)),
    )  # fmt: skip


def _mine(rights: Rights, at: dt.datetime) -> list[Meeting]:
    mine = Q(called_by=rights.user.get_username()) | taken_over(rights)
    if isinstance(rights.user, User):
        called = Q(user=rights.user) | (Q(person=rights.person) if rights.person else Q(pk__in=[]))
        mine |= Q(pk__in=with_own(Invitation, rights.person).filter(called).values("meeting"))
    found = with_minutes(meetings_seen(rights)).filter(mine, ends_at__gt=at - RECENT)
    return list(found.select_related("team", "pupil").order_by("starts_at"))


def meeting_row(meeting: Meeting, at: dt.datetime) -> Listed:
    """A meeting read by `with_minutes`, and where it stands."""
    state = state_of(meeting.state, meeting.ends_at, meeting.is_minuted, at)
    return Listed(meeting, state, kind_word(meeting.kind))


def teams_of(rights: Rights) -> QuerySet[Team]:
    """Teams the reader is in, or runs."""
    seen = Q(school__in=rights.schools("team_meeting_run")) if rights.may("team_meeting_run") else Q(pk__in=[])
    if isinstance(rights.user, User):
        seen |= Q(members__in=rights.user.teams.filter(live_on(rights.on)))
    return Team.objects.filter(seen).select_related("school", "takes_only_from").distinct().order_by("name")


@dataclass(frozen=True)
class Item:
    """A case on the list: what was said of it, and what each was asked to do."""

    item: AgendaItem
    minutes: Minutes | None
    versions: list[Minutes]
    tasks: list[tuple[MeetingTask, State]]


@dataclass(frozen=True)
class MeetingPage:
    """One meeting, as far as the reader may see its cases. `acts` lead on from here and are the reader's to do."""

    meeting: Meeting
    state: State
    kind: str
    called: list[Called]
    items: list[Item]
    acts: frozenset[str]
    own: Invitation | None

    @property
    def pupils_shown(self) -> list[int]:
        keys = [each.item.pupil_id for each in self.items]
        return [*keys, self.meeting.pupil_id] if self.meeting.pupil_id else keys

    @property
    def there(self) -> list[str]:
        """Who was there, once it is said."""
        return [str(each.invitation) for each in self.called if each.invitation.was_there]

    @property
    def minutes_shown(self) -> list[Minutes]:
        return [each.minutes for each in self.items if each.minutes]


def meeting_page(rights: Rights, meeting: Meeting, at: dt.datetime) -> MeetingPage:
    """Everything of one meeting, in a number of reads that does not grow with its list."""
    state = state_of(meeting.state, meeting.ends_at, meeting.is_minuted, at)
    called = [called_now(each, rights.on) for each in _invitations(rights, meeting)]
    own = next((each.invitation for each in called if _is_own(rights, each.invitation)), None)
    items = items_of(with_own(AgendaItem, rights.person).filter(meeting=meeting, pupil__in=pupils_seen(rights)))
    return MeetingPage(meeting, state, kind_word(meeting.kind), called, items, acts_on(rights, meeting, state), own)


def _is_own(rights: Rights, invitation: Invitation) -> bool:
    is_me = rights.person is not None and invitation.person_id == rights.person.pk
    return is_me or (invitation.user_id is not None and invitation.user_id == rights.user.pk)


def _invitations(rights: Rights, meeting: Meeting) -> QuerySet[Invitation]:
    """Those called, in order; without guardians where a protected address hides who they are."""
    called = with_own(Invitation, rights.person).filter(meeting=meeting)
    found = called.select_related("person", "user__person", "pupil").order_by("invited_at")
    is_closed = meeting.pupil_id is not None and hides_relatives(rights, meeting.pupil_id)
    return found.exclude(party=Invitation.Party.GUARDIAN) if is_closed else found


# A task is sealed with the case it was given in: who sees the one, sees the other.
_TASKS = Prefetch("tasks", MeetingTask.everything.select_related("person"))


def items_of(items: QuerySet[AgendaItem]) -> list[Item]:
    """Each with its minutes and tasks, in the order they were reported. Three reads."""
    rows = items.select_related("pupil", "team", "case", "meeting__team").prefetch_related("minutes", _TASKS)
    return [_item(item) for item in rows.order_by("reported_at", "pupil__sort_key")]


def _item(item: AgendaItem) -> Item:
    versions = sorted(item.minutes.all(), key=lambda each: -each.number)
    tasks = sorted(item.tasks.all(), key=lambda each: each.due_on)
    standing = versions[0] if versions and versions[0].withdrawn_at is None else None
    return Item(item, standing, versions, [(task, TASK_STATES[task.state]) for task in tasks])


def acts_on(rights: Rights, meeting: Meeting, state: State) -> frozenset[str]:
    """What leads on from where the meeting stands, and the reader may do. It is not held before it has begun."""
    leads_on = state.acts.keys() - (set() if meeting.starts_at <= clock.now() else {"hold_meeting"})
    if meeting.team_id is not None:
        is_run = rights.schools("team_meeting_run").filter(pk=meeting.school_id).exists()
        return frozenset(leads_on & {"call_off_meeting", "hold_meeting"}) if is_run else frozenset()
    acts = set()
    if rights.may_about("meeting_call", meeting.pupil_id):
        acts |= leads_on & {"invite", "call_off_meeting"}
    if rights.may_about("minutes_write", meeting.pupil_id):
        acts |= leads_on & {"hold_meeting"}
    return frozenset(acts)


def who_may_be_called(meeting: Meeting, on: dt.date, at: dt.datetime) -> list[tuple[str, str]]:
    """(choice, name) of pupil, guardians, and those at work who are near the pupil, without those called already."""
    pupil = meeting.pupil
    if pupil is None:
        return []
    called = set(meeting.invitations.values_list("person_id", flat=True))
    users = set(meeting.invitations.values_list("user_id", flat=True))
    found = [] if pupil.pk in called else [("pupil", str(pupil))]
    if not keeps_relatives_out(pupil):
        found += [
            (f"guardian:{each.pk}", str(each))
            for each in guardians_of(pupil, on)
            if each.pk not in called and not has_lapsed_now(pupil, each, on)
        ]
    return found + [
        (f"user:{each.pk}", str(each)) for each in near(pupil, meeting.school_id, on, at) if each.pk not in users
    ]


def near(pupil: Person, school: int, on: dt.date, at: dt.datetime) -> QuerySet[User]:
    """Users who are contact teachers of the pupil, lead or counsel at the school, or are assigned to the pupil now.

    Child welfare is not offered: it sees no meeting here, and that it is there is its own and the leader's to know.
    """
    now = Assignment.objects.filter(pupil=pupil, begins_at__lte=at, ends_at__gt=at)
    assigned = now.exclude(role=Assignment.Role.CHILD_WELFARE_CONTACT).values("user")
    leading = Employment.objects.filter(
        live_on(on), school=school, role__in=(Employment.Role.LEADER, Employment.Role.COUNSELLOR)
    ).values("person")
    teachers = [teacher.pk for teacher in contact_teachers_of([pupil.pk], on)[pupil.pk]]
    is_near = Q(pk__in=assigned) | Q(person__in=leading) | Q(person__in=teachers)
    return User.objects.filter(is_near, is_active=True).select_related("person").order_by("person__sort_key")


def staff_at(school: int, on: dt.date) -> QuerySet[Person]:
    """Who works at the school on the day, by name."""
    employed = Employment.objects.filter(live_on(on), school=school).values("person")
    return Person.objects.filter(pk__in=employed, is_gone=False).order_by("sort_key")


def colleagues_at(school: int, on: dt.date) -> QuerySet[User]:
    """The same as users who can sign in."""
    return User.objects.filter(is_active=True, person__in=staff_at(school, on)).select_related("person")


def proposed(team: Team, at: dt.datetime) -> dict:
    """The team's next meeting by its rhythm, after the last one called: initial values of the form."""
    if team.rhythm_from is None or team.every_weeks is None:
        return {}
    last = team.meetings.filter(state__in=AHEAD).order_by("-starts_at").values_list("starts_at", flat=True).first()
    after = max(filter(None, (last, at))).astimezone(OSLO).date()
    day = next_day(team.rhythm_from, team.every_weeks, after)
    return {"day": day, "time": team.time, "minutes": team.minutes, "place": team.place}


@dataclass(frozen=True)
class OfCase:
    """What a case's page tells of meetings: the next about the pupil, and what the reader may do."""

    ahead: list[Listed]
    may_call: bool
    waits_at: list[AgendaItem]


def of_case(rights: Rights, pupil: Person, at: dt.datetime) -> OfCase:
    """Meetings ahead with the pupil's case on the list, and cases that wait for a team's next. At most two reads."""
    if not rights.may_about("meeting_read", pupil.pk):
        return OfCase([], False, [])
    may_call = rights.may_about("meeting_call", pupil.pk)
    waiting = list(AgendaItem.objects.filter(pupil=pupil, fate="").select_related("team", "meeting"))
    called = [item.meeting_id for item in waiting if item.meeting is not None and item.meeting.ends_at > at]
    if not called:
        return OfCase([], may_call, [item for item in waiting if item.meeting is None])
    ahead = with_minutes(Meeting.objects.filter(pk__in=called, state__in=AHEAD))
    rows = [meeting_row(each, at) for each in ahead.select_related("team", "pupil").order_by("starts_at")]
    return OfCase(rows, may_call, [item for item in waiting if item.meeting is None])


def state_now(meeting: Meeting) -> State:
    """Where a meeting read by `with_minutes` stands now."""
    return state_of(meeting.state, meeting.ends_at, meeting.is_minuted, clock.now())
