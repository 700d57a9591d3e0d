"""Everything Min dag shows, in a number of reads that does not grow with the pupils."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Max

from tettpaa.assess.talks.models import Contact, ExplanationRequest
from tettpaa.assess.talks.queries import Waiting, agreed_talks, last_tries, open_questions, waiting
from tettpaa.identify.flags.models import Flag, FlagUpdate, Kind
from tettpaa.identify.imports.models import Import
from tettpaa.identify.records.school_days import school_days
from tettpaa.pages.my_day.rules import school_days_waited
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import classes_of
from tettpaa.schools.places.models import Group, Owner
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights

A_PAGE = 30


@dataclass(frozen=True)
class Card:
    """One pupil to talk with. `waited`: school days since the newest flag, None where the calendar is unknown."""

    pupil: Person
    group: Group | None
    flags: list[Flag]
    raised_on: dt.date
    waited: int | None
    tried_on: dt.date | None


@dataclass(frozen=True)
class Unknown:
    """How many pupils a rule cannot be decided for, and since when."""

    pupils: int
    since: dt.date


@dataclass(frozen=True)
class Day:
    """The whole page. `updated_at`: the last import; `flags_of`: the day the flags speak for; None: never."""

    cards: list[Card]
    page: Page
    unknown: Unknown | None
    talks: list[Contact]
    questions: list[ExplanationRequest]
    updated_at: dt.datetime | None
    flags_of: dt.date | None

    @property
    def pupils_shown(self) -> list[int]:
        """Keys of every pupil whose name stands on the page."""
        named = [card.pupil.key for card in self.cards] + [talk.pupil_id for talk in self.talks]
        return named + [question.pupil_id for question in self.questions]


def day_of(rights: Rights, page: str) -> Day:
    """Min dag for one user, `page` of the list."""
    pupils = rights.pupils("day_read")
    listed = Paginator(waiting(pupils, rights.on), A_PAGE).get_page(page)
    owners = {entry.pupil.owner_id for entry in listed} | _owners_of(rights)
    return Day(
        cards=_cards(list(listed), rights.on),
        page=listed,
        unknown=_unknown(rights),
        talks=agreed_talks(pupils, rights.on),
        questions=_questions(rights),
        updated_at=_last(Import.objects.filter(owner__in=owners), "committed_at"),
        flags_of=_last(FlagUpdate.objects.filter(owner__in=owners, is_whole=True), "as_of"),
    )


def _cards(listed: list[Waiting], on: dt.date) -> list[Card]:
    keys = [entry.pupil.key for entry in listed]
    groups, tries = classes_of(keys, on), last_tries(keys)
    calendars = _calendars(listed, on)
    return [
        Card(
            entry.pupil, groups.get(entry.pupil.key), entry.flags, entry.since,
            school_days_waited(entry.since, on, calendars[entry.flags[0].school_id]),
            _since(tries.get(entry.pupil.key), entry.since),
        )
        for entry in listed
    ]  # fmt: skip


def _since(tried_on: dt.date | None, raised_on: dt.date) -> dt.date | None:
    """A try before the flag was raised says nothing about this waiting."""
    return tried_on if tried_on and tried_on >= raised_on else None


def _calendars(listed: list[Waiting], on: dt.date) -> dict[int, tuple[dt.date, ...]]:
    """School → its school days; one read for each school on the page, and a teacher has one."""
    owners = {owner.pk: owner for owner in Owner.objects.filter(pk__in={entry.pupil.owner_id for entry in listed})}
    schools = {entry.flags[0].school_id: owners[entry.pupil.owner_id] for entry in listed}
    return {school: school_days(owner, school, school_year_of(on)) for school, owner in schools.items()}


def _unknown(rights: Rights) -> Unknown | None:
    flags = Flag.objects.filter(
        pupil__in=rights.pupils("day_read"), school_year=school_year_of(rights.on), kind=Kind.UNKNOWN
    )
    rows = dict(flags.order_by("-on").values_list("pupil_id", "on"))
    return Unknown(len(rows), min(rows.values())) if rows else None


def _questions(rights: Rights) -> list[ExplanationRequest]:
    if not rights.may("explanation_answer"):
        return []
    return list(open_questions(rights.pupils("explanation_answer")))


def _owners_of(rights: Rights) -> set[int]:
    return {rights.user.person.owner_id} if rights.user.person else set()


def _last(rows, field: str):
    return rows.aggregate(last=Max(field))["last"]
