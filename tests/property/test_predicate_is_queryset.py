"""On any roster the decision about one pupil, the set of visible pupils and a count by hand are the same thing."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.builders import a_group, a_person, a_school, a_user, an_owner, belong, employ, enrol, grant
from tettpaa.schools.people.models import Employment, Membership, Person
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.access.permissions import PERMISSIONS, Audience, Role, Subject
from tettpaa.trust.access.queries import groups_within, schools_within, standings_of_pupil, visible_pupils
from tettpaa.trust.access.reasons import codes_for, codes_of_all
from tettpaa.trust.access.rules import Place, Standing, decide
from tettpaa.trust.access.ties import ties_of

ON = dt.date(2025, 10, 14)
NEAR = st.sampled_from([None, *(ON + dt.timedelta(days=days) for days in (-60, -1, 0, 1, 60))])
BEGINS = st.sampled_from([ON + dt.timedelta(days=days) for days in (-60, -1, 0, 1)])
PUPILS, STAFF, GROUPS = 4, 3, 5
# Rows with the same cells are decided alike: one of each is enough.
ROWS = {
    (row.about, frozenset(row.cells.items())): row for row in PERMISSIONS if row.audience is Audience.BY_ROLE
}.values()

PERSON, OF_STAFF = st.integers(0, PUPILS + STAFF - 1), st.integers(0, STAFF - 1)
GROUP, SCHOOL = st.integers(0, GROUPS - 1), st.integers(0, 1)


def rows(most: int, *columns, keyed_by: int):
    """Up to `most` drawn rows, no two alike in their first `keyed_by` columns."""
    return st.lists(st.tuples(*columns), max_size=most, unique_by=lambda row: row[:keyed_by])


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
            4, OF_STAFF, st.none() | SCHOOL, st.sampled_from(RoleGrant.Role.values), BEGINS, NEAR, keyed_by=5
        ),
        "gone": st.tuples(st.sets(PERSON, max_size=2), st.sets(GROUP, max_size=1), st.sets(SCHOOL, max_size=1)),
    }
)  # fmt: skip


class TestPredicateIsQueryset(TestCase):
    @settings(suppress_health_check=list(HealthCheck))
    @given(drawn=ROSTERS)
    def test_they_agree(self, drawn):
        people, users = a_roster(**drawn)
        standings = {person.key: standings_of_pupil(person.key, ON) for person in people}
        for number, user in enumerate(users):
            ties = ties_of(user, ON)
            for permission in ROWS:
                compare(permission, user, ties, standings)
                if permission.about is Subject.PUPIL:
                    seen = set(visible_pupils(user, permission.name, ON).values_list("source_id", flat=True))
                    assert seen == {people[n].source_id for n in by_hand(drawn, number, permission)}


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
    for user in users:
        user.person.refresh_from_db()
    return people, users


def by_hand(drawn: dict, user: int, permission) -> set[int]:
    """Who the user may see, worked out from the drawn rows alone, as a person with the rules on paper would."""
    me = PUPILS + user
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
        if person == user and role in permission.cells and role in ("leader", "counsellor") and lives(since, until):
            schools.add(school)
    seen = {
        person for person, group, role, since, until in drawn["memberships"]
        if role == "pupil" and group in groups and lives(since, until) and drawn["kinds"][group][1] == 2025
        and group not in gone_groups and group % 2 not in gone_schools
    } | {
        pupil for pupil, school, since, until, year in drawn["enrolments"]
        if school in schools and lives(since, until) and year == 2025 and school not in gone_schools
    }  # fmt: skip
    return seen - gone_people


def lives(since: dt.date | None, until: dt.date | None) -> bool:
    return (since is None or since <= ON) and (until is None or until >= ON)


def compare(permission, user, ties, standings) -> None:
    if permission.about is Subject.PUPIL:
        seen = set(visible_pupils(user, permission.name, ON).values_list("key", flat=True))
        assert permitted(permission, ties, standings) == seen, permission.name
        assert set(codes_for(permission, ties, list(standings), ON)) == seen
        assert codes_of_all(permission, ties, ON) == codes_for(permission, ties, list(standings), ON)
    elif permission.about is Subject.GROUP:
        seen = set(groups_within(ties, permission.name, ON).values_list("key", flat=True))
        living = Group.objects.filter(school_year=2025, is_gone=False, school__is_gone=False).select_related("school")
        assert permitted(permission, ties, {group.key: of_group(group) for group in living}) == seen
    elif permission.about is Subject.SCHOOL:
        seen = set(schools_within(ties, permission.name, ON).values_list("key", flat=True))
        living = School.objects.filter(is_gone=False)
        assert permitted(permission, ties, {school.key: of_school(school) for school in living}) == seen


def permitted(permission, ties, standings: dict[int, list[Standing]]) -> set[int]:
    return {key for key, places in standings.items() if decide(permission, ties, places, ON).is_permitted}


def of_group(group: Group) -> list[Standing]:
    return [Standing(Place("group", group.key)), *of_school(group.school)]


def of_school(school: School) -> list[Standing]:
    return [Standing(Place("school", school.key)), Standing(Place("owner", school.owner_id))]


@pytest.mark.parametrize("kind", ["contact", "class"])
def test_the_drawn_rosters_can_show_somebody(db, kind):
    """Without this the agreement above could be one of empty sets."""
    row = (PUPILS, 0, "contact_teacher", None, None)
    _people, users = a_roster(
        [(kind, 2025)] * GROUPS, [row, (0, 0, "pupil", None, None)], [], [], [], (set(), set(), set())
    )
    assert visible_pupils(users[0], "flag_read", ON).count() == 1
