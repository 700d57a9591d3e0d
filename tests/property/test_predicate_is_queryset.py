"""On any roster the decision about one pupil, the set of visible pupils and a count by hand are the same thing."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.builders import AT, a_group, a_person, a_school, a_user, an_owner, belong, employ, enrol, grant
from tests.rights import noon
from tettpaa.schools.people.models import Employment, GuardianLink, Membership, Person
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.access.permissions import PERMISSIONS, Audience, Subject
from tettpaa.trust.access.queries import groups_within, keys_within_each, pupils_within, schools_within, whom
from tettpaa.trust.access.reasons import codes_for, codes_of_all
from tettpaa.trust.access.roles import Role
from tettpaa.trust.access.rules import Asker, Place, Standing, Whom, decide
from tettpaa.trust.access.ties import asker_of
from tettpaa.trust.access.zones import Zone
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.protection.models import AddressProtection, Clearance, Kinship
from tettpaa.trust.seals.models import Seal

ON = dt.date(2025, 10, 14)
NOON, HOUR = noon(ON), dt.timedelta(hours=1)
BORN = {"17": dt.date(2008, 3, 1), "18 tomorrow": dt.date(2007, 10, 15), "18 today": dt.date(2007, 10, 14)}
# What a guardian is shown of somebody of 16 or 17 years who has not been asked: docs/explanation/trust.md.
SHOWN_AT_17 = {"identity", "enrolment", "absence_total", "grade", "concern", "message"}
NEAR = st.sampled_from([None, *(ON + dt.timedelta(days=days) for days in (-60, -1, 0, 1, 60))])
BEGINS = st.sampled_from([ON + dt.timedelta(days=days) for days in (-60, -1, 0, 1)])
PUPILS, STAFF, GROUPS = 4, 3, 5
# Rows with the same cells are decided alike: one of each is enough.
ROWS = {
    (row.about, row.zone, frozenset(row.cells.items())): row for row in PERMISSIONS if row.audience is Audience.BY_ROLE
}.values()

PERSON, OF_STAFF = st.integers(0, PUPILS + STAFF - 1), st.integers(0, STAFF - 1)
GROUP, SCHOOL = st.integers(0, GROUPS - 1), st.integers(0, 1)


def rows(most: int, *columns, keyed_by: int):
    """Up to `most` drawn rows, no two alike in their first `keyed_by` columns."""
    return st.lists(st.tuples(*columns), max_size=most, unique_by=lambda row: row[:keyed_by])


OF_A_SCHOOL = ("leader", "counsellor", "custodian")
GRANTED = ["leader", "counsellor", "analyst", "rule_editor", "administrator", "custodian"]
ROSTERS = st.fixed_dictionaries(
    {
        "kinds": st.lists(
            st.tuples(st.sampled_from(Group.Kind.values), st.sampled_from([2024, 2025, 2025, 2026])),
            min_size=GROUPS, max_size=GROUPS,
        ),
        "memberships": rows(20, PERSON, GROUP, st.sampled_from(Membership.Role.values), NEAR, NEAR, keyed_by=4),
        "enrolments": rows(
            6, st.integers(0, PUPILS - 1), SCHOOL, BEGINS, NEAR, st.sampled_from([2024, 2025, 2025]), keyed_by=3
        ),
        "employments": rows(4, OF_STAFF, SCHOOL, st.sampled_from(Employment.Role.values), NEAR, NEAR, keyed_by=3),
        "grants": rows(
            4, OF_STAFF, st.none() | SCHOOL, st.sampled_from(GRANTED), BEGINS, NEAR, keyed_by=5
        ),
        "gone": st.tuples(st.sets(PERSON, max_size=2), st.sets(GROUP, max_size=1), st.sets(SCHOOL, max_size=1)),
    }
)  # fmt: skip


PUPIL, HOURS = st.integers(0, PUPILS - 1), st.sampled_from([(-4, 0), (-4, 1), (0, 4), (1, 4)])
PASSES = ["case_member", "ppt_adviser", "nav_adviser", "emergency"]
GIVEN = st.fixed_dictionaries(
    {
        "assignments": rows(4, OF_STAFF, PUPIL, st.sampled_from(PASSES), HOURS, keyed_by=3),
        "kin": rows(2, OF_STAFF, PUPIL, BEGINS, NEAR, keyed_by=2),
        "protected": rows(2, PUPIL, st.sampled_from(["strict", "confidential", "client"]), keyed_by=1),
        "cleared": rows(2, OF_STAFF, PUPIL, BEGINS, NEAR, keyed_by=2),
        "moved": rows(2, PUPIL, SCHOOL, NEAR, st.booleans(), keyed_by=2),
        "wards": rows(3, OF_STAFF, PUPIL, st.booleans(), st.sampled_from([None, *BORN]), keyed_by=2),
        "strength": st.sampled_from([Strength.PLAIN, Strength.TWO_FACTORS, Strength.TWO_FACTORS, Strength.HIGH]),
        "persona": st.sampled_from(["staff", "staff", "private"]),
    }
)


class TestPredicateIsQueryset(TestCase):
    @settings(suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(drawn=ROSTERS, given=GIVEN)
    def test_they_agree(self, drawn, given):
        people, users = a_roster(**drawn)
        give(people, users, given)
        move(people, given["moved"])
        pupils = [whom(person, NOON) for person in people]
        for number, user in enumerate(users):
            asker = asker_of(user, NOON, given["strength"], given["persona"])
            for permission in ROWS:
                compare(permission, asker, pupils)
                if permission.about is Subject.PUPIL:
                    seen = set(pupils_within(asker, permission.name, NOON).values_list("source_id", flat=True))
                    assert seen == {people[n].source_id for n in by_hand(drawn, given, number, permission)}
            compare_together(asker, pupils)


def a_roster(kinds, memberships, enrolments, employments, grants, gone):
    """Two schools, five groups, four pupils, three of staff who may be pupils too, and whatever was drawn."""
    owner = an_owner()
    schools = [a_school(owner, name) for name in ("Skole A", "Skole B")]
    groups = [a_group(schools[n % 2], f"g{n}", kind, year) for n, (kind, year) in enumerate(kinds)]
    people = [a_person(owner, "Person", str(n)) for n in range(PUPILS + STAFF)]
    users = [a_user(f"user {n}", people[PUPILS + n]) for n in range(STAFF)]
    for person, group, role, since, until in memberships:
        belong(people[person], groups[group], role, since, until)
    for pupil, school, since, until, year in enrolments:
        enrol(people[pupil], schools[school], since, until, year)
    for person, school, role, since, until in employments:
        employ(people[PUPILS + person], schools[school], role, since, until)
    for user, school, role, since, until in grants:
        grant(users[user], role, owner, None if school is None else schools[school], since, until)
    Person.objects.filter(key__in=[people[n].key for n in gone[0]]).update(is_gone=True)
    Group.objects.filter(key__in=[groups[n].key for n in gone[1]]).update(is_gone=True)
    School.objects.filter(key__in=[schools[n].key for n in gone[2]]).update(is_gone=True)
    for person in people:
        person.refresh_from_db()
    return people, users


def give(people, users, given) -> None:
    """What people here decide: assignments, openings, substitutes, blocks and clearances."""
    pupil = [person.pk for person in people]
    signed = {"reason": "Til prøvene", "granted_by": "tests", "granted_at": AT}
    for staff, number, role, (since, until) in given["assignments"]:
        hours = {"begins_at": NOON.at + since * HOUR, "ends_at": NOON.at + until * HOUR}
        if role == "emergency":
            Opening.objects.create(user=users[staff], pupil_id=pupil[number], reason="x", review_by=ON, **hours)
        else:
            Assignment.objects.create(user=users[staff], pupil_id=pupil[number], role=role, **hours, **signed)
    for staff, number, since, until in given["kin"]:
        Kinship.objects.create(
            person=people[PUPILS + staff], pupil_id=pupil[number], kind="child", source="declared",
            valid_from=since, valid_to=until, recorded_by="tests", recorded_at=AT,
        )  # fmt: skip
    for number, grade in given["protected"]:
        AddressProtection.objects.create(person_id=pupil[number], grade=grade, source="x", raised_by="x", raised_at=AT)
    for staff, number, since, until in given["cleared"]:
        Clearance.objects.create(user=users[staff], pupil_id=pupil[number], valid_from=since, valid_to=until, **signed)
    for staff, number, has_responsibility, age in given["wards"]:
        GuardianLink.objects.create(
            key=staff * 100 + number, pupil_id=pupil[number], guardian=people[PUPILS + staff],
            has_parental_responsibility=has_responsibility,
        )  # fmt: skip
        people[number].birth_date = None if age is None else BORN[age]
        people[number].save(update_fields=["birth_date"])


def move(people, moved) -> None:
    """Schools that pupils have gone from: from which day only elsewhere, and whether the old file is closed."""
    schools = list(School.objects.order_by("name"))
    for number, school, due_on, is_closed in moved:
        Seal.objects.create(
            pupil=people[number], school=schools[school], left_on=ON, due_on=due_on, noted_at=AT, noted_by="tests",
            sealed_at=AT if is_closed else None,
        )  # fmt: skip


def by_hand(drawn: dict, given: dict, user: int, permission) -> set[int]:
    """Who the user may see, worked out from the drawn rows alone, as a person with the rules on paper would."""
    me = PUPILS + user
    at_work = _at_work(drawn, given, user, permission) if given["persona"] == "staff" else set()
    kin = {me} | {pupil for staff, pupil, since, until in given["kin"] if staff == user and lives(since, until)}
    kin |= {pupil for staff, pupil, _has, _age in given["wards"] if staff == user}
    at_home = _at_home(drawn, given, user, permission) if given["persona"] == "private" else set()
    cleared = {pupil for staff, pupil, since, until in given["cleared"] if staff == user and lives(since, until)}
    hidden = {
        pupil for pupil, grade in given["protected"] if grade == "strict" and pupil not in cleared
    }  # nothing that a page asks for today is hidden by the milder grades
    unclosed = {
        pupil for pupil, _school, due_on, is_closed in given["moved"]
        if due_on is not None and due_on <= ON and not is_closed and permission.zone is Zone.SCHOOL
    }  # fmt: skip
    seen = (at_work - kin - unclosed) | (at_home - {me})
    oneself = at_home & {me}
    return ((seen - hidden) | oneself) - drawn["gone"][0]


def is_strong(given: dict, permission, role: str) -> bool:
    asked = {"everyday": 1, "school": 1 if role == "pupil" else 2, "address": 3}
    return given["strength"] >= asked[permission.zone.value]


def _at_home(drawn, given, user, permission) -> set[int]:
    me, found = PUPILS + user, set()
    if me in drawn["gone"][0]:
        return found
    enrolled = any(
        person == me and lives(since, until) and year == 2025 and school not in drawn["gone"][2]
        for person, school, since, until, year in drawn["enrolments"]
    )
    if enrolled and Role.PUPIL in permission.cells and is_strong(given, permission, "pupil"):
        found.add(me)
    if (
        Role.GUARDIAN in permission.cells
        and permission.thing in SHOWN_AT_17
        and is_strong(given, permission, "guardian")
    ):
        # The last told of a child's ages is the one written down.
        age = {pupil: years for _staff, pupil, _has, years in given["wards"]}
        found |= {pupil for staff, pupil, has, _age in given["wards"]
                  if staff == user and has and age[pupil] in ("17", "18 tomorrow")}  # fmt: skip
    return found


def _at_work(drawn: dict, given: dict, user: int, permission) -> set[int]:
    me = PUPILS + user
    named = {
        pupil for staff, pupil, role, (since, until) in given["assignments"]
        if staff == user and role in permission.cells and since <= 0 < until and is_strong(given, permission, role)
        and not (role == "case_member" and has_left_work(drawn, user))
    }  # fmt: skip
    if not is_strong(given, permission, "staff"):
        return named
    return named | _by_roster(drawn, me, user, permission)


def has_left_work(drawn: dict, user: int) -> bool:
    """Employed once, and neither employed nor teaching today."""
    _people, gone_groups, gone_schools = drawn["gone"]
    employed = [lives(since, until) for person, _school, _role, since, until in drawn["employments"] if person == user]
    teaches = any(
        person == PUPILS + user and role != "pupil" and lives(since, until) and drawn["kinds"][group][1] == 2025
        and group not in gone_groups and group % 2 not in gone_schools
        for person, group, role, since, until in drawn["memberships"]
    )  # fmt: skip
    return bool(employed) and not any(employed) and not teaches


def _by_roster(drawn: dict, me: int, user: int, permission) -> set[int]:
    gone_people, gone_groups, gone_schools = drawn["gone"]
    groups, schools = set(), set()
    for person, group, role, since, until in drawn["memberships"] if me not in gone_people else []:
        kind, _year = drawn["kinds"][group]
        if person == me and lives(since, until):
            if role == "contact_teacher" and kind in ("class", "contact") and Role.CONTACT_TEACHER in permission.cells:
                groups.add(group)
            if role == "teacher" and kind == "teaching" and Role.SUBJECT_TEACHER in permission.cells:
                groups.add(group)
    for person, school, role, since, until in drawn["employments"] if me not in gone_people else []:
        if person == user and role in permission.cells and role in ("leader", "counsellor") and lives(since, until):
            schools.add(school)
    for person, school, role, since, until in drawn["grants"]:
        if person == user and role in permission.cells and role in OF_A_SCHOOL and lives(since, until):
            schools.add(school)
    return {
        person for person, group, role, since, until in drawn["memberships"]
        if role == "pupil" and group in groups and lives(since, until) and drawn["kinds"][group][1] == 2025
        and group not in gone_groups and group % 2 not in gone_schools
    } | {
        pupil for pupil, school, since, until, year in drawn["enrolments"]
        if school in schools and lives(since, until) and year == 2025 and school not in gone_schools
    }  # fmt: skip


def lives(since: dt.date | None, until: dt.date | None) -> bool:
    return (since is None or since <= ON) and (until is None or until >= ON)


def compare(permission, asker: Asker, pupils: list[Whom]) -> None:
    if permission.about is Subject.PUPIL:
        seen = set(pupils_within(asker, permission.name, NOON).values_list("key", flat=True))
        assert permitted(permission, asker, pupils) == seen, permission.name
        assert set(codes_for(permission, asker, [each.pupil for each in pupils], NOON)) == seen
        assert codes_of_all(permission, asker, NOON) == codes_for(permission, asker, list(seen), NOON)
    elif permission.about is Subject.GROUP:
        seen = set(groups_within(asker, permission.name, NOON).values_list("key", flat=True))
        living = Group.objects.filter(school_year=2025, is_gone=False, school__is_gone=False).select_related("school")
        found = {
            group.key for group in living if is_permitted(permission, asker, group.school, Place("group", group.key))
        }
        assert found == seen
    elif permission.about is Subject.SCHOOL:
        seen = set(schools_within(asker, permission.name, NOON).values_list("key", flat=True))
        living = School.objects.filter(is_gone=False)
        assert {school.key for school in living if is_permitted(permission, asker, school)} == seen


def compare_together(asker: Asker, pupils: list[Whom]) -> None:
    """Permissions of the same reach are asked for once: each gets its own pupils all the same."""
    about_pupils = {permission.name: permission for permission in ROWS if permission.about is Subject.PUPIL}
    for name, keys in keys_within_each(asker, about_pupils, NOON).items():
        assert keys == permitted(about_pupils[name], asker, pupils), name


def permitted(permission, asker: Asker, pupils: list[Whom]) -> set[int]:
    return {each.pupil for each in pupils if decide(permission, asker, each, NOON).is_permitted}


def is_permitted(permission, asker: Asker, school: School, *places: Place) -> bool:
    at = (*places, Place("school", school.key), Place("owner", school.owner_id))
    about = Whom(school.owner_id, tuple(Standing(place) for place in at))
    return decide(permission, asker, about, NOON).is_permitted


@pytest.mark.parametrize("kind", ["contact", "class"])
def test_the_drawn_rosters_can_show_somebody(db, kind):
    """Without this the agreement above could be one of empty sets."""
    row = (PUPILS, 0, "contact_teacher", None, None)
    _people, users = a_roster(
        [(kind, 2025)] * GROUPS, [row, (0, 0, "pupil", None, None)], [], [], [], (set(), set(), set())
    )
    assert pupils_within(asker_of(users[0], NOON), "flag_read", NOON).count() == 1
