"""Each condition on a tie, alone: what is gone, over, not begun, another's or of the wrong kind gives nothing.

Every answer is asked for in as many ways as the database has (`tests/rights.py`).
"""

import datetime as dt

import pytest

from tests.builders import AT, a_person, a_school, a_user, an_owner, belong, employ, enrol, grant
from tests.cast import TODAY, Cast
from tests.rights import noon, permitted, rights_of
from tettpaa.schools.people.models import Employment, Enrolment, GuardianLink, Membership, Person
from tettpaa.schools.places.models import Group
from tettpaa.trust.access.matrix import Action
from tettpaa.trust.access.models import Assignment, RoleGrant, Substitution
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.protection.models import AddressProtection, Clearance, Kinship
from tettpaa.trust.protection.queries import strictly_hidden
from tettpaa.trust.sharing.models import Consent, Share

NOON, DAY, SECOND = noon().at, dt.timedelta(days=1), dt.timedelta(seconds=1)
GIVEN = {"reason": "prøve", "granted_by": "prøve", "granted_at": AT}
LIVE = {"begins_at": NOON, "ends_at": NOON + SECOND}
EVERYBODY = (
    "contact_a", "contact_b", "subject", "counsellor", "leader", "analyst", "leader_elsewhere", "nobody",
)  # fmt: skip


def seeing(cast: Cast, thing: str = "identity", pupil: str = "a1") -> set[str]:
    return {name for name in EVERYBODY if permitted(cast.users[name], cast.pupils[pupil], thing)}


def a_share(cast: Cast, user: User, things: str = "grade", consent: Consent | None = None, **fields) -> Share:
    return Share.objects.create(
        pupil=cast.pupils["a1"], user=user, things=things, purpose="p", basis="duty", law="l", necessity="n",
        consent=consent, shared_by="x", shared_at=AT, **{**LIVE, **fields},
    )  # fmt: skip


def a_consent(cast: Cast, **fields) -> Consent:
    told = {"pupil": cast.pupils["a1"], "matter": "education", "things": "grade", "purpose": "p", "receivers": "r",
            "asked_by": "x", "asked_at": AT, "answer": "given"}  # fmt: skip
    return Consent.objects.create(**{**told, **fields})


def test_a_school_that_is_gone_gives_nobody_its_pupils(cast):
    assert seeing(cast) == {"contact_a", "subject", "leader", "counsellor"}
    assert not permitted(cast.users["leader"], cast.pupils["elsewhere"], "identity"), "not one's own school"
    grant(cast.users["nobody"], RoleGrant.Role.LEADER, cast.owner, cast.school)
    employ(cast.users["leader"].person, cast.school_elsewhere, Employment.Role.LEADER)
    assert permitted(cast.users["leader"], cast.pupils["elsewhere"], "identity")
    assert "nobody" in seeing(cast)
    cast.school.is_gone = True
    cast.school.save()
    assert seeing(cast) == set()


def test_a_group_that_is_gone_or_of_another_year_gives_nothing(cast):
    for change in ({"is_gone": True}, {"is_gone": False, "school_year": 2024}):
        Group.objects.filter(name__startswith="1STA").update(**change)
        assert seeing(cast) == {"leader", "counsellor"}, change
    Group.objects.filter(name="1STA").update(school_year=2025, kind=Group.Kind.OTHER)
    assert seeing(cast) == {"leader", "counsellor"}, "of a kind that has no contact teacher"


def test_an_enrolment_counts_while_it_lasts_and_in_its_own_year(cast):
    wrong = ({"valid_to": TODAY - DAY}, {"valid_from": TODAY + DAY}, {"school_year": 2024})
    for change in wrong:
        right = {"valid_from": TODAY - DAY, "valid_to": None, "school_year": 2025}
        Enrolment.objects.filter(pupil=cast.pupils["a1"]).update(**{**right, **change})
        assert seeing(cast) == {"contact_a", "subject"}, change


def test_being_a_pupil_of_the_group_is_what_counts_and_only_while_it_lasts(cast):
    of_pupil = Membership.objects.filter(person=cast.pupils["a1"])
    for change in ({"role": Membership.Role.TEACHER}, {"valid_to": TODAY - DAY}, {"valid_from": TODAY + DAY}):
        of_pupil.update(**{"role": Membership.Role.PUPIL, "valid_from": None, "valid_to": None, **change})
        assert seeing(cast) == {"leader", "counsellor"}, change


