"""Which stairs hold at a school on a day, and how they read for whoever came to them when."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tettpaa.follow_up.stairs.layers import Heard, offered_in
from tettpaa.follow_up.stairs.models import StairChoice
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.follow_up.stairs.steps import Holding, Stairs
from tettpaa.schools.places.models import Owner, School


@dataclass(frozen=True)
class Held:
    """One set of stairs and the choice that decides about it; None: nobody has chosen, so it does not hold.

    `offered` are the stairs as they are written; those of an owner's own in the version that was chosen.
    """

    offered: Stairs
    choice: StairChoice | None
    holding: Holding | None

    @property
    def stairs(self) -> Stairs | None:
        """The stairs with the chosen days, where they hold."""
        return self.holding.now if self.holding and self.holding.ended_on is None else None

    @property
    def is_tried(self) -> bool:
        """The school tries them for its owner."""
        return self.choice is not None and self.choice.trial == StairChoice.Trial.BEGUN

    @property
    def is_over(self) -> bool:
        """A trial is over, and some may stand on the stairs still; nobody chooses them here."""
        return self.holding is not None and self.holding.ended_on is not None


def held_at(owner: Owner, school: School | None, on: dt.date) -> list[Held]:
    """Every set of stairs with the choice in force on the day; for an owner its own choices alone. One read."""
    choices = _choices([owner.pk], on)
    return _held(choices, owner.pk, school.pk if school else None)


def stairs_at(schools: Mapping[int, int], on: dt.date) -> dict[int, list[Holding]]:
    """School → the stairs that hold there on the day; `schools` are keys with their owner's. One read."""
    choices = _choices(set(schools.values()), on)
    return {
        school: [held.holding for held in _held(choices, owner, school) if held.holding is not None]
        for school, owner in schools.items()
    }


_Choices = Mapping[int, Mapping[str, list[StairChoice]]]


def _choices(owners: Iterable[int], on: dt.date) -> _Choices:
    """Owner → stairs → what has been chosen of what has begun, the newest last."""
    begun = StairChoice.objects.filter(owner__in=list(owners), valid_from__lte=on)
    found: dict[int, dict[str, list[StairChoice]]] = defaultdict(lambda: defaultdict(list))
    for choice in begun.select_related("version__stairs").order_by("valid_from", "chosen_at", "pk"):
        found[choice.owner_id][choice.stairs].append(choice)
    return found


def _held(choices: _Choices, owner: int, school: int | None) -> list[Held]:
    """The shipped ones, and those of the owner's own that somebody has chosen here."""
    chosen = choices.get(owner, {})
    found = [_decided(shipped, chosen.get(key, ()), school) for key, shipped in shipped_stairs().items()]
    own = [_decided(None, chosen[key], school) for key in chosen if key not in shipped_stairs()]
    return [held for held in (*found, *own) if held is not None]


def _decided(offered: Stairs | None, chosen: Iterable[StairChoice], school: int | None) -> Held | None:
    """The choices of one set, heard in their order; None where nobody has chosen what is not offered to all."""
    heard = Heard(school)
    for choice in chosen:
        heard.hear(choice)
    holding, last = heard.holding, heard.decides
    if last is not None:
        return Held(offered_in(last), last, holding)
    written = holding.now if holding else offered
    return Held(written, None, holding) if written else None
