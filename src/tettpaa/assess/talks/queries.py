"""Who waits for a talk, who was tried, what is agreed, and which questions are open."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from tettpaa.assess.talks.models import Contact, ExplanationRequest
from tettpaa.assess.talks.rules import SHOWN_BEFORE, is_agreed_talk_held
from tettpaa.identify.flags.models import Flag
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.school_year import school_year_of


@dataclass(frozen=True)
class Waiting:
    """A pupil with standing flags that nobody has spoken with the pupil about; newest flag first."""

    pupil: Person
    flags: list[Flag]

    @property
    def since(self) -> dt.date:
        """The day the newest of the flags was raised."""
        return self.flags[0].raised_on

    @property
    def longest(self) -> dt.date:
        """The day the oldest of the flags was raised."""
        return self.flags[-1].raised_on


def waiting(pupils: QuerySet[Person], on: dt.date) -> list[Waiting]:
    """Pupils flagged and not yet spoken with, newest flag first. One read.

    The same as `rules.is_spoken_with`, as a set: a contact that reached the pupil on the day the flag
    was raised, or later, takes that flag off the list.
    """
    reached = Contact.objects.filter(pupil=OuterRef("pupil"), was_reached=True, on__gte=OuterRef("raised_on"))
    flags = Flag.objects.filter(
        ~Exists(reached), pupil__in=pupils, school_year=school_year_of(on), raised_on__isnull=False
    )
    by_pupil: dict[Person, list[Flag]] = defaultdict(list)
    for flag in flags.select_related("pupil", "version").order_by("-raised_on", "pupil__sort_key", "rule"):
        by_pupil[flag.pupil].append(flag)
    return [Waiting(pupil, raised) for pupil, raised in by_pupil.items()]


def last_tries(pupils: Iterable[int]) -> dict[int, dt.date]:
    """Pupil key → the last day somebody tried without reaching the pupil."""
    tries = Contact.objects.filter(pupil__in=list(pupils), was_reached=False)
    return dict(tries.order_by("on").values_list("pupil_id", "on"))


def agreed_talks(pupils: QuerySet[Person], today: dt.date) -> list[Contact]:
    """Contacts whose agreed next talk is near or past and has not been held, the earliest first. Two reads."""
    due = Contact.objects.filter(pupil__in=pupils, next_on__lte=today + SHOWN_BEFORE).select_related("pupil")
    agreed = list(due.order_by("next_on", "pupil__sort_key"))
    written: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.filter(pupil__in={contact.pupil_id for contact in agreed}):
        written[contact.pupil_id].append(contact)
    return [contact for contact in agreed if not _is_held(contact, written[contact.pupil_id])]


def _is_held(agreed: Contact, written: list[Contact]) -> bool:
    later = [(each.on, each.was_reached, each.next_on) for each in written if each.recorded_at > agreed.recorded_at]
    return is_agreed_talk_held(agreed.on, agreed.next_on, later)


def open_questions(pupils: QuerySet[Person]) -> QuerySet[ExplanationRequest]:
    """Questions about large absence that wait for an answer, the most urgent first."""
    asked = ExplanationRequest.objects.filter(pupil__in=pupils, answered_at=None)
    return asked.select_related("pupil").order_by("due_on", "pupil__sort_key")


def contacts_with(pupil: int) -> QuerySet[Contact]:
    """Every contact with the pupil, newest first."""
    return Contact.objects.filter(pupil=pupil).order_by("-on", "-recorded_at")