def test_who_is_gone_sees_nobody_and_is_seen_by_nobody(cast):
    pupil, users = cast.pupils["a1"], cast.users
    Assignment.objects.create(user=users["nobody"], pupil=pupil, role="case_member", **LIVE, **GIVEN)
    Opening.objects.create(user=users["contact_b"], pupil=pupil, reason="prøve", review_by=TODAY, **LIVE)
    a_share(cast, users["analyst"])
    assert seeing(cast) == {"contact_a", "subject", "leader", "counsellor", "nobody", "contact_b", "analyst"}
    type(pupil).objects.filter(pk=users["contact_a"].person_id).update(is_gone=True)
    users["contact_a"] = User.objects.get(pk=users["contact_a"].pk)
    assert "contact_a" not in seeing(cast)
    pupil.is_gone = True
    pupil.save()
    assert seeing(cast) == set()


def test_what_a_case_let_a_colleague_see_ends_with_the_work_here(cast):
    """By employment or by teaching, at whatever school of the owner; a guest from another service is no colleague."""
    pupil, teacher = cast.pupils["a1"], cast.users["contact_b"].person
    for user in ("contact_b", "nobody"):
        Assignment.objects.create(user=cast.users[user], pupil=pupil, role="case_member", **LIVE, **GIVEN)
    works, teaches = Employment.objects.filter(person=teacher), Membership.objects.filter(person=teacher)
    over, lasting = {"valid_to": TODAY - DAY}, {"valid_to": None}
    for employed, in_class, sees in ((lasting, lasting, True), (lasting, over, True), (over, lasting, True),
                                     (over, over, False)):  # fmt: skip
        works.update(**employed)
        teaches.update(**in_class)
        assert ("contact_b" in seeing(cast)) is sees, (employed, in_class)
    assert "nobody" in seeing(cast), "never employed here, so nothing has ended"
    teaches.update(role=Membership.Role.PUPIL, **lasting)
    assert "contact_b" not in seeing(cast), "being a pupil is no work"
    Assignment.objects.filter(user=cast.users["contact_b"]).update(role="ppt_adviser")
    assert "contact_b" in seeing(cast), "another service's own people decide who works there"


def test_a_user_who_is_switched_off_has_nothing(cast):
    users = cast.users
    grant(users["nobody"], RoleGrant.Role.LEADER, cast.owner, cast.school)
    assert "nobody" in seeing(cast)
    User.objects.filter(pk=users["nobody"].pk).update(is_active=False)
    users["nobody"].refresh_from_db()
    assert "nobody" not in seeing(cast)


@pytest.mark.parametrize("change", [{"since": TODAY + DAY}, {"until": TODAY - DAY}])
def test_a_grant_or_an_employment_counts_while_it_lasts(cast, change):
    users = cast.users
    grant(users["nobody"], RoleGrant.Role.COUNSELLOR, cast.owner, cast.school, **change)
    employ(users["contact_b"].person, cast.school, Employment.Role.LEADER, **change)
    assert not {"nobody", "contact_b"} & seeing(cast)


def test_a_role_of_a_school_needs_one_and_a_role_of_the_owner_has_none(cast):
    users = cast.users
    grant(users["nobody"], RoleGrant.Role.LEADER, cast.owner)
    assert "nobody" not in seeing(cast)
    grant(users["analyst"], RoleGrant.Role.PRIVACY_OFFICER, cast.owner, cast.school)
    assert "analyst" not in seeing(cast)
    grant(users["analyst"], RoleGrant.Role.PRIVACY_OFFICER, cast.owner)
    assert "analyst" in seeing(cast)
    assert permitted(users["analyst"], cast.pupils["elsewhere"], "access_log"), "the whole owner"


def test_another_owners_people_are_strangers_whatever_the_role(cast):
    other = an_owner("annet")
    school = a_school(other, "Skole C")
    grant(cast.users["nobody"], RoleGrant.Role.PRIVACY_OFFICER, other)
    grant(cast.users["nobody"], RoleGrant.Role.LEADER, other, school)
    assert "nobody" not in seeing(cast)
    moved = a_person(other, "Elev", "Flyttet")
    enrol(moved, cast.school)
    belong(moved, cast.class_a)
    assert not permitted(cast.users["leader"], moved, "identity"), "the pupil is another owner's"
    assert not permitted(cast.users["contact_a"], moved, "identity")


def test_a_substitute_has_the_lessons_it_takes_and_no_others(cast):
    user, pupil = cast.users["nobody"], cast.pupils["a1"]
    taken = Substitution.objects.create(user=user, group=cast.norwegian_a, **LIVE, **GIVEN)
    assert permitted(user, pupil, "identity")
    assert permitted(user, pupil, "concern", Action.CREATE)
    assert not permitted(user, pupil, "absence")
    assert not permitted(user, cast.pupils["b1"], "identity")
    assert not permitted(user, pupil, "identity", at=NOON + SECOND)
    assert not permitted(user, pupil, "identity", at=NOON - SECOND)
    taken.group.is_gone = True
    taken.group.save()
    assert not permitted(user, pupil, "identity")


