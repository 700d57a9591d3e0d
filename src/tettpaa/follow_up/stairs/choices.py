"""Which stairs hold at a school on a day."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tettpaa.follow_up.stairs.models import StairChoice
from tettpaa.follow_up.stairs.shipped import shipped_stairs, with_days
from tettpaa.follow_up.stairs.steps import Stairs
from tettpaa.schools.places.models import Owner, School


@dataclass(frozen=True)
class Held:
    """One set of stairs and the choice that decides about it; None: nobody has chosen, so it does not hold."""

    shipped: Stairs
    choice: StairChoice | None

    @property
    def stairs(self) -> Stairs | None:
        """The stairs with the chosen days, where they hold."""
        if self.choice is None or not self.choice.is_on:
            return None
        return with_days(self.shipped, self.choice.days)


def held_at(owner: Owner, school: School | None, on: dt.date) -> list[Held]:
    """Every set of stairs with the choice in force on the day; for an owner its own choices alone. One read."""
    choices = _choices([owner.pk], on)
    return _held(choices, owner.pk, school.pk if school else None)


def stairs_at(schools: Mapping[int, int], on: dt.date) -> dict[int, list[Stairs]]:
    """School → the stairs that hold there on the day; `schools` are keys with their owner's. One read."""
    choices = _choices(set(schools.values()), on)
    return {
        school: [held.stairs for held in _held(choices, owner, school) if held.stairs is not None]
        for school, owner in schools.items()
    }


_Key = tuple[int, int | None, str]


def _choices(owners: Iterable[int], on: dt.date) -> Mapping[_Key, StairChoice]:
    """(owner, school or None, stairs) → what was chosen last of what has begun."""
    begun = StairChoice.objects.filter(owner__in=list(owners), valid_from__lte=on)
    ordered = begun.order_by("valid_from", "chosen_at", "pk")
    return {(choice.owner_id, choice.school_id, choice.stairs): choice for choice in ordered}


def _held(choices: Mapping[_Key, StairChoice], owner: int, school: int | None) -> list[Held]:
    """A school's own choice goes before its owner's."""
    return [
        Held(stairs, choices.get((owner, school, key)) or choices.get((owner, None, key)))
        for key, stairs in shipped_stairs().items()
    ]
