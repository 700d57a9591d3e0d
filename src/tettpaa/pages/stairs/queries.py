"""Pupils on the stairs as pages tell of them, in a number of reads that does not grow with the pupils."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tettpaa.follow_up.stairs.queries import Stand, stands_among
from tettpaa.follow_up.stairs.words import in_language, next_words, role_words, standing_in_words
from tettpaa.identify.flags.models import Flag
from tettpaa.schools.places.models import Group


@dataclass(frozen=True)
class Told:
    """One standing in words, ready for a template."""

    stand: Stand
    group: Group | None
    step: str
    what: str
    who: str
    next: str
    instead: str
    word: str
    look: str


def told(stand: Stand, group: Group | None, on: dt.date) -> Told:
    word, look = _standing(stand, on)
    number = stand.place.step + 1
    has = role_words(stand.has)
    return Told(
        stand, group, _("Trinn %(number)d: %(who)s") % {"number": number, "who": has}, in_language(stand.stair.words),
        ", ".join(map(str, stand.holders)) or _("ingen"), next_words(stand, on), standing_in_words(stand), word, look,
    )  # fmt: skip


def _standing(stand: Stand, on: dt.date) -> tuple[str, str]:
    """The word and the look of where a pupil stands."""
    if stand.place.due_on is None:
        return _("Ukjent frist"), "unknown"
    if stand.place.is_overdue(on):
        return _("Fristen er passert"), "overdue"
    return _("På trappa"), "waiting"


def next_step(flags: Iterable[Flag], on: dt.date) -> dict[int, str]:
    """Pupil → what happens next, in a sentence: 'Rådgiver tar over om 2 skoledager.' The soonest of several.

    `flags` are the standing ones of the pupils. One read where no stairs hold, else a number that does not grow.
    """
    soonest: dict[int, Stand] = {}
    for stand in stands_among(flags, on):
        held = soonest.get(stand.pupil.pk)
        if held is None or _soon(stand) < _soon(held):
            soonest[stand.pupil.pk] = stand
    return {pupil: next_words(stand, on) for pupil, stand in soonest.items()}


def _soon(stand: Stand) -> dt.date:
    return stand.place.due_on or dt.date.max