@pytest.mark.parametrize(
    ("role", "thing"),
    [
        ("ppt_adviser", "ppt_note"), ("nurse", "health_note"), ("ot_adviser", "nav_note"), ("nav_adviser", "nav_note"),
        ("child_welfare", "child_welfare_note"),
    ],
)  # fmt: skip
def test_a_closed_zone_opens_to_its_own_signed_in_surely_enough_and_to_nobody_else(cast, role, thing):
    user, pupil = cast.users["nobody"], cast.pupils["a1"]
    Assignment.objects.create(user=user, pupil=pupil, role=role, **LIVE, **GIVEN)
    assert seeing(cast, thing) == {"nobody"}
    assert not permitted(user, cast.pupils["a2"], thing)
    is_high = thing in {"health_note", "child_welfare_note"}
    assert permitted(user, pupil, thing, strength=Strength.TWO_FACTORS) is not is_high
    assert not permitted(user, pupil, thing, strength=Strength.PLAIN)


def test_kin_are_kept_out_while_they_are_kin_and_nobody_else_is(cast):
    pupil, teacher = cast.pupils["a1"], cast.users["contact_a"].person
    near = Kinship.objects.create(person=teacher, pupil=pupil, kind="child", source="declared", valid_from=TODAY,
                                  recorded_by="x", recorded_at=AT)  # fmt: skip
    assert seeing(cast) == {"subject", "leader", "counsellor"}
    assert "contact_a" in seeing(cast, pupil="a2")
    for change in ({"valid_from": TODAY + DAY}, {"valid_from": TODAY - DAY, "valid_to": TODAY - DAY}):
        Kinship.objects.filter(pk=near.pk).update(**change)
        assert "contact_a" in seeing(cast)
    GuardianLink.objects.create(key=1, pupil=pupil, guardian=teacher, valid_to=TODAY - DAY)
    assert "contact_a" not in seeing(cast), "a guardian's link blocks without responsibility, and after its end"


def test_who_is_a_pupil_here_as_well_never_follows_itself_up_at_work(cast):
    user = a_user("a1", cast.pupils["a1"])
    grant(user, RoleGrant.Role.LEADER, cast.owner, cast.school)
    assert not permitted(user, cast.pupils["a1"], "identity")
    assert permitted(user, cast.pupils["a2"], "identity")
    assert permitted(user, cast.pupils["a1"], "identity", persona="private")
    assert not permitted(user, cast.pupils["a2"], "identity", persona="private")
    assert permitted(user, cast.pupils["a1"], "plan", persona="private", strength=Strength.PLAIN)


def test_of_several_protections_the_strictest_holds_until_it_is_lowered(cast):
    pupil = cast.pupils["a1"]
    raised = {"person": pupil, "source": "x", "raised_by": "x", "raised_at": AT}
    AddressProtection.objects.create(grade="client", **raised)
    assert {seeing(cast, "contact_address") == set(), "leader" in seeing(cast)} == {True}
    strict = AddressProtection.objects.create(grade="strict", **raised)
    AddressProtection.objects.create(grade="confidential", **raised)
    assert seeing(cast) == set()
    assert "contact_a" in seeing(cast, pupil="a2")
    strict.lowered_at = AT
    strict.save()
    assert "leader" in seeing(cast)
    assert seeing(cast, "guardian_link") == set()


def test_several_permissions_asked_for_together_reach_whom_each_reaches(cast):
    asked = ("pupil_open", "plan_read", "own_view_say", "protection_read")
    for user, persona in ((cast.users["contact_a"], "staff"), (a_user("a1", cast.pupils["a1"]), "private")):
        rights = rights_of(user, persona=persona)
        whole = {name: frozenset(rights.pupils(name).values_list("pk", flat=True)) for name in asked}
        assert rights.keys_of_each(asked) == whole
        some = Person.objects.filter(pk__in=[cast.pupils["a2"].pk, cast.pupils["b1"].pk])
        kept = {name: keys & set(some.values_list("pk", flat=True)) for name, keys in whole.items()}
        assert rights.keys_of_each(asked, among=some.values("pk")) == kept
    assert kept != whole, "the pupil reaches herself, and is not among them"


def test_only_the_strictest_protection_keeps_somebody_out_of_the_figures_and_only_at_their_owner(cast):
    stranger = a_person(an_owner("nabofylket"), "Elev", "Annet fylke")
    for person, grade in ((cast.pupils["a1"], "strict"), (cast.pupils["a2"], "confidential"), (stranger, "strict")):
        AddressProtection.objects.create(person=person, grade=grade, source="x", raised_by="x", raised_at=AT)
    assert strictly_hidden(cast.owner.pk) == {cast.pupils["a1"].pk}


