"""What PPT is told of a referral that it has, in the transaction of what is told.

A user who is nobody in the owner's systems has no messages, and finds it on PPT's own list instead (`advisers.over_early`,
`advisers.mistakes_told`).
"""

import datetime as dt
from collections.abc import Iterable

from tettpaa.follow_up.referrals.models import Referral
from tettpaa.follow_up.referrals.states import ASSESSED, CLOSED, RECEIVED, VOIDED, WITHDRAWN, WORKING
from tettpaa.messages.kinds import kind_named
from tettpaa.messages.outbox.actions import tell
from tettpaa.trust.identity.models import User

GIVEN, WRITTEN, OVER, MISTAKE = (
    "referral_given",
    "referral_written_on",
    "referral_over_at_ppt",
    "referral_voided_at_ppt",
)
_KINDS = {RECEIVED: WRITTEN, WORKING: WRITTEN, ASSESSED: WRITTEN, CLOSED: OVER, WITHDRAWN: OVER, VOIDED: MISTAKE}
ENDS = frozenset(state for state, kind in _KINDS.items() if kind in (OVER, MISTAKE))


def tell_of_state(referral: Referral, to: str, users: Iterable[User], by: str, at: dt.datetime) -> None:
    """That another has brought the referral to a state."""
    if to in _KINDS:
        tell_at_ppt(referral, _KINDS[to], users, by, at, once=to)


def tell_at_ppt(
    referral: Referral, kind: str, users: Iterable[User], by: str, at: dt.datetime, *, once: str = ""
) -> None:  # fmt: skip
    """Those who have messages, but for whoever did it. A message that leads to no page about the pupil is about none."""
    pupil = referral.pupil if kind_named(kind).argument else None
    for user in users:
        if user.person is not None and user.get_username() != by:
            tell(to=user.person, kind=kind, about=referral.pk, pupil=pupil, once=once, by=by, at=at)
