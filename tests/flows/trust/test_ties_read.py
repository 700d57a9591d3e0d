"""What a decision rests on is read as it stands now: each row that is over, not begun, gone or of another kind is left out
before anything is decided, so that not even the owner or the school of it is known.
"""

import datetime as dt

import pytest

from tests.builders import AT, a_group, a_person, a_school, a_user, an_owner, enrol, grant
from tests.cast import TODAY, Cast
from tests.rights import noon, permitted, rights_of
from tettpaa.schools.people.models import Employment, GuardianLink, Membership
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.access.models import Assignment, RoleGrant, Substitution
from tettpaa.trust.access.queries import groups_within, owners_within, schools_within
from tettpaa.trust.access.roles import Role
from tettpaa.trust.access.rules import Asker, Place, Span, Tie
from tettpaa.trust.access.ties import asker_of, ties_of
from tettpaa.trust.guardians.models import FieldChoice
from tettpaa.trust.guardians.queries import choices_of, waiting_choices
from tettpaa.trust.guardians.rules import Band, Says
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.protection.models import AddressProtection, Clearance, Kinship
from tettpaa.trust.protection.queries import cleared_for, kin_of, protected_people
from tettpaa.trust.sharing.models import Consent, Share
from tettpaa.trust.sharing.queries import agreed_for_guardian, deciders
from tettpaa.trust.sharing.rules import Decider

NOON, DAY, SECOND = noon().at, dt.timedelta(days=1), dt.timedelta(seconds=1)
OVER, LATER = {"valid_to": TODAY - DAY}, {"valid_from": TODAY + DAY}
WINDOW = {"begins_at": NOON, "ends_at": NOON + SECOND}
ALWAYS = Span(None, None)
GIVEN = {"reason": "prøve", "granted_by": "prøve", "granted_at": AT}


def read(user: User, persona: str = "staff") -> Asker:
    return asker_of(User.objects.get(pk=user.pk), noon(), persona=persona)


def ties(user: User, persona: str = "staff") -> set[tuple[Role, Place]]:
    return {(tie.role, tie.place) for tie in read(user, persona).ties}


def at_school(cast: Cast) -> Place:
    return Place("school", cast.school.pk)


@pytest.mark.parametrize("change", [OVER, LATER, {"role": RoleGrant.Role.ANALYST}, {"school": None}])
def test_a_grant_that_does_not_hold_or_is_at_the_wrong_place_is_no_tie(cast, change):
    user = cast.users["nobody"]
    given = grant(user, RoleGrant.Role.LEADER, cast.owner, cast.school)
    assert ties(user) == {(Role.LEADER, at_school(cast))}
    RoleGrant.objects.filter(pk=given.pk).update(**change)
    assert (ties(user), read(user).owners) == (set(), frozenset())


def test_a_grant_at_a_school_that_is_gone_is_no_tie_and_one_of_the_owner_is(cast):
    user = cast.users["nobody"]
    grant(user, RoleGrant.Role.LEADER, cast.owner, cast.school)
    grant(user, RoleGrant.Role.PRIVACY_OFFICER, cast.owner)
    School.objects.filter(pk=cast.school.pk).update(is_gone=True)
    assert ties(user) == {(Role.PRIVACY_OFFICER, Place("owner", cast.owner.pk))}


@pytest.mark.parametrize("change", [OVER, LATER, {"role": Employment.Role.TEACHER}])
def test_an_employment_that_does_not_hold_or_leads_nothing_is_no_tie(cast, change):
    user = cast.users["leader"]
    assert ties(user) == {(Role.LEADER, at_school(cast))}
    Employment.objects.filter(person=user.person).update(**change)
    assert ties(user) == set()


def test_an_employment_at_a_school_that_is_gone_is_no_tie(cast):
    School.objects.filter(pk=cast.school.pk).update(is_gone=True)
    assert ties(cast.users["leader"]) == set()


