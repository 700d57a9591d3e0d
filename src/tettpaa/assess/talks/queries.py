"""Who waits for a talk, who was tried, what is agreed, and which questions are open."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from tettpaa.assess.talks.models import Contact, ExplanationRequest
from tettpaa.assess.talks.rules import SHOWN_BEFORE, is_agreed_talk_held, is_spoken_with
from tettpaa.identify.flags.models import Flag, Kind
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.school_year import school_year_of


@dataclass(frozen=True)
class Waiting:
    """A pupil with standing flags that nobody has spoken with the pupil about; newest flag first.

    `tried_on`: the last day somebody tried without reaching the pupil, since the newest flag was raised.
    """

    pupil: Person
    flags: list[Flag]
    tried_on: dt.date | None

    @property
    def since(self) -> dt.date:
        """The day the newest of the flags was raised."""
        return _raised(self.flags[0])

    @property
    def longest(self) -> dt.date:
        """The day the oldest of the flags was raised."""
        return _raised(self.flags[-1])


Contacts = Mapping[int, list[Contact]]
# A set still to be asked for, or keys.
Pupils = QuerySet[Person] | Iterable[int]


def contacts_of(pupils: Pupils) -> dict[int, list[Contact]]:
    """Pupil key → every contact that was not entered by mistake, oldest first. One read."""
    found: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.standing.filter(pupil__in=pupils).order_by("recorded_at"):
        found[contact.pupil_id].append(contact)
    return found


def standing_flags(pupils: Pupils, on: dt.date) -> list[Flag]:
    """The pupils' flags of the school year that stand raised or unknown, newest first. One read."""
    return list(_standing(pupils, on).select_related("pupil__owner", "version"))


def _standing(pupils: Pupils, on: dt.date) -> QuerySet[Flag]:
    flags = Flag.objects.filter(pupil__in=pupils, school_year=school_year_of(on)).exclude(kind=Kind.CLEARED)
    return flags.order_by("-raised_on", "pupil__sort_key", "rule")


def waiting(pupils: Pupils, on: dt.date) -> list[Waiting]:
    """Of these pupils, those flagged and not yet spoken with, newest flag first. Three reads: a school's hundreds of flags
    are of a few versions, whose definitions are read once each.
    """
    flags = list(_standing(pupils, on).select_related("pupil__owner").prefetch_related("version"))
    return waiting_among(flags, contacts_of({flag.pupil_id for flag in flags}))


def waiting_among(flags: Iterable[Flag], contacts: Contacts) -> list[Waiting]:
    """The same, from flags and contacts already read (`rules.is_spoken_with`)."""
    by_pupil: dict[int, list[Flag]] = defaultdict(list)
    for flag in flags:
        reached = (contact.on for contact in contacts.get(flag.pupil_id, ()) if contact.was_reached)
        if flag.raised_on and not is_spoken_with(flag.raised_on, reached):
            by_pupil[flag.pupil_id].append(flag)
    return [
        Waiting(raised[0].pupil, raised, _last_try(contacts.get(pupil, ()), _raised(raised[0])))
        for pupil, raised in by_pupil.items()
    ]


def _raised(flag: Flag) -> dt.date:
    """The day a standing flag was raised; asking it of one that does not stand is a fault."""
    if flag.raised_on is None:
        raise ValueError("the flag does not stand")
    return flag.raised_on


def _last_try(contacts: Iterable[Contact], raised_on: dt.date) -> dt.date | None:
    """A try before the flag was raised says nothing about this waiting."""
    return max((each.on for each in contacts if not each.was_reached and each.on >= raised_on), default=None)


def agreed_talks(contacts: Contacts, today: dt.date) -> list[Contact]:
    """Contacts whose agreed next talk is near or past and has not been held, the earliest first."""
    due = [
        contact
        for written in contacts.values()
        for contact in written
        if contact.next_on
        and contact.next_on <= today + SHOWN_BEFORE
        and not _is_held(contact, contact.next_on, written)
    ]
    return sorted(due, key=lambda contact: (contact.next_on, contact.pupil_id))


def _is_held(agreed: Contact, next_on: dt.date, written: list[Contact]) -> bool:
    later = [(each.on, each.was_reached, each.next_on) for each in written if each.recorded_at > agreed.recorded_at]
    return is_agreed_talk_held(agreed.on, next_on, later)


def open_questions(pupils: Pupils) -> QuerySet[ExplanationRequest]:
    """Questions about large absence that wait for an answer, the most urgent first."""
    asked = ExplanationRequest.objects.filter(pupil__in=pupils, answered_at=None)
    return asked.select_related("pupil").order_by("due_on", "pupil__sort_key")


def contacts_ever_with(pupil: int) -> QuerySet[Contact]:
    """Every contact with the pupil, those entered by mistake too, newest first."""
    return Contact.objects.filter(pupil=pupil).order_by("-on", "-recorded_at")


def contacts_with(pupil: int) -> QuerySet[Contact]:
    """Every contact with the pupil that was not entered by mistake, newest first."""
    return Contact.standing.filter(pupil=pupil).order_by("-on", "-recorded_at")
