"""What can be taken out. The parts that know their contents enter them here when the site starts."""

from collections.abc import Callable
from dataclasses import dataclass

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.access.permissions import Subject
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.exports.sheet import Sheet

Place = Group | School


@dataclass(frozen=True)
class Kind:
    """One thing to take out: `words` has a place for `%(place)s`, `order` is the permission about the place.

    `permission` is the one about each pupil: its cell of the matrix has the letter x. `page` is how the log calls it.
    `pupils` gives whom it would hold for somebody, `sheet` the rows about exactly those.
    """

    name: str
    words: str
    order: str
    permission: str
    about: Subject
    page: str
    pupils: Callable[[Rights, Place], list[Person]]
    sheet: Callable[[Rights, Place, list[Person]], Sheet]

    def place(self, rights: Rights, key: int) -> Place:
        """The group or school, for who may take this out of it; else a 404."""
        return rights.group(self.order, key) if self.about is Subject.GROUP else rights.school(self.order, key)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    if kind.name in _kinds:
        raise ValueError(f"two exports are called {kind.name!r}")
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind:
    return _kinds[name]
