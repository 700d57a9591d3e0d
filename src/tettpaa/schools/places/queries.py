"""Finds owners by what people call them."""

from tettpaa.schools.places.models import Owner


class NoOwner(Exception):
    """No owner is called that, or there are several to choose between; `known` are their short names."""

    def __init__(self, known: list[str]) -> None:
        super().__init__(", ".join(known))
        self.known = known


def owner_called(wanted: str) -> Owner:
    """The owner with this short name or name; for '' the only one there is. Raises NoOwner."""
    owners = list(Owner.objects.order_by("slug"))
    found = [owner for owner in owners if wanted.casefold() in (owner.slug.casefold(), owner.name.casefold())]
    if not wanted:
        found = owners if len(owners) == 1 else []
    if not found:
        raise NoOwner([owner.slug for owner in owners])
    return found[0]
