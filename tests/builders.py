"""Small builders of what the schools' systems deliver, for tests. Everything has a default day: 18 August 2025."""

import datetime as dt

from tettpaa.identify.flags.models import Flag, RuleSet, RuleSetVersion
from tettpaa.identify.flags.shipped import shipped_sets
from tettpaa.kit.ids import key_of
from tettpaa.kit.text import sort_key
from tettpaa.schools.people.models import Employment, Enrolment, Membership, Person
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.identity.models import User

SCHOOL_YEAR = 2025
FIRST_SCHOOL_DAY = dt.date(2025, 8, 18)
AT = dt.datetime(2025, 8, 18, 8, tzinfo=dt.UTC)


def an_owner(slug: str = "fylket", **fields) -> Owner:
    return Owner.objects.create(slug=slug, name=slug.capitalize(), salt=f"salt for {slug}", **fields)


def a_school(owner: Owner, name: str = "Skole A", **fields) -> School:
    key = key_of(owner.salt.encode(), "school", name)
    return School.objects.create(key=key, owner=owner, source_id=name, name=name, **fields)


def a_group(school: School, name: str, kind: str = Group.Kind.CLASS, school_year: int = SCHOOL_YEAR, **fields) -> Group:
    source_id = f"{school.source_id} {school_year} {name}"
    key = key_of(school.owner.salt.encode(), "group", source_id)
    return Group.objects.create(
        key=key, school=school, school_year=school_year, source_id=source_id, name=name, kind=kind, **fields
    )


def a_person(owner: Owner, given: str, family: str, **fields) -> Person:
    source_id = f"{given} {family}"
    key = key_of(owner.salt.encode(), "person", source_id)
    return Person.objects.create(
        key=key, owner=owner, source_id=source_id, given_name=given, family_name=family,
        sort_key=sort_key(f"{family} {given}"), **fields,
    )  # fmt: skip


def enrol(
    pupil: Person, school: School, since: dt.date = FIRST_SCHOOL_DAY, until: dt.date | None = None,
    school_year: int = SCHOOL_YEAR,
) -> Enrolment:  # fmt: skip
    key = key_of(pupil.owner.salt.encode(), "enrolment", pupil.source_id, school.source_id, since.isoformat())
    return Enrolment.objects.create(
        key=key, pupil=pupil, school=school, school_year=school_year, valid_from=since, valid_to=until
    )


def belong(
    person: Person, group: Group, role: str = Membership.Role.PUPIL, since: dt.date | None = FIRST_SCHOOL_DAY,
    until: dt.date | None = None,
) -> Membership:  # fmt: skip
    key = key_of(person.owner.salt.encode(), "membership", group.source_id, person.source_id, role, str(since))
    return Membership.objects.create(key=key, person=person, group=group, role=role, valid_from=since, valid_to=until)


def employ(
    person: Person, school: School, role: str = Employment.Role.TEACHER, since: dt.date | None = FIRST_SCHOOL_DAY,
    until: dt.date | None = None,
) -> Employment:  # fmt: skip
    key = key_of(person.owner.salt.encode(), "employment", person.source_id, school.source_id, role)
    return Employment.objects.create(key=key, person=person, school=school, role=role, valid_from=since, valid_to=until)


def a_user(username: str, person: Person | None = None, **fields) -> User:
    """A user who signs in by `client.force_login`: no password is hashed."""
    return User.objects.create(username=username, person=person, password="!", **fields)


def grant(
    user: User, role: str, owner: Owner, school: School | None = None, since: dt.date = FIRST_SCHOOL_DAY,
    until: dt.date | None = None,
) -> RoleGrant:  # fmt: skip
    return RoleGrant.objects.create(
        user=user, role=role, owner=owner, school=school, valid_from=since, valid_to=until,
        reason="Til prøvene", granted_by="tests", granted_at=AT,
    )  # fmt: skip


def a_rule_set(owner: Owner, key: str = "askim", definition: dict | None = None) -> RuleSetVersion:
    """The first version of an owner's rule set, in force for the whole school year."""
    rule_set, _is_new = RuleSet.objects.get_or_create(key=key, owner=owner)
    version, _is_new = RuleSetVersion.objects.get_or_create(
        rule_set=rule_set, number=1,
        defaults={"valid_from": dt.date(2025, 8, 1), "definition": definition or shipped_sets()[key], "created_at": AT,
                  "created_by": "tests"},
    )  # fmt: skip
    return version


def a_flag(
    pupil: Person, school: School, on: dt.date, kind: str = "raised", rule: str = "3-dager", facts: list | None = None,
    raised_on: dt.date | None = None,
) -> Flag:  # fmt: skip
    """Where the pupil stands with a rule since `on`, as the nightly run would have left it."""
    version = a_rule_set(school.owner)
    return Flag.objects.create(
        pupil=pupil, school=school, school_year=SCHOOL_YEAR, rule_set=version.rule_set, version=version, rule=rule,
        kind=kind, on=on, raised_on=on if kind == "raised" else raised_on, held_since=on, as_of=on, facts=facts or [],
    )  # fmt: skip
