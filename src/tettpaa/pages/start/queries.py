"""Who a visitor of the demo can be."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tettpaa.pages.navigation import entries_for
from tettpaa.schools.people.models import GuardianLink, Person
from tettpaa.schools.people.queries import classes_of
from tettpaa.schools.people.rules import age_on
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.trust.access.reasons import role_word
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import GUESTS, PRIVATE, Role
from tettpaa.trust.access.rules import Tie
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import personas_open_to

ADULT = 18
PLACES: dict[str, type[Group] | type[School] | type[Owner]] = {"group": Group, "school": School, "owner": Owner}
AT_SCHOOL, IN_PRIVATE, FROM_OUTSIDE, AT_OWNER = range(4)


@dataclass(frozen=True)
class Character:
    """One user of the demo's cast, with what the user is ('kontaktlærer, 1STA'), and the page the user begins on."""

    user: User
    name: str
    what: str
    begins_on: str
    group: str
    order: tuple[int, str, int, str]


def characters(at: dt.datetime) -> list[Character]:
    """Every active user with at least one live tie: by school, then at home, from other services, and at the owner."""
    found = [character for user in User.objects.filter(is_active=True).select_related("person")
             if (character := _character(user, at))]  # fmt: skip
    return sorted(found, key=lambda character: character.order)


def has_grown_child(person: Person | None, on: dt.date) -> bool:
    """Whether somebody the person is guardian of is 18 or more. Of one who is gone nothing is said: they may have died."""
    born = GuardianLink.objects.filter(guardian=person, pupil__is_gone=False, pupil__birth_date__isnull=False)
    return any(age_on(day, on) >= ADULT for day in born.values_list("pupil__birth_date", flat=True) if day)


def _character(user: User, at: dt.datetime) -> Character | None:
    """At work where the user works; else as the pupil or guardian the user is."""
    for persona in personas_open_to(user, at.date()) or ["staff"]:
        rights = Rights(user, at, persona=persona)
        if rights.ties:
            return _as(user, min(rights.ties, key=lambda tie: list(Role).index(tie.role)), rights)
    return None


def _as(user: User, tie: Tie, rights: Rights) -> Character:
    entries, place = entries_for(rights), _place(tie, rights)
    begins_on, rank = entries[0].label if entries else "", list(Role).index(tie.role)
    if tie.role in PRIVATE:
        group, order = _("Elever og foresatte"), IN_PRIVATE
    elif tie.role in GUESTS:
        group, order = _("Andre tjenester"), FROM_OUTSIDE
    else:
        at_school = place.school if isinstance(place, Group) else place
        group, order = str(at_school), AT_OWNER if isinstance(at_school, Owner) else AT_SCHOOL
    return Character(user, str(user), _told(tie, place), begins_on, group, (order, group, rank, str(user)))


def _place(tie: Tie, rights: Rights) -> Group | School | Owner | None:
    """Where the tie is; of a tie to one pupil, the pupil's class. The pupil is not named."""
    if tie.place.kind == "pupil":
        return classes_of([tie.place.key], rights.on).get(tie.place.key)
    return PLACES[tie.place.kind].objects.get(pk=tie.place.key)


def _told(tie: Tie, place: Group | School | Owner | None) -> str:
    if not isinstance(place, Group) or tie.role is Role.SUBJECT_TEACHER:
        return role_word(tie.role)
    if tie.role is Role.PUPIL:
        return _("elev, %(group)s") % {"group": place}
    if tie.role in PRIVATE | GUESTS:
        return _("%(role)s for en elev i %(group)s") % {"role": role_word(tie.role), "group": place}
    return f"{role_word(tie.role)}, {place}"
