"""Whom each zone lets in and how surely signed in, and how far each role reaches: written down apart from the program.

A letter in the matrix is worth nothing without these, so each row of them is a check of its own.
"""

from tettpaa.proofs.policy_mutants.letters import differences, flips
from tettpaa.trust.access.matrix import THINGS
from tettpaa.trust.access.protection import Grade, hides
from tettpaa.trust.access.roles import GUESTS, PLACE_OF, PRIVATE, REACH, Role
from tettpaa.trust.access.zones import MAY_USE, MINIMUM, OPENED_IN_EMERGENCY, Zone, minimum_of

SCHOOLS_OWN = "contact_teacher counsellor leader case_member emergency receiver"
DOORS = {
    "ppt": "ppt_adviser pupil",
    "health": "nurse",
    "child_welfare": "child_welfare",
    "nav": "nav_adviser ot_adviser pupil",
    "address": "custodian",
    "analytics": "analyst rule_editor leader counsellor",
    "school": f"{SCHOOLS_OWN} subject_teacher substitute ppt_adviser ppt_office nurse ot_adviser nav_adviser child_welfare pupil"
    " guardian privacy_officer",
}
SIGN_IN = {
    "none": "open", "plain": "everyday", "two_factors": "school ppt nav analytics", "high": "health child_welfare address",
}  # fmt: skip
PLACES = {
    "group": "contact_teacher subject_teacher substitute",
    "school": "counsellor leader ppt_office custodian",
    "owner": "analyst rule_editor administrator operator privacy_officer machine",
    "pupil": "case_member ppt_adviser nurse ot_adviser nav_adviser child_welfare emergency receiver pupil guardian",
}


def test_each_zone_lets_in_exactly_its_own():
    for zone in Zone:
        told = DOORS.get(zone)
        assert MAY_USE[zone] == (frozenset(told.split()) if told else frozenset(Role)), zone


def test_each_zone_asks_for_its_sign_in_and_only_pupils_enter_their_own_with_less():
    assert {zone: strength for strength, zones in SIGN_IN.items() for zone in zones.split()} == {
        zone: strength.name.lower() for zone, strength in MINIMUM.items()
    }
    weaker = {(zone, role) for zone in Zone for role in Role if minimum_of(zone, role) is not MINIMUM[zone]}
    assert weaker == {("school", "pupil")}


def test_each_role_is_tied_to_its_kind_of_place():
    told = {role: place for place, roles in PLACES.items() for role in roles.split()}
    assert told == {role: PLACE_OF[REACH[role]] for role in Role}


def test_who_comes_privately_who_is_a_guest_and_what_an_emergency_opens():
    assert {"pupil", "guardian"} == PRIVATE
    assert {"nav_adviser", "child_welfare", "nurse", "ppt_adviser", "ot_adviser"} == GUESTS
    assert {"everyday", "school"} == OPENED_IN_EMERGENCY


def test_what_each_grade_of_protection_hides():
    hidden = {grade: {thing.name for thing in THINGS if hides(grade, thing.name)} for grade in Grade}
    assert hidden == {
        "strict": {thing.name for thing in THINGS},
        "confidential": {"contact_address", "guardian_link"},
        "client": {"contact_address"},
    }
    assert hides(Grade.STRICT, "")
    assert not hides(Grade.CONFIDENTIAL, "")


def test_the_second_table_holds_every_letter_and_finds_each_that_is_turned():
    assert differences(THINGS) == []
    assert [name for name, is_found in flips() if not is_found] == []
