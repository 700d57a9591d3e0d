"""Live ties decide who is seen. Each refusal has its twin that is let through."""

import datetime as dt

import pytest

from tests.builders import a_group, a_user, belong, enrol, grant
from tests.cast import TODAY, Cast
from tests.rights import rights_of
from tettpaa.schools.people.models import Employment, Membership
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.access.models import RoleGrant

CLASS_A, CLASS_B = {"a1", "a2", "a3"}, {"b1", "b2", "b3"}


def seen(cast: Cast, user: str, permission: str = "pupil_open", on: dt.date = TODAY) -> set[str]:
    keys = set(rights_of(cast.users[user], on).pupils(permission).values_list("key", flat=True))
    return {name for name, pupil in cast.pupils.items() if pupil.key in keys}


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ("contact_a", CLASS_A),
        ("contact_b", CLASS_B),
        ("subject", CLASS_A),
        ("counsellor", CLASS_A | CLASS_B),
        ("leader", CLASS_A | CLASS_B),
        ("leader_elsewhere", {"elsewhere"}),
        ("analyst", set()),
        ("rule_editor", set()),
        ("administrator", set()),
        ("former_contact", set()),
        ("coming_contact", set()),
        ("nobody", set()),
    ],
)
def test_each_sees_the_pupils_of_their_own_live_ties(cast, user, expected):
    assert seen(cast, user) == expected


@pytest.mark.parametrize("permission", ["absence_read", "flag_read", "grade_read", "contact_read", "contact_record"])
def test_a_subject_teacher_sees_less_than_the_contact_teacher(cast, permission):
    assert seen(cast, "subject", permission) == set()
    assert seen(cast, "contact_a", permission) == CLASS_A


def test_a_tie_holds_from_its_first_through_its_last_day(cast):
    first, last = dt.date(2025, 11, 1), dt.date(2025, 9, 1)
    assert seen(cast, "coming_contact", on=first) == CLASS_A
    assert seen(cast, "coming_contact", on=first - dt.timedelta(days=1)) == set()
    assert seen(cast, "former_contact", on=last) == CLASS_A | {"left"}
    assert seen(cast, "former_contact", on=last + dt.timedelta(days=1)) == set()


def test_a_membership_without_dates_ends_with_the_groups_school_year(cast):
    group = a_group(cast.school, "3STA")
    belong(cast.users["subject"].person, group, Membership.Role.CONTACT_TEACHER, since=None)
    belong(cast.pupils["b1"], group, since=None)
    assert "b1" in seen(cast, "subject", on=dt.date(2026, 7, 31))
    assert "b1" not in seen(cast, "subject", on=dt.date(2026, 8, 1))


def test_a_contact_teacher_of_a_teaching_group_is_no_contact_teacher(cast):
    group = a_group(cast.school, "Matematikk", Group.Kind.TEACHING)
    belong(cast.users["contact_a"].person, group, Membership.Role.CONTACT_TEACHER)
    belong(cast.pupils["b1"], group)
    assert "b1" not in seen(cast, "contact_a")


def test_a_teacher_of_the_class_itself_is_no_subject_teacher(cast):
    belong(cast.users["subject"].person, cast.class_b, Membership.Role.TEACHER)
    assert seen(cast, "subject") == CLASS_A


def test_last_years_enrolment_gives_nothing_even_when_nobody_ended_it(cast):
    enrol(cast.pupils["elsewhere"], cast.school, dt.date(2024, 8, 19), school_year=2024)
    assert "elsewhere" not in seen(cast, "leader")


def test_what_is_gone_gives_nothing(cast):
    Group.objects.filter(key=cast.class_a.key).update(is_gone=True)
    assert seen(cast, "contact_a") == set()
    cast.pupils["b1"].is_gone = True
    cast.pupils["b1"].save()
    assert seen(cast, "contact_b") == {"b2", "b3"}


def test_a_user_switched_off_sees_nothing(cast):
    cast.users["contact_a"].is_active = False
    assert seen(cast, "contact_a") == set()


def test_a_leader_by_grant_needs_a_school(cast):
    at_school, at_owner = a_user("granted"), a_user("granted_at_owner")
    grant(at_school, RoleGrant.Role.LEADER, cast.owner, cast.school)
    grant(at_owner, RoleGrant.Role.LEADER, cast.owner)
    cast.users |= {"granted": at_school, "granted_at_owner": at_owner}
    assert seen(cast, "granted") == CLASS_A | CLASS_B
    assert seen(cast, "granted_at_owner") == set()


def test_a_person_who_is_gone_from_the_schools_system_sees_nothing(cast):
    person = cast.users["contact_a"].person
    person.is_gone = True
    person.save()
    assert seen(cast, "contact_a") == set()


def test_a_school_that_is_gone_gives_nobody_anything(cast):
    grant(cast.users["nobody"], RoleGrant.Role.LEADER, cast.owner, cast.school)
    assert may(cast, "nobody", "school_read")
    School.objects.filter(key=cast.school.key).update(is_gone=True)
    for user in ("nobody", "leader", "counsellor", "contact_a", "subject"):
        assert seen(cast, user) == set()
        assert not may(cast, user, "school_read"), user
        assert not may(cast, user, "day_read"), user


def test_a_role_at_the_wrong_kind_of_place_gives_nothing(cast):
    grant(cast.users["nobody"], RoleGrant.Role.ANALYST, cast.owner, cast.school)
    assert not may(cast, "nobody", "owner_figures_read")
    assert may(cast, "analyst", "owner_figures_read")


def test_a_grant_holds_from_its_first_through_its_last_day(cast):
    user = cast.users["nobody"]
    grant(user, RoleGrant.Role.ANALYST, cast.owner, since=TODAY, until=TODAY)
    day = dt.timedelta(days=1)
    assert [may(cast, "nobody", "owner_figures_read", TODAY + n * day) for n in (-1, 0, 1)] == [False, True, False]


def test_an_employment_holds_from_its_first_through_its_last_day(cast):
    Employment.objects.filter(person=cast.users["leader"].person).update(valid_from=TODAY, valid_to=TODAY)
    day = dt.timedelta(days=1)
    assert [bool(seen(cast, "leader", on=TODAY + n * day)) for n in (-1, 0, 1)] == [False, True, False]


def may(cast: Cast, user: str, permission: str, on: dt.date = TODAY) -> bool:
    return rights_of(cast.users[user], on).may(permission)


def test_asking_for_pupils_by_a_permission_about_schools_is_a_fault(cast):
    with pytest.raises(LookupError):
        rights_of(cast.users["leader"]).pupils("school_read")