@pytest.mark.parametrize("change", [OVER, LATER, {"role": Membership.Role.PUPIL}, {"role": Membership.Role.TEACHER}])
def test_a_membership_that_does_not_hold_or_of_another_kind_is_no_tie(cast, change):
    user = cast.users["contact_a"]
    assert ties(user) == {(Role.CONTACT_TEACHER, Place("group", cast.class_a.pk))}
    Membership.objects.filter(person=user.person).update(**change)
    assert ties(user) == set()


@pytest.mark.parametrize("change", [{"is_gone": True}, {"school_year": 2024}, {"kind": Group.Kind.TEACHING}])
def test_a_group_that_is_gone_or_of_another_year_or_kind_gives_no_contact_teacher(cast, change):
    Group.objects.filter(pk=cast.class_a.pk).update(**change)
    assert ties(cast.users["contact_a"]) == set()


@pytest.mark.parametrize("change", [{"ends_at": NOON}, {"begins_at": NOON + SECOND}])
@pytest.mark.parametrize(
    ("model", "role"),
    [(Assignment, Role.CASE_MEMBER), (Opening, Role.EMERGENCY_OPENER), (Substitution, Role.SUBSTITUTE),
     (Share, Role.RECEIVER)],
)  # fmt: skip
def test_what_is_given_for_a_time_is_a_tie_in_it_and_while_the_pupil_or_group_is_there(cast, model, role, change):
    user, pupil, group = cast.users["nobody"], cast.pupils["a1"], cast.norwegian_a
    given = {
        Assignment: {"pupil": pupil, "role": "case_member", **GIVEN},
        Opening: {"pupil": pupil, "reason": "prøve", "review_by": TODAY},
        Substitution: {"group": group, **GIVEN},
        Share: {"pupil": pupil, "things": "grade", "purpose": "p", "basis": "duty", "law": "l", "necessity": "n",
                "shared_by": "x", "shared_at": AT},
    }[model]  # fmt: skip
    # Who was given something once is asked about further: what another has now is not theirs.
    model.objects.create(user=cast.users["contact_b"], **given, begins_at=NOON - DAY, ends_at=NOON)
    made = model.objects.create(user=user, **given, **WINDOW)
    place = Place("group", group.pk) if model is Substitution else Place("pupil", pupil.pk)
    assert ties(user) == {(role, place)}
    assert ties(cast.users["contact_b"]) == {(Role.CONTACT_TEACHER, Place("group", cast.class_b.pk))}, "another's"
    model.objects.filter(pk=made.pk).update(**change)
    assert (ties(user), read(user).owners) == (set(), frozenset())
    model.objects.filter(pk=made.pk).update(**WINDOW)
    place_row = group if model is Substitution else pupil
    type(place_row).objects.filter(pk=place_row.pk).update(is_gone=True)
    assert ties(user) == set()


def test_at_home_one_has_oneself_as_a_pupil_while_enrolled_and_no_tie_from_work(cast):
    pupil = cast.pupils["a1"]
    user = a_user("a1", pupil)
    grant(user, RoleGrant.Role.LEADER, cast.owner, cast.school)
    assert ties(user, "private") == {(Role.PUPIL, Place("pupil", pupil.pk))}
    assert ties(user) == {(Role.LEADER, at_school(cast))}
    pupil.enrolments.update(valid_to=TODAY - DAY)
    assert ties(user, "private") == set()
    pupil.enrolments.update(valid_to=None)
    School.objects.filter(pk=cast.school.pk).update(is_gone=True)
    assert ties(user, "private") == set()


@pytest.mark.parametrize(
    ("link", "child"),
    [(OVER, {}), (LATER, {}), ({"has_parental_responsibility": False}, {}), ({}, {"birth_date": None}),
     ({}, {"is_gone": True}), ({}, {"birth_date": TODAY.replace(year=TODAY.year - 18)})],
)  # fmt: skip
def test_a_guardian_has_a_tie_to_a_child_and_to_nobody_else(cast, link, child):
    pupil, mother = cast.pupils["a1"], a_person(cast.owner, "Foresatt", "A1")
    type(pupil).objects.filter(pk=pupil.pk).update(birth_date=dt.date(2009, 1, 1))
    made = GuardianLink.objects.create(key=1, pupil=pupil, guardian=mother, has_parental_responsibility=True)
    user = a_user("mor", mother)
    assert ties(user, "private") == {(Role.GUARDIAN, Place("pupil", pupil.pk))}
    GuardianLink.objects.filter(pk=made.pk).update(**link)
    type(pupil).objects.filter(pk=pupil.pk).update(**child)
    assert ties(user, "private") == set()


