"""Whether somebody is here at work or privately: never both in one session.

A teacher whose own child goes to the school is staff at work and a guardian at home. What is seen in one persona shall
not be mixed with what is seen in the other, so changing it takes a new sign-in.
"""

import datetime as dt
from typing import Any

from django.db.models import Q

from tettpaa.schools.people.models import Employment, GuardianLink, Membership
from tettpaa.schools.people.queries import live_enrolments, live_memberships, live_on
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.rules import persona_for
from tettpaa.trust.identity.strength import MARKS

STAFF, PRIVATE = "staff", "private"


def persona_of(request: Any) -> str:
    """'staff' or 'private' for who is signed in; '' for a visitor. Kept since the sign-in, never changed within it."""
    if not request.user.is_authenticated:
        return ""
    return request.session.get(MARKS, {}).get("persona") or STAFF


def persona_at_sign_in(user: User, *, wanted: str, on: dt.date) -> str:
    """The persona a new session begins in."""
    return persona_for(wanted=wanted, open_to=personas_open_to(user, on))


def personas_open_to(user: User, on: dt.date) -> list[str]:
    """The personas the user has ties for on the day. Which rights they give, `trust/access` decides."""
    is_staff, is_private = _works_here(user, on), _is_here_privately(user, on)
    return [persona for persona, is_open in ((STAFF, is_staff), (PRIVATE, is_private)) if is_open]


def _works_here(user: User, on: dt.date) -> bool:
    if user.role_grants.filter(live_on(on)).exists():
        return True
    if user.person is None:
        return False
    teaches = live_memberships(on).filter(person=user.person).exclude(role=Membership.Role.PUPIL)
    return Employment.objects.filter(live_on(on), person=user.person).exists() or teaches.exists()


def _is_here_privately(user: User, on: dt.date) -> bool:
    if user.person is None:
        return False
    wards = GuardianLink.objects.filter(Q(guardian=user.person), live_on(on), has_parental_responsibility=True)
    return live_enrolments(on).filter(pupil=user.person).exists() or wards.exists()
