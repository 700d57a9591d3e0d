"""Who may be called, what waits, and how much time meetings take."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from tettpaa.follow_up.meetings.models import AgendaItem, Invitation, Meeting, MeetingTask, Minutes, Team, TeamMember
from tettpaa.follow_up.meetings.rules import half_year_of, has_lapsed
from tettpaa.follow_up.meetings.states import CALLED_OFF, HELD, INVITED, NOT_COMING, OPEN, PLANNED
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Employment, GuardianLink, Membership, Person
from tettpaa.schools.people.queries import CONTACT_KINDS, live_memberships, live_on
from tettpaa.schools.places.models import School
from tettpaa.trust.access.protection import hides
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User
from tettpaa.trust.protection.queries import protected_people
from tettpaa.trust.sharing.queries import agreed_for_guardian

Pupils = QuerySet[Person]
AHEAD = (PLANNED, INVITED)


def may_see_pupil(user: User, pupil: Person, at: dt.datetime) -> bool:
    """Whether the user may read of the pupil's meetings at work, with every block looked at now."""
    return Rights(user, at).pupils("meeting_read").filter(pk=pupil.pk).exists()


def guardians_of(pupil: Person, on: dt.date) -> list[Person]:
    """Those with parental responsibility on the day, by name. After 18 they are still those the pupil may let know."""
    links = GuardianLink.objects.filter(live_on(on), pupil=pupil, has_parental_responsibility=True)
    return list(Person.objects.filter(pk__in=links.values("guardian"), is_gone=False).order_by("sort_key"))


def keeps_relatives_out(pupil: Person) -> bool:
    """Whether a protected address hides who the pupil's relatives are: then none of them is called from here."""
    grade = protected_people([pupil.owner_id]).get(pupil.pk)
    return grade is not None and hides(grade, "guardian_link")


def has_lapsed_now(pupil: Person, guardian: Person, on: dt.date) -> bool:
    """Whether what a guardian was called to no longer is theirs to know: the pupil is 18 and has not let them."""
    agreed = agreed_for_guardian(guardian, [pupil.pk], on).get(pupil.pk, frozenset())
    return has_lapsed(is_guardian=True, born=pupil.birth_date, has_agreed="meeting" in agreed, on=on)


def is_lapsed(invitation: Invitation, on: dt.date) -> bool:
    """The same of an invitation: those who are no guardians always stand."""
    if invitation.party != Invitation.Party.GUARDIAN or invitation.person is None or invitation.pupil is None:
        return False
    return has_lapsed_now(invitation.pupil, invitation.person, on)


def lapsed_untold(owner: int, at: dt.datetime) -> list[Invitation]:
    """Guardians' invitations to meetings ahead that no longer hold, and of which nobody is told yet.

    Of a pupil who is gone nobody is told anything: she may have died.
    """
    ahead = Invitation.objects.filter(
        party=Invitation.Party.GUARDIAN, lapse_told_at=None, meeting__state__in=AHEAD, meeting__starts_at__gt=at,
        pupil__owner=owner, pupil__is_gone=False,
    ).select_related("person", "pupil", "meeting__school")  # fmt: skip
    on = at.astimezone(OSLO).date()
    return [each for each in ahead if is_lapsed(each, on)]


