"""Invitations, as those they name see them: what waits for an answer, what was answered, and how much of it they see."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from django.db.models import Q

from tettpaa.follow_up.meetings.models import Invitation
from tettpaa.follow_up.meetings.queries import called_to, is_lapsed
from tettpaa.follow_up.meetings.seen import closed_to
from tettpaa.follow_up.meetings.states import invitation_state
from tettpaa.follow_up.meetings.words import kind_word
from tettpaa.kit.states import State
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User


@dataclass(frozen=True)
class Called:
    """Somebody called, and what they answered. `line` is for those who call."""

    invitation: Invitation
    state: State


def called_now(invitation: Invitation, on: dt.date) -> Called:
    """With where the invitation stands on the day."""
    return Called(invitation, invitation_state(invitation.answer, is_lapsed=is_lapsed(invitation, on)))


class Sight(Enum):
    """How much of an invitation the one it names may see: the meeting, only when and where, or that it has lapsed."""

    MEETING = "meeting"
    LETTER = "letter"
    LAPSED = "lapsed"


def sight_of(rights: Rights, invitation: Invitation) -> Sight | None:
    """None where the pupil is not theirs to know of, signed in as they are."""
    pupil = invitation.pupil_id
    if pupil is not None and pupil in closed_to(rights):
        return None
    if pupil is None or rights.may_about("meeting_read", pupil):
        return Sight.MEETING
    if is_lapsed(invitation, rights.on):
        return Sight.LAPSED
    return Sight.LETTER if rights.may_about("invitation_read", pupil) else None


def _known(rights: Rights) -> Q:
    """Invitations about nobody, or about pupils whose meetings or letters the reader may read."""
    is_mine = Q(pupil__in=rights.pupils("meeting_read")) | Q(pupil__in=rights.pupils("invitation_read"))
    return Q(pupil=None) | (is_mine & ~Q(pupil__in=closed_to(rights)))


@dataclass(frozen=True)
class Invited:
    """An invitation of the reader's own, and to what: the team, or the kind of meeting."""

    invitation: Invitation
    title: str
    state: State


def own_invitations(rights: Rights, at: dt.datetime) -> list[Invited]:
    """The reader's own to meetings ahead, also those answered."""
    if not isinstance(rights.user, User):
        return []
    return [
        Invited(each, str(each.meeting.team or kind_word(each.meeting.kind)),
                invitation_state(each.answer, is_lapsed=False))
        for each in called_to(rights.user, at).filter(_known(rights)) if not is_lapsed(each, rights.on)
    ]  # fmt: skip