def test_who_is_switched_off_or_gone_or_nobody_has_no_tie(cast):
    user, granted = cast.users["leader"], cast.users["analyst"]
    assert ties_of(granted, noon())
    User.objects.filter(pk=granted.pk).update(is_active=False)
    assert ties_of(User.objects.get(pk=granted.pk), noon()) == []
    type(user.person).objects.filter(pk=user.person_id).update(is_gone=True)
    assert ties(user) == ties(user, "private") == ties(cast.users["nobody"], "private") == set()


def test_who_has_no_tie_at_all_costs_no_read_of_the_protected(cast, django_assert_num_queries):
    user = User.objects.select_related("person").get(pk=cast.users["nobody"].pk)
    with django_assert_num_queries(2):  # what was granted, and what was given for a time
        assert asker_of(user, noon()) == Asker((), frozenset(), Strength.HIGH)


def test_one_read_more_for_whom_something_was_given_and_one_where_somebody_is_protected(
    cast, django_assert_num_queries
):
    """Every request of everybody pays for these."""
    users = {name: User.objects.select_related("person").get(username=name) for name in ("contact_a", "contact_b")}
    pupil, given = cast.pupils["a1"], {"role": "case_member", **GIVEN, **WINDOW}
    Assignment.objects.create(user=users["contact_b"], pupil=pupil, **given)
    for name, reads in (("contact_a", 6), ("contact_b", 7)):
        with django_assert_num_queries(reads):
            asker_of(users[name], noon())
    AddressProtection.objects.create(
        person=cast.pupils["b1"], grade="strict", source="x", raised_by="x", raised_at=AT
    )  # fmt: skip
    with django_assert_num_queries(7):
        asker_of(users["contact_a"], noon())


def led(cast: Cast, school: School, group: Group) -> tuple[bool, bool]:
    """Whether who leads `school` for the cast's owner reaches the group, and the school."""
    asker = Asker((Tie(Role.LEADER, Place("school", school.pk), ALWAYS),), frozenset({cast.owner.pk}), Strength.HIGH)
    groups, schools = groups_within(asker, "class_read", noon()), schools_within(asker, "school_read", noon())
    return groups.filter(pk=group.pk).exists(), schools.filter(pk=school.pk).exists()


@pytest.mark.parametrize("change", [{"is_gone": True}, {"school_year": 2024}])
def test_a_group_that_is_gone_or_of_another_year_is_reached_by_nobody(cast, change):
    assert led(cast, cast.school, cast.class_a) == (True, True)
    assert led(cast, cast.school_elsewhere, cast.class_a) == (False, True)
    Group.objects.filter(pk=cast.class_a.pk).update(**change)
    assert led(cast, cast.school, cast.class_a) == (False, True)


def test_a_school_that_is_gone_or_another_owners_is_reached_by_nobody(cast):
    School.objects.filter(pk=cast.school.pk).update(is_gone=True)
    assert led(cast, cast.school, cast.class_a) == (False, False)
    other = a_school(an_owner("annet"), "Skole C")
    assert led(cast, other, a_group(other, "1STC")) == (False, False)


def test_whoever_reaches_the_owner_reaches_its_schools_and_groups_and_no_other_owner(cast):
    analyst = rights_of(cast.users["analyst"])
    other = an_owner("annet")
    a_school(other, "Skole C")
    assert set(rights_of(cast.users["contact_a"]).groups("class_read")) == {cast.class_a}
    assert set(rights_of(cast.users["leader"]).schools("school_read")) == {cast.school}
    assert set(analyst.schools("school_figures_read")) == {cast.school, cast.school_elsewhere}
    assert set(analyst.owners("owner_figures_read")) == {cast.owner}
    assert set(rights_of(cast.users["leader"]).owners("owner_figures_read")) == set()


