"""The matrix as rows that the database can read: the second wall asks the same table, and nothing else decides. Pure."""

from collections.abc import Iterator

from tettpaa.trust.access.matrix import THINGS, Action
from tettpaa.trust.access.protection import Grade, hides
from tettpaa.trust.access.roles import PLACE_OF, PRIVATE, REACH, Role
from tettpaa.trust.access.rules import waits_for_seal
from tettpaa.trust.access.zones import MAY_USE, Zone, minimum_of
from tettpaa.trust.guardians.rules import BANDS, STRICTNESS, versions

# Not a thing of the matrix: pupils that are counted and never named. Who may count is the zone's to say.
FIGURES = "figures"

Rows = Iterator[tuple[object, ...]]


def cells() -> Rows:
    """(thing, letter, role, kind of place, weakest sign-in, whether kin are kept out, whether it waits for a seal) for every
    letter of the matrix.
    """
    for thing in THINGS:
        for role in thing.cells:
            for action in Action:
                if thing.allows(role, action) and role in MAY_USE[thing.zone]:
                    weakest = int(minimum_of(thing.zone, role))
                    yield (
                        thing.name, str(action), str(role), PLACE_OF[REACH[role]], weakest, role not in PRIVATE,
                        waits_for_seal(thing.zone, role),
                    )  # fmt: skip
    for role in sorted(MAY_USE[Zone.ANALYTICS]):
        weakest = int(minimum_of(Zone.ANALYTICS, role))
        yield FIGURES, str(Action.READ), str(role), PLACE_OF[REACH[role]], weakest, False, False


def roles() -> Rows:
    """(role, what its ties are tied to)."""
    yield from ((str(role), PLACE_OF[REACH[role]]) for role in Role)


def hidden() -> Rows:
    """(grade of protection, thing it hides)."""
    for grade in Grade:
        yield from ((str(grade), name) for name in (*(thing.name for thing in THINGS), FIGURES) if hides(grade, name))


def guardian_fields() -> Rows:
    """(in force from, from age, band, thing, as shipped, the loosest allowed), the last two as places in `STRICTNESS`."""
    for version in versions():
        for (thing, band), says in version.shipped.items():
            most = STRICTNESS.index(version.most[thing, band])
            from_age = version.ages[BANDS.index(band)]
            yield version.valid_from, from_age, str(band), thing, STRICTNESS.index(says), most


def words() -> Rows:
    """(yes, consent or no, its place in `STRICTNESS`)."""
    yield from ((str(says), place) for place, says in enumerate(STRICTNESS))
