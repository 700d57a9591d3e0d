"""Concerns that wait for the reader, and what came of those the reader told."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from tettpaa.assess.concerns.models import Concern
from tettpaa.assess.concerns.queries import concerns_told_by, waiting_concerns
from tettpaa.assess.concerns.rules import answered_within
from tettpaa.assess.concerns.states import State, state_of
from tettpaa.identify.records.school_days import school_days
from tettpaa.kit.clock import OSLO
from tettpaa.pages.my_day.rules import school_days_waited
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class Told:
    """A concern with where it stands today, and who told it, in words."""

    concern: Concern
    state: State
    told_on: dt.date


@dataclass(frozen=True)
class Concerns:
    """The lists of the page."""

    waiting: list[Told]
    told: list[Told]
    can_be_told_about: list[Person]

    @property
    def pupils_shown(self) -> list[int]:
        named = [each.concern.pupil_id for each in (*self.waiting, *self.told)]
        return named + [pupil.pk for pupil in self.can_be_told_about]


def concerns_for(rights: Rights) -> Concerns:
    """What waits for the reader to answer, and what the reader told about pupils still met."""
    told = concerns_told_by(rights.user.get_username(), rights.person).filter(pupil__in=rights.pupils("concern_tell"))
    waiting = waiting_concerns(rights.pupils("concern_answer")) if rights.may("concern_answer") else []
    waits, has_told = standings(list(waiting), rights.on), standings(list(told), rights.on)
    return Concerns(waits, has_told, list(_without_a_page(rights)))


def _without_a_page(rights: Rights) -> QuerySet[Person]:
    """Oneself, one's children, the nurse's pupils, a substitute's: those whose page has no button to tell it by."""
    tellable = rights.pupils("concern_tell")
    if rights.may("pupil_open"):
        tellable = tellable.exclude(pk__in=rights.pupils("pupil_open").values("pk"))
    return tellable.order_by("sort_key")


def standings(concerns: list[Concern], on: dt.date) -> list[Told]:
    """Each with its state: late by the school days of the pupil's school. One read, and one more for each school."""
    schools = _schools_of(concerns, on)
    calendars = {
        school: school_days(owner, school, school_year_of(on))
        for school, owner in {
            (schools[each.pupil_id], each.pupil.owner) for each in concerns if each.pupil_id in schools
        }
    }
    found = []
    for concern in concerns:
        told_on = concern.told_at.astimezone(OSLO).date()
        days = calendars.get(schools.get(concern.pupil_id, 0), ())
        state = state_of(
            is_withdrawn=concern.withdrawn_at is not None, is_answered=concern.answered_at is not None,
            waited=school_days_waited(told_on, on, days), within=answered_within(told_on),
        )  # fmt: skip
        found.append(Told(concern, state, told_on))
    return found


def _schools_of(concerns: list[Concern], on: dt.date) -> dict[int, int]:
    """Pupil → the school the pupil goes to."""
    if not concerns:
        return {}
    keys = [concern.pupil_id for concern in concerns]
    return dict(live_enrolments(on).filter(pupil__in=keys).values_list("pupil_id", "school_id"))
