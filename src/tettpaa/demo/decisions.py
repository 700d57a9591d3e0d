"""What is decided before the first school day: who has which role, and which rules hold."""

import datetime as dt
from collections.abc import Mapping

from tettpaa.demo.county.cast import Cast, Staff
from tettpaa.identify.flags.actions import adopt_shipped, create_rule_set
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import first_day
from tettpaa.trust.access.actions import grant_role
from tettpaa.trust.identity.actions import create_user
from tettpaa.trust.identity.models import User

BY = "tettpaa demo"
# Shipped rule sets: those of one school, by its key, and those of the owner.
OF_SCHOOL = {"FJV": ("askim",), "ASG": ("glemmen",)}
OF_OWNER = ("fravaersgrensen", "iko-halden-lopende", "iko-halden-start", "uforklart-fravaer")


def let_people_in(cast: Cast, owner: Owner, people: Mapping[str, Staff]) -> None:
    """A user for each of the cast, since the first school year held. `people` are by id in the source."""
    at = at_noon(first_day(min(cast.school_years)))
    for source_id, staff in people.items():
        person = Person.objects.get(owner=owner, source_id=source_id)
        create_user(username=staff.username, password=cast.password, person=person, by=BY, at=at)


def give_roles(cast: Cast, owner: Owner) -> None:
    """The roles that the roster does not give."""
    at = start_of(cast)
    for staff in cast.staff:
        if staff.role:
            school = School.objects.get(owner=owner, source_id=staff.at) if staff.at else None
            grant_role(user=User.objects.get(username=staff.username), role=staff.role, owner=owner, school=school,
                       since=at.date(), until=None, reason=staff.reason, by=BY, at=at)  # fmt: skip


def adopt_rules(cast: Cast, owner: Owner) -> None:
    """The owner's rule sets, one for each school, and one of the owner's own making."""
    at = start_of(cast)
    by, since = _rule_editor(cast), at.date()
    for key in OF_OWNER:
        adopt_shipped(owner=owner, key=key, valid_from=since, by=by, at=at)
    for school_key, keys in OF_SCHOOL.items():
        school = School.objects.get(owner=owner, source_id=school_key)
        for key in keys:
            adopt_shipped(owner=owner, school=school, key=key, valid_from=since, by=by, at=at)
    definition = dict(cast.rules)
    key = str(definition.pop("key"))
    create_rule_set(owner=owner, key=key, definition=definition, valid_from=since, by=by, at=at)


def _rule_editor(cast: Cast) -> str:
    return next(staff.username for staff in cast.staff if staff.role == "rule_editor")


def start_of(cast: Cast) -> dt.datetime:
    """1 August of the year the demo plays in."""
    return at_noon(first_day(max(cast.school_years)))


def at_noon(day: dt.date) -> dt.datetime:
    """Noon in Oslo."""
    return dt.datetime.combine(day, dt.time(12), OSLO)
