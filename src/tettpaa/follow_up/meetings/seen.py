"""Whose meetings a reader may know of, with a protected address looked at each time."""

from django.db.models import Q, QuerySet

from tettpaa.follow_up.meetings.models import AgendaItem, Invitation, Meeting
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.protection import hides
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role
from tettpaa.trust.identity.models import User
from tettpaa.trust.seals.queries import with_own


def closed_to(rights: Rights) -> frozenset[int]:
    """Keys of the reader's own children whose protected address keeps relatives out: nothing tells where they will be.

    Who was called before the protection was raised sees no more than one who is not called after.
    """
    wards = {tie.place.key for tie in rights.ties if tie.role is Role.GUARDIAN}
    return frozenset(key for key in wards if _keeps_relatives_out(rights, key))


def hides_relatives(rights: Rights, pupil: int) -> bool:
    """Whether the reader may not know who the pupil's guardians are, because of a protected address."""
    is_themself = rights.person is not None and rights.person.pk == pupil
    return _keeps_relatives_out(rights, pupil) and pupil not in rights.asker.cleared and not is_themself


def _keeps_relatives_out(rights: Rights, pupil: int) -> bool:
    grade = rights.asker.protected.get(pupil)
    return grade is not None and hides(grade, "guardian_link")


def pupils_seen(rights: Rights) -> QuerySet[Person]:
    """Pupils whose meetings the reader may read."""
    return rights.pupils("meeting_read").exclude(pk__in=closed_to(rights))


def meetings_seen(rights: Rights) -> QuerySet[Meeting]:
    """Meetings the reader may know of: of pupils one may read, with a case one may read, of one's own teams and schools."""
    pupils = pupils_seen(rights)
    items = AgendaItem.objects.filter(pupil__in=pupils).values("meeting")
    is_seen = Q(pupil__in=pupils) | Q(team__isnull=False, pk__in=items)
    if isinstance(rights.user, User):
        called = Invitation.objects.filter(user=rights.user, pupil=None).values("meeting")
        is_seen |= Q(team__isnull=False, pk__in=called)
    if rights.may("team_meeting_run"):
        is_seen |= Q(team__isnull=False, school__in=rights.schools("team_meeting_run"))
    return with_own(Meeting, rights.person).filter(is_seen)