def with_minutes(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Each with `is_minuted`: some case was reached, and every one that was has minutes that stand. In the same read.

    Nobody waits for minutes about a pupil who is gone.
    """
    return meetings.annotate(is_minuted=_all_minuted())


def _all_minuted() -> Q:
    reached = AgendaItem.objects.filter(meeting=OuterRef("pk"), fate=AgendaItem.Fate.REACHED)
    standing = Minutes.objects.filter(item=OuterRef("pk"), withdrawn_at=None)
    lacking = AgendaItem.objects.filter(
        meeting=OuterRef("pk"), fate__in=("", AgendaItem.Fate.REACHED), pupil__is_gone=False
    )
    return Q(Exists(reached), ~Exists(lacking.filter(~Exists(standing))))


def has_left(on: dt.date, *, school: str, username: str) -> Q:
    """Whoever the row's `username` is, worked at its `school` and on the day neither works nor teaches there."""
    who = {"person__users__username": OuterRef(username)}
    worked = Employment.objects.filter(school=OuterRef(school), **who)
    teaches = Membership.objects.filter(
        live_on(on), group__school=OuterRef(school), role__in=(Membership.Role.CONTACT_TEACHER, Membership.Role.TEACHER),
        **who,
    )  # fmt: skip
    return Q(Exists(worked), ~Exists(worked.filter(live_on(on))), ~Exists(teaches))


def live_members(team: Team, on: dt.date) -> QuerySet[TeamMember]:
    """Who is in the team on the day, by name; not who no longer works at the school."""
    members = TeamMember.objects.filter(live_on(on), team=team).exclude(
        has_left(on, school="team__school", username="user__username")
    )
    return members.select_related("user__person").order_by("user__person__sort_key")


def open_tasks(pupils: Pupils) -> QuerySet[MeetingTask]:
    """What meetings asked for about these pupils and is not done, the soonest first."""
    found = MeetingTask.objects.filter(pupil__in=pupils, state=OPEN)
    return found.select_related("pupil", "person", "item__meeting__team").order_by("due_on")


def without_owner(pupils: Pupils, on: dt.date) -> QuerySet[MeetingTask]:
    """Open tasks of the school's whose person no longer works at any of its schools: nobody will do them. One read."""
    employed = Employment.objects.filter(live_on(on), person=OuterRef("person"))
    return open_tasks(pupils).filter(~Exists(employed), party=MeetingTask.Party.STAFF)


@dataclass(frozen=True)
class Load:
    """Meetings of one contact teacher this half-year, the newest first."""

    teacher: Person
    attended: list[Meeting]

    @property
    def meetings(self) -> int:
        return len(self.attended)

    @property
    def hours(self) -> float:
        return sum((each.hours for each in self.attended), 0.0)


def meeting_load(school: School, at: dt.datetime) -> list[Load]:
    """Each contact teacher of the school with meetings since the half-year began, the most first. Two reads.

    A meeting counts when its time is over, it was not called off, and the teacher was there; where it was not said who
    was there, when the teacher had not said no.
    """
    on = at.astimezone(OSLO).date()
    since = dt.datetime.combine(half_year_of(on), dt.time(), OSLO)
    contact = live_memberships(on).filter(
        role=Membership.Role.CONTACT_TEACHER, group__school=school, group__kind__in=CONTACT_KINDS, person__is_gone=False
    )
    teachers = {person.pk: person for person in Person.objects.filter(pk__in=contact.values("person"))}
    was_there = Q(was_there=True) | (Q(was_there=None) & ~Q(answer=NOT_COMING))
    went = Invitation.objects.filter(
        was_there, person__in=teachers, meeting__starts_at__gte=since, meeting__ends_at__lte=at
    ).exclude(meeting__state=CALLED_OFF)
    attended: dict[int, list[Meeting]] = {key: [] for key in teachers}
    for invitation in went.select_related("meeting__team").order_by("-meeting__starts_at", "pk"):
        attended[invitation.person_id or 0].append(invitation.meeting)
    loads = [Load(person, attended[key]) for key, person in teachers.items()]
    return sorted(loads, key=lambda load: (-load.meetings, load.teacher.sort_key))


def called_to(user: User, at: dt.datetime) -> QuerySet[Invitation]:
    """Invitations of the user to meetings ahead, answered or not, the soonest first."""
    mine = Q(user=user) | (Q(person=user.person) if user.person_id else Q(pk__in=[]))
    ahead = Invitation.objects.filter(mine, meeting__state__in=AHEAD, meeting__starts_at__gt=at)
    return ahead.select_related("meeting__team", "pupil", "person").order_by("meeting__starts_at")


def lacking_minutes(meetings: QuerySet[Meeting], at: dt.datetime) -> QuerySet[Meeting]:
    """Those that are over and have not got all their minutes; the longest ago first."""
    over = with_minutes(meetings).filter(Q(state=HELD) | Q(state__in=AHEAD, ends_at__lte=at))
    return over.exclude(_all_minuted()).select_related("team", "pupil").order_by("starts_at")