@pytest.mark.parametrize("ask", [groups_within, schools_within, owners_within])
def test_asking_for_one_kind_by_a_permission_about_another_is_a_fault(cast, ask):
    with pytest.raises(LookupError, match="is about a pupil"):
        ask(read(cast.users["leader"]), "pupil_open", noon())


def test_a_tie_lasts_as_long_as_what_it_rests_on_and_a_membership_without_dates_as_the_school_year(cast):
    user = cast.users["contact_a"]
    assert read(user).ties[0].span == Span(dt.date(2025, 8, 18), dt.date(2026, 7, 31))
    Membership.objects.filter(person=user.person).update(valid_from=None, valid_to=TODAY)
    assert read(user).ties[0].span == Span(dt.date(2025, 8, 1), TODAY)


@pytest.mark.parametrize(
    "change", [OVER, LATER, {"role": Membership.Role.PUPIL}, {"role": Membership.Role.CONTACT_TEACHER}]
)
def test_who_does_not_teach_the_group_is_no_subject_teacher(cast, change):
    user = cast.users["subject"]
    assert ties(user) == {(Role.SUBJECT_TEACHER, Place("group", cast.norwegian_a.pk))}
    Membership.objects.filter(person=user.person).update(**change)
    assert ties(user) == set()


def test_who_has_no_children_costs_no_read_of_what_guardians_see(cast, django_assert_num_queries):
    user = User.objects.select_related("person").get(pk=cast.users["contact_a"].pk)
    with django_assert_num_queries(2):  # enrolments, and whose guardian
        assert ties_of(user, noon(), "private") == []


def test_the_protected_are_those_of_ones_own_owners_and_the_cleared_are_some_of_them(cast):
    ours, other = cast.pupils["a1"], cast.pupils["a2"]
    theirs = a_person(an_owner("annet"), "Elev", "Der")
    raised = {"grade": "strict", "source": "x", "raised_by": "x", "raised_at": AT}
    for person in (ours, theirs):
        AddressProtection.objects.create(person=person, **raised)
    assert protected_people([cast.owner.pk]) == {ours.pk: "strict"}
    user = cast.users["nobody"]
    for pupil in (ours, other):
        Clearance.objects.create(user=user, pupil=pupil, valid_from=TODAY, **GIVEN)
    assert cleared_for(user.pk, [ours.pk], [], TODAY) == {ours.pk}
    assert cleared_for(cast.users["analyst"].pk, [ours.pk], [], TODAY) == frozenset()
    assert cleared_for(cast.users["analyst"].pk, [ours.pk], [cast.school.pk], TODAY) == {ours.pk}
    assert cleared_for(cast.users["analyst"].pk, [ours.pk], [cast.school_elsewhere.pk], TODAY) == frozenset()


def test_an_owners_choices_are_its_own_and_those_that_wait_are_told_the_oldest_first(cast):
    said = {"thing": "grade", "band": "16_17", "says": "no", "chosen_by": "x", "chosen_at": AT}
    FieldChoice.objects.create(owner=cast.owner, **said)
    FieldChoice.objects.create(owner=an_owner("annet"), **said)
    old, new = (
        FieldChoice.objects.create(owner=cast.owner, needs_approval=True, **{**said, "band": band, "chosen_at": at})
        for band, at in (("15", AT), ("18", AT + DAY))
    )
    FieldChoice.objects.create(owner=cast.owner, needs_approval=True, replaced_at=AT, **said)
    FieldChoice.objects.create(owner=cast.owner, needs_approval=True, approved_at=AT, **{**said, "band": "under_15"})
    FieldChoice.objects.create(owner=an_owner("tredje"), needs_approval=True, **said)
    FieldChoice.objects.create(owner=cast.owner, replaced_at=AT, **{**said, "band": "18"})
    assert choices_of([cast.owner.pk]) == {
        cast.owner.pk: {("grade", Band.SIXTEEN): Says.NO, ("grade", Band.UNDER_15): Says.NO}
    }
    assert list(waiting_choices(cast.owner.pk)) == [old, new]


