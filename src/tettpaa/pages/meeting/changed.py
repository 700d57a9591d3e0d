"""What life has changed since a meeting was called: a caller who has left, a child who is 18."""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tettpaa.follow_up.meetings.models import AgendaItem, Invitation
from tettpaa.follow_up.meetings.queries import AHEAD, has_left, is_lapsed
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.persona import PRIVATE


def taken_over(rights: Rights) -> Q:
    """Pupils' own meetings whose caller no longer works at the school: now of who has the case.

    Where whoever left still has it, or there is none, of those who lead and counsel at the school: somebody has each.
    A team's are of those who run it, whoever called.
    """
    of_case = AgendaItem.objects.filter(meeting=OuterRef("pk"), case__isnull=False)
    mine = Exists(of_case.filter(case__responsible=rights.user.pk))
    is_left = Q(team=None) & has_left(rights.on, school="school", username="called_by")
    if not rights.may("team_meeting_run"):
        return is_left & Q(mine)
    with_another = Exists(of_case.exclude(case__responsible__username=OuterRef("called_by")))
    at_mine = Q(school__in=rights.schools("team_meeting_run"))
    return is_left & (Q(mine) | (at_mine & ~Q(with_another)))


def lapsed_for(rights: Rights, at: dt.datetime) -> list[Invitation]:
    """Guardians' invitations to meetings ahead that fell away on the pupil's 18th birthday: one's own, or to one's meeting.

    Family is told at home alone. One read, and one more for each guardian called.
    """
    if rights.person is None or rights.persona != PRIVATE:
        return []
    called = _of_guardians().filter(
        Q(person=rights.person) | Q(pupil=rights.person), meeting__state__in=AHEAD, meeting__starts_at__gt=at
    )
    return [each for each in called.order_by("meeting__starts_at", "pk") if is_lapsed(each, rights.on)]


def lapsed_of_guardian(rights: Rights, invitation_id: UUID) -> Invitation | None:
    """A guardian's invitation to the reader's own meeting, where it has fallen away; else None."""
    if rights.person is None:
        return None
    held = _of_guardians().filter(pk=invitation_id, pupil=rights.person).first()
    is_told = held is not None and rights.may_about("meeting_read", rights.person.pk) and is_lapsed(held, rights.on)
    return held if is_told else None


def _of_guardians() -> QuerySet[Invitation]:
    called = Invitation.objects.filter(party=Invitation.Party.GUARDIAN, pupil__is_gone=False)
    return called.select_related("person", "pupil", "meeting")
