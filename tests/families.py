"""A pupil of the cast with a mother, each with a user of their own for private life."""

import datetime as dt
from dataclasses import dataclass

from tests.builders import a_person, a_user
from tests.cast import Cast
from tettpaa.schools.people.models import GuardianLink, Person
from tettpaa.trust.identity.models import User


@dataclass(frozen=True)
class Family:
    """`pupil` and `mother` as the school knows them; `elev` and `mor` sign in."""

    pupil: Person
    mother: Person
    elev: User
    mor: User


def a_family(cast: Cast, born: dt.date, name: str = "a1") -> Family:
    """The pupil called `name`, born that day, with a mother who has parental responsibility."""
    pupil = cast.pupils[name]
    pupil.birth_date = born
    pupil.save()
    mother = a_person(cast.owner, "Mor", name.upper())
    GuardianLink.objects.create(key=mother.key, pupil=pupil, guardian=mother, has_parental_responsibility=True)
    return Family(pupil, mother, a_user("elev", pupil), a_user("mor", mother))
