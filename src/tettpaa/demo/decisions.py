"""What the demo's people have decided: who has which role, which rules hold, and whom they have spoken with."""

import datetime as dt
from collections.abc import Mapping

from tettpaa.assess.talks.actions import answer_explanation, ask_explanation, record_contact
from tettpaa.demo.county.cast import Cast, Staff
from tettpaa.demo.volume.ids import pupil_id
from tettpaa.identify.flags.actions import adopt_shipped, create_rule_set
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import contact_teachers_of
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import first_day, school_year_of
from tettpaa.trust.access.actions import grant_role
from tettpaa.trust.identity.actions import create_user

BY = "tettpaa demo"
# Shipped rule sets: those of one school, by its key, and those of the owner.
OF_SCHOOL = {"FJV": ("askim",), "ASG": ("glemmen",)}
OF_OWNER = ("fravaersgrensen", "iko-halden-lopende", "iko-halden-start", "uforklart-fravaer")


def let_people_in(cast: Cast, owner: Owner, people: Mapping[str, Staff]) -> None:
    """A user for each of the cast, and the roles that the roster does not give. `people` are by id in the source."""
    at = start_of(cast)
    for source_id, staff in people.items():
        person = Person.objects.get(owner=owner, source_id=source_id)
        user = create_user(username=staff.username, password=cast.password, person=person, by=BY, at=at)
        if staff.role:
            grant_role(user=user, role=staff.role, owner=owner, school=None, since=at.date(), until=None,
                       reason=staff.reason, by=BY, at=at)  # fmt: skip


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


def tell_talks(cast: Cast, owner: Owner) -> None:
    """Contacts, questions and answers of the stories, each on its day."""
    for story in cast.stories:
        pupil = Person.objects.get(owner=owner, source_id=pupil_id(story["pupil"]))
        if asked := story.get("asked"):
            _ask(pupil, asked, story.get("answered"))
        if contact := story.get("contact"):
            told = {name: value for name, value in contact.items() if name != "by"}
            record_contact(pupil=pupil, **told, by=contact["by"], at=at_noon(contact["on"]))


def _ask(pupil: Person, asked: Mapping, answered: Mapping | None) -> None:
    """Everything the pupil was away before the question was undocumented."""
    on: dt.date = asked["on"]
    (teacher,) = contact_teachers_of([pupil.key], on)[pupil.key]
    facts = {"days": asked["days"], "minutes": asked["minutes"], "undocumented_minutes": asked["minutes"],
             "from": first_day(school_year_of(on)).isoformat(), "to": on.isoformat()}  # fmt: skip
    question = ask_explanation(pupil=pupil, contact_teacher=teacher, facts=facts, due_on=asked["due_on"],
                               by=asked["by"], at=at_noon(on))  # fmt: skip
    if answered:
        answer_explanation(asked=question, answer=answered["answer"], by=answered["by"], at=at_noon(answered["on"]))


def _rule_editor(cast: Cast) -> str:
    return next(staff.username for staff in cast.staff if staff.role == "rule_editor")


def start_of(cast: Cast) -> dt.datetime:
    """1 August of the year the demo plays in."""
    return at_noon(dt.date(max(cast.school_years), 8, 1))


def at_noon(day: dt.date) -> dt.datetime:
    """Noon in Oslo."""
    return dt.datetime.combine(day, dt.time(12), OSLO)
