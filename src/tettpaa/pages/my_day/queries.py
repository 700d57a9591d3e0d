"""Everything Min dag shows, in a number of reads that does not grow with the pupils."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Max, prefetch_related_objects

from tettpaa.assess.cases.models import Case
from tettpaa.assess.talks.models import Contact, ExplanationRequest
from tettpaa.assess.talks.queries import (
    Waiting,
    agreed_talks,
    contacts_of,
    open_questions,
    standing_flags,
    waiting_among,
)
from tettpaa.identify.flags.models import Flag, FlagUpdate, Kind
from tettpaa.identify.imports.models import Import
from tettpaa.identify.records.school_days import school_days
from tettpaa.identify.registration.models import RegistrationReminder
from tettpaa.identify.registration.queries import Registration, standing_reminders
from tettpaa.pages.my_day.followed import followed_words
from tettpaa.pages.my_day.rules import school_days_waited
from tettpaa.pages.my_tasks.queries import tasks_of, what_waits
from tettpaa.pages.stairs.queries import next_step
from tettpaa.pages.tasks import Task
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import classes_of
from tettpaa.schools.places.models import Group
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights

A_PAGE = 30


@dataclass(frozen=True)
class Card:
    """One pupil to talk with.

    `since` is the day of the oldest flag nobody has spoken about, `waited` the school days from then (None where the
    calendar is unknown); `newest_on` the day of the newest, and `newest_ago` its school days.
    `next_step`: what happens next on the stairs, in words. `followed`: who has the pupil's case and what happens next in it.
    """

    pupil: Person
    group: Group | None
    flags: list[Flag]
    since: dt.date
    waited: int | None
    newest_on: dt.date
    newest_ago: int | None
    tried_on: dt.date | None
    next_step: str = ""
    case: Case | None = None
    followed: str = ""


@dataclass(frozen=True)
class Unknown:
    """How many pupils a rule cannot be decided for, since when, and whether for want of registered absence."""

    pupils: int
    since: dt.date
    is_unregistered: bool


@dataclass(frozen=True)
class Last:
    """When the last import was committed, and the day the flags speak for; None: never."""

    import_at: dt.datetime | None
    flags_of: dt.date | None


@dataclass(frozen=True)
class Day:
    """The whole page. `last` is asked for only where the list is empty."""

    cards: list[Card]
    page: Page
    unknown: list[Unknown]
    talks: list[Contact]
    questions: list[ExplanationRequest]
    tasks: list[Task]
    reminders: list[tuple[RegistrationReminder, Registration]]
    last: Last | None

    @property
    def pupils_shown(self) -> list[int]:
        """Keys of every pupil whose name stands on the page."""
        named = [card.pupil.key for card in self.cards] + [talk.pupil_id for talk in self.talks]
        named += [question.pupil_id for question in self.questions]
        return named + [task.pupil for task in self.tasks if task.pupil]


def day_of(rights: Rights, page: str) -> Day:
    """Min dag for one user, `page` of the list."""
    pupils = list(rights.all_reasons("day_read"))
    flags, contacts = standing_flags(pupils, rights.on), contacts_of(pupils)
    listed, waits = Paginator(waiting_among(flags, contacts), A_PAGE).get_page(page), what_waits(rights)
    return Day(
        cards=_cards(list(listed), flags, rights, is_any_followed="followed" in waits),
        page=listed,
        unknown=_unknown(flags),
        talks=_with_pupils(agreed_talks(contacts, rights.on)),
        questions=_questions(rights, pupils) if "questions" in waits else [],
        tasks=tasks_of(rights, waits),
        reminders=standing_reminders(rights.person, rights.on) if rights.person else [],
        last=None if listed else _last_of(rights),
    )


def _cards(listed: list[Waiting], flags: list[Flag], rights: Rights, *, is_any_followed: bool) -> list[Card]:
    on, shown = rights.on, {entry.pupil.key for entry in listed}
    followed = followed_words(rights, shown) if is_any_followed else {}
    steps = next_step((flag for flag in flags if flag.pupil_id in shown), on)
    groups = classes_of([entry.pupil.key for entry in listed], on)
    calendars = _calendars(listed, on)
    return [
        Card(
            entry.pupil, groups.get(entry.pupil.key), entry.flags,
            entry.longest, school_days_waited(entry.longest, on, days),
            entry.since, school_days_waited(entry.since, on, days), entry.tried_on,
            steps.get(entry.pupil.key, ""), *followed.get(entry.pupil.key, (None, "")),
        )
        for entry in listed
        for days in [calendars[entry.flags[0].school_id]]
    ]  # fmt: skip


def _with_pupils(talks: list[Contact]) -> list[Contact]:
    prefetch_related_objects(talks, "pupil")
    return talks


def _calendars(listed: list[Waiting], on: dt.date) -> dict[int, tuple[dt.date, ...]]:
    """School → its school days; one read for each school on the page, and a teacher has one."""
    schools = {entry.flags[0].school_id: entry.pupil.owner for entry in listed}
    return {school: school_days(owner, school, school_year_of(on)) for school, owner in schools.items()}


def _unknown(flags: list[Flag]) -> list[Unknown]:
    """Those who wait for somebody to register come first; others lack what else the rule needs."""
    found = []
    for is_unregistered in (True, False):
        held = [flag for flag in flags if flag.kind == Kind.UNKNOWN and _lacks_days(flag) is is_unregistered]
        if held:
            pupils = {flag.pupil_id for flag in held}
            found.append(Unknown(len(pupils), min(flag.on for flag in held), is_unregistered))
    return found


def _lacks_days(flag: Flag) -> bool:
    return any(fact.get("unknown_days") for fact in flag.facts)


def _questions(rights: Rights, pupils: list[int]) -> list[ExplanationRequest]:
    """The questions the user may answer; asked about the rights only where there is a question at all."""
    asked = list(open_questions(pupils))
    if not asked:
        return []
    mine = rights.all_reasons("explanation_answer")
    return [question for question in asked if question.pupil_id in mine]


def _last_of(rights: Rights) -> Last:
    """Told where the list is empty, so that emptiness can be judged."""
    owner = rights.person.owner_id if rights.person else None
    return Last(
        Import.objects.filter(owner=owner).aggregate(last=Max("committed_at"))["last"],
        FlagUpdate.objects.filter(owner=owner, is_whole=True).aggregate(last=Max("as_of"))["last"],
    )