@pytest.mark.parametrize("change", [OVER, LATER, {"has_parental_responsibility": False}])
def test_those_who_decide_are_the_pupil_or_everybody_with_responsibility_now(cast, change):
    pupil, mother, father = cast.pupils["a1"], a_person(cast.owner, "F", "Mor"), a_person(cast.owner, "F", "Far")
    for key, (child, person) in enumerate([(pupil, mother), (pupil, father), (cast.pupils["a2"], cast.pupils["b1"])]):
        GuardianLink.objects.create(key=key, pupil=child, guardian=person, has_parental_responsibility=True)
    consent = Consent(pupil=pupil, matter="education", things="plan")
    assert deciders(consent, Decider.PUPIL, TODAY) == {pupil.pk}
    assert deciders(consent, Decider.UNKNOWN, TODAY) == set()
    assert deciders(consent, Decider.GUARDIAN, TODAY) == {mother.pk, father.pk}
    GuardianLink.objects.filter(guardian=father).update(**change)
    assert deciders(consent, Decider.GUARDIAN, TODAY) == {mother.pk}


def test_a_pupil_of_the_owner_who_goes_to_another_owners_school_is_out_of_the_owners_reach(cast):
    officer, away = cast.users["nobody"], a_person(cast.owner, "Elev", "Borte")
    grant(officer, RoleGrant.Role.PRIVACY_OFFICER, cast.owner)
    enrolled = enrol(away, cast.school)
    assert permitted(officer, away, "access_log")
    enrolled.school = a_school(an_owner("annet"), "Skole C")
    enrolled.save()
    assert not permitted(officer, away, "access_log")


def test_what_a_child_agreed_to_and_whose_kin_one_is_are_read_for_those_asked_about_alone(cast):
    child, other, mother = cast.pupils["a1"], cast.pupils["a2"], a_person(cast.owner, "F", "Mor")
    said = {"matter": "education", "purpose": "p", "receivers": "r", "asked_by": "x", "asked_at": AT, "answer": "given"}
    for pupil, things in ((child, "grade plan"), (other, "grade")):
        Consent.objects.create(pupil=pupil, guardian=mother, things=things, **said)
    assert agreed_for_guardian(mother, [child.pk], TODAY) == {child.pk: frozenset({"grade", "plan"})}
    GuardianLink.objects.create(key=1, pupil=child, guardian=mother)
    Kinship.objects.create(person=mother, pupil=other, kind="child", source="declared", valid_from=TODAY,
                           recorded_by="x", recorded_at=AT)  # fmt: skip
    assert kin_of(mother, TODAY) == {mother.pk, child.pk, other.pk}
    teacher = cast.users["contact_a"].person
    assert (kin_of(teacher, TODAY), kin_of(None, TODAY)) == ({teacher.pk}, frozenset())


def test_the_strictest_grade_hides_a_pupil_from_her_guardian_and_never_from_herself(cast):
    pupil, mother = cast.pupils["a1"], a_person(cast.owner, "F", "Mor")
    type(pupil).objects.filter(pk=pupil.pk).update(birth_date=dt.date(2009, 1, 1))
    GuardianLink.objects.create(key=1, pupil=pupil, guardian=mother, has_parental_responsibility=True)
    herself, at_home = a_user("a1", pupil), a_user("mor", mother)
    assert permitted(herself, pupil, "grade", persona="private")
    assert permitted(at_home, pupil, "grade", persona="private")
    AddressProtection.objects.create(person=pupil, grade="strict", source="x", raised_by="x", raised_at=AT)
    assert permitted(herself, pupil, "grade", persona="private")
    assert not permitted(at_home, pupil, "grade", persona="private")