def test_custodians_of_the_pupils_school_and_those_named_know_the_protected(cast):
    pupil, users = cast.pupils["a1"], cast.users
    AddressProtection.objects.create(person=pupil, grade="strict", source="x", raised_by="x", raised_at=AT)
    grant(users["nobody"], RoleGrant.Role.CUSTODIAN, cast.owner, cast.school)
    grant(users["analyst"], RoleGrant.Role.CUSTODIAN, cast.owner, cast.school_elsewhere)
    assert seeing(cast) == seeing(cast, "protection") == {"nobody"}
    named = Clearance.objects.create(user=users["leader"], pupil=pupil, valid_from=TODAY, **GIVEN)
    assert seeing(cast) == {"nobody", "leader"}
    for change in ({"valid_from": TODAY + DAY}, {"valid_from": TODAY - DAY, "valid_to": TODAY - DAY}):
        Clearance.objects.filter(pk=named.pk).update(**change)
        assert seeing(cast) == {"nobody"}
    Clearance.objects.filter(pk=named.pk).update(valid_to=None, pupil=cast.pupils["a2"])
    assert seeing(cast) == {"nobody"}, "named for another"


def test_a_share_gives_its_things_and_whom_they_are_about_to_its_receiver_while_it_stands(cast):
    user, pupil = cast.users["nobody"], cast.pupils["a1"]
    share = a_share(cast, user)
    assert seeing(cast, "grade") == {"contact_a", "leader", "counsellor", "nobody"}
    assert permitted(user, pupil, "identity")
    assert not permitted(user, pupil, "absence")
    Share.objects.filter(pk=share.pk).update(things="")
    assert not permitted(user, pupil, "grade"), "a share that names nothing shares nothing"
    for change in ({"withdrawn_at": AT}, {"withdrawn_at": None, "ends_at": NOON}, {"begins_at": NOON + SECOND}):
        Share.objects.filter(pk=share.pk).update(**{"things": "grade", "ends_at": NOON + DAY, **change})
        assert not permitted(user, pupil, "grade"), change


@pytest.mark.parametrize(
    "change",
    [{"answer": "refused"}, {"answer": ""}, {"ended_at": AT, "ended_how": "withdrawn"}, {"valid_to": TODAY - DAY}],
)
def test_what_rests_on_a_consent_falls_with_it(cast, change):
    user, pupil, mother = cast.users["nobody"], cast.pupils["a1"], a_person(cast.owner, "Foresatt", "A1")
    pupil.birth_date = dt.date(2007, 1, 1)
    pupil.save()
    GuardianLink.objects.create(key=1, pupil=pupil, guardian=mother, has_parental_responsibility=True)
    at_home, consent = a_user("mor", mother), a_consent(cast, valid_to=TODAY, guardian=mother)
    a_share(cast, user, consent=consent)
    assert permitted(user, pupil, "grade")
    assert permitted(at_home, pupil, "grade", persona="private")
    Consent.objects.filter(pk=consent.pk).update(**change)
    assert not permitted(user, pupil, "grade")
    assert not permitted(at_home, pupil, "grade", persona="private")


def test_a_guardian_has_its_own_child_while_the_link_lasts_and_what_that_child_said_of_it(cast):
    child, other = cast.pupils["a1"], cast.pupils["a2"]
    for pupil in (child, other):
        pupil.birth_date = dt.date(2007, 1, 1)
        pupil.save()
    mother, father = a_person(cast.owner, "Foresatt", "Mor"), a_person(cast.owner, "Foresatt", "Far")
    at_home = {person.family_name: a_user(person.family_name, person) for person in (mother, father)}
    links = [
        GuardianLink.objects.create(key=key, pupil=pupil, guardian=person, has_parental_responsibility=True)
        for key, (pupil, person) in enumerate([(child, mother), (other, mother), (child, father)])
    ]
    a_consent(cast, guardian=mother)
    assert permitted(at_home["Mor"], child, "grade", persona="private")
    assert not permitted(at_home["Mor"], child, "grade"), "at work it is nobody's mother"
    assert not permitted(at_home["Mor"], other, "grade", persona="private")
    assert not permitted(at_home["Far"], child, "grade", persona="private")
    a_consent(cast, guardian=mother, things="plan")
    assert permitted(at_home["Mor"], child, "grade", persona="private"), "a second yes takes nothing away"
    for change in ({"valid_to": TODAY - DAY}, {"valid_to": None, "valid_from": TODAY + DAY}):
        GuardianLink.objects.filter(pk=links[0].pk).update(**change)
        assert not permitted(at_home["Mor"], child, "grade", persona="private"), change
    GuardianLink.objects.filter(pk=links[0].pk).update(valid_from=None)
    child.is_gone = True
    child.save()
    assert not permitted(at_home["Mor"], child, "grade", persona="private")
