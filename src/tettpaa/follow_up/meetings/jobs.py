"""Each night: who was called as a guardian and no longer may know, is told, and so is the pupil."""

import datetime as dt

from tettpaa.follow_up.meetings.inviting import lapse_invitations
from tettpaa.follow_up.meetings.queries import lapsed_untold
from tettpaa.schools.places.models import Owner


def is_due(owner: Owner, now: dt.datetime) -> bool:
    return bool(lapsed_untold(owner.pk, now))


def tell_lapsed(owner: Owner, *, by: str, at: dt.datetime) -> None:
    lapse_invitations(lapsed_untold(owner.pk, at), by=by, at=at)
