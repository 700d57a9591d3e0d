"""Who plays in the tests: two schools, and one user of each kind. Today is Tuesday 14 October 2025."""

import datetime as dt
from dataclasses import dataclass

from tests.builders import a_group, a_person, a_school, a_user, an_owner, belong, employ, enrol, grant
from tettpaa.schools.people.models import Employment, Membership, Person
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.identity.models import User

TODAY = dt.date(2025, 10, 14)


@dataclass
class Cast:
    """Everybody, by name. `pupils` are 'a1'–'a3' in 1STA, 'b1'–'b3' in 1STB, 'left' and 'elsewhere'.

    `users`: contact_a, contact_b, subject (Norwegian in 1STA), counsellor, leader, analyst, rule_editor,
    administrator, former_contact and coming_contact (of 1STA), leader_elsewhere, nobody.
    """

    owner: Owner
    school: School
    school_elsewhere: School
    class_a: Group
    class_b: Group
    norwegian_a: Group
    pupils: dict[str, Person]
    users: dict[str, User]


def make_cast() -> Cast:
    owner = an_owner()
    school, elsewhere = a_school(owner, "Skole A"), a_school(owner, "Skole B")
    cast = Cast(
        owner, school, elsewhere, a_group(school, "1STA"), a_group(school, "1STB"),
        a_group(school, "1STA norsk", Group.Kind.TEACHING, subject_code="NOR1267"), {}, {},
    )  # fmt: skip
    _add_pupils(cast)
    _add_staff(cast)
    _add_owners_people(cast)
    return cast


def _add_pupils(cast: Cast) -> None:
    for name, group in [(f"a{n}", cast.class_a) for n in (1, 2, 3)] + [(f"b{n}", cast.class_b) for n in (1, 2, 3)]:
        pupil = cast.pupils[name] = a_person(cast.owner, "Elev", name.upper())
        enrol(pupil, cast.school)
        belong(pupil, group)
        if group == cast.class_a:
            belong(pupil, cast.norwegian_a)
    left = cast.pupils["left"] = a_person(cast.owner, "Elev", "Sluttet")
    enrol(left, cast.school, until=dt.date(2025, 9, 1))
    belong(left, cast.class_a, until=dt.date(2025, 9, 1))
    stranger = cast.pupils["elsewhere"] = a_person(cast.owner, "Elev", "Annensteds")
    enrol(stranger, cast.school_elsewhere)
    belong(stranger, a_group(cast.school_elsewhere, "2STA"))


def _add_staff(cast: Cast) -> None:
    contact = Membership.Role.CONTACT_TEACHER
    belong(_staff(cast, "contact_a", "Lærer", "A"), cast.class_a, contact)
    belong(_staff(cast, "contact_b", "Lærer", "B"), cast.class_b, contact)
    belong(_staff(cast, "subject", "Lærer", "Norsk"), cast.norwegian_a, Membership.Role.TEACHER)
    belong(_staff(cast, "former_contact", "Lærer", "Før"), cast.class_a, contact, until=dt.date(2025, 9, 1))
    belong(_staff(cast, "coming_contact", "Lærer", "Senere"), cast.class_a, contact, since=dt.date(2025, 11, 1))
    _staff(cast, "counsellor", "Rådgiver", "A", Employment.Role.COUNSELLOR)
    _staff(cast, "leader", "Leder", "A", Employment.Role.LEADER)
    _staff(cast, "leader_elsewhere", "Leder", "B", Employment.Role.LEADER, cast.school_elsewhere)


def _staff(
    cast: Cast, username: str, given: str, family: str, role: str = Employment.Role.TEACHER,
    school: School | None = None,
) -> Person:  # fmt: skip
    person = a_person(cast.owner, given, family)
    employ(person, school or cast.school, role)
    cast.users[username] = a_user(username, person)
    return person


def _add_owners_people(cast: Cast) -> None:
    for role in (RoleGrant.Role.ANALYST, RoleGrant.Role.RULE_EDITOR, RoleGrant.Role.ADMINISTRATOR):
        user = cast.users[role.value] = a_user(role.value)
        grant(user, role, cast.owner)
    cast.users["nobody"] = a_user("nobody")
