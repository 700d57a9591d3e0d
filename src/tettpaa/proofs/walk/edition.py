"""One edition of the county to walk in: who is in it, and the moment everything happens."""

import datetime as dt
from dataclasses import dataclass, field

from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner
from tettpaa.trust.identity.models import User

TODAY = dt.date(2025, 10, 14)
NOON = dt.datetime(2025, 10, 14, 12, tzinfo=OSLO)
EARLIER = dt.datetime(2025, 10, 14, 9, tzinfo=OSLO)
AUTUMN = dt.date(2025, 8, 1)
BEGUN = dt.date(2025, 9, 15)  # twenty school days lie on each side of it
BY = "prøve"


@dataclass
class County:
    """Who is in it: `pupils` by source id, `hidden` those of them nobody may know of, `users` by name.

    `things`: what stands in addresses beside pupils and places, by the part's name; the same in both editions.
    """

    owner: Owner
    pupils: dict[str, Person] = field(default_factory=dict)
    hidden: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    phrases: list[str] = field(default_factory=list)
    things: dict[str, object] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, int]:
        """Name → key of every pupil: in full as pages write it, and as the two cells of a file."""
        in_full = {str(pupil): pupil.pk for pupil in self.pupils.values()}
        in_cells = {f'"{pupil.family_name}";"{pupil.given_name}"': pupil.pk for pupil in self.pupils.values()}
        return in_full | in_cells
