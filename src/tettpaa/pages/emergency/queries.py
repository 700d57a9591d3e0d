"""Whom one may ask to open, and by when it is judged."""

import datetime as dt

from django.db.models import QuerySet

from tettpaa.identify.records.school_days import school_days
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.permissions import permission_named
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role
from tettpaa.trust.access.rules import is_hidden
from tettpaa.trust.identity.models import User
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.openings.queries import named_at_own_school, schools_worked_at, to_review
from tettpaa.trust.openings.rules import review_day


def find_pupil(rights: Rights, given: str, family: str, group: str) -> list[tuple[Person, School]]:
    """The pupils so named at the user's schools, each with the school; kin and the most protected are not there."""
    user = rights.user
    if not isinstance(user, User):
        return []
    row = permission_named("pupil_open")
    hidden = {key for key in rights.asker.protected if is_hidden(row, rights.asker, key)} | rights.asker.kin
    found = named_at_own_school(user, given, family, group, rights.on, hidden)
    own = schools_worked_at(user, rights.on)
    enrolled = live_enrolments(rights.on).filter(pupil__in=[pupil.pk for pupil in found], school__in=own)
    school_of = {each.pupil_id: each.school for each in enrolled.select_related("school__owner")}
    return [(pupil, school_of[pupil.pk]) for pupil in found]


def openings_to_review(rights: Rights) -> QuerySet[Opening]:
    """What waits for the reader's judgement; the privacy officer's also where the pupil has changed school since."""
    is_officer = any(tie.role is Role.PRIVACY_OFFICER for tie in rights.ties)
    return to_review(rights.pupils("opening_review"), with_sealed=is_officer)


def review_day_of(school: School, on: dt.date) -> dt.date:
    """The third school day after, by the school's calendar."""
    return review_day(on, school_days(school.owner, school.pk, school_year_of(on)))
