"""Who a visitor of the demo can be."""

import datetime as dt
from dataclasses import dataclass

from tettpaa.schools.people.models import GuardianLink, Person
from tettpaa.schools.people.rules import age_on
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.trust.access.reasons import role_word
from tettpaa.trust.access.roles import Role
from tettpaa.trust.access.rules import Moment, Tie
from tettpaa.trust.access.ties import ties_of
from tettpaa.trust.identity.models import User

ADULT = 18
PLACES: dict[str, type[Group] | type[School] | type[Owner]] = {"group": Group, "school": School, "owner": Owner}


@dataclass(frozen=True)
class Character:
    """One user of the demo's cast, with what the user is: 'kontaktlærer, 1STA'."""

    user: User
    name: str
    what: str
    order: tuple[int, str]


def characters(moment: Moment) -> list[Character]:
    """Every active user with at least one live tie, contact teachers first."""
    found = []
    for user in User.objects.filter(is_active=True).select_related("person"):
        ties = sorted(ties_of(user, moment), key=lambda tie: list(Role).index(tie.role))
        if ties:
            found.append(Character(user, str(user), _told(ties[0]), (list(Role).index(ties[0].role), str(user))))
    return sorted(found, key=lambda character: character.order)


def has_grown_child(person: Person | None, on: dt.date) -> bool:
    """Whether somebody the person is guardian of is 18 or more. Of one who is gone nothing is said: they may have died."""
    born = GuardianLink.objects.filter(guardian=person, pupil__is_gone=False, pupil__birth_date__isnull=False)
    return any(age_on(day, on) >= ADULT for day in born.values_list("pupil__birth_date", flat=True) if day)


def _told(tie: Tie) -> str:
    place = PLACES[tie.place.kind].objects.get(pk=tie.place.key)
    at_school = f", {place.school}" if isinstance(place, Group) else ""
    return f"{role_word(tie.role)}, {place}{at_school}"
