"""What a guest's role lets them see here, in words; made from the matrix."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tettpaa.pages.thing_words import words_of_things
from tettpaa.trust.access.matrix import THING, Action
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.access.roles import Role

# Things a guest meets on a page of its own; the closed zones are each service's own affair, and stand nowhere here.
SHOWN = ("identity", "measure", "meeting", "referral")
# PPT is let in with the referral, and with the consent that it rests on.
GIVEN_HERE = (Role.NURSE, Role.OT_ADVISER, Role.NAV_ADVISER, Role.CHILD_WELFARE_CONTACT)


def seen_by(role: Role) -> list[str]:
    """Things of the matrix that the role reads, of those that are shown."""
    return [name for name in SHOWN if THING[name].allows(role, Action.READ)]


def sight_of(role: Role) -> str:
    """'navn og klasse, tiltakene'"""
    return told(seen_by(role))


def told(things: Iterable[str]) -> str:
    """Things in the middle of a sentence."""
    return ", ".join(word[:1].lower() + word[1:] for word in words_of_things(things))


def role_choices(*, with_child_welfare: bool) -> list[tuple[str, str]]:
    """(role, 'Helsesykepleier: ser …') for a form."""
    names = dict(Assignment.Role.choices)
    offered = [role for role in GIVEN_HERE if with_child_welfare or role is not Role.CHILD_WELFARE_CONTACT]
    words = _("%(role)s. Ser: %(things)s")
    return [(role.value, words % {"role": names[role.value], "things": sight_of(role)}) for role in offered]
