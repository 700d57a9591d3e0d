"""Whose import it is, from what is written after --owner."""

from tettpaa.kit.text import slug_of
from tettpaa.schools.places.models import Owner

FIRST = "Skoleeier"


class NoOwner(Exception):
    """No owner is called that, or there are several to choose between."""

    def __init__(self, known: list[str]) -> None:
        super().__init__()
        self.known = known


def owner_for(wanted: str) -> Owner:
    """The owner with this short name or name; without a name, the only one there is.

    In an installation without owners, the first import makes one: of the name given, else 'Skoleeier'.
    """
    owners = list(Owner.objects.order_by("slug"))
    if not owners:
        name = wanted or FIRST
        return Owner.objects.create(slug=slug_of(name) or "skoleeier", name=name)
    if not wanted and len(owners) == 1:
        return owners[0]
    found = [
        owner for owner in owners if wanted and wanted.casefold() in (owner.slug.casefold(), owner.name.casefold())
    ]
    if not found:
        raise NoOwner([owner.slug for owner in owners])
    return found[0]
