"""From which moment the old file is closed, for whom, and when it is opened again."""

import datetime as dt

import pytest

from tests.builders import enrol
from tests.cast import TODAY
from tests.flows.plans.made import a_case
from tests.flows.seals.moved import FRIDAY, MONDAY, NOON, closed, goes_to, moves, new_staff
from tests.rights import noon, permitted
from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.cases.models import Case
from tettpaa.assess.talks.actions import record_contact
from tettpaa.assess.talks.models import Contact
from tettpaa.follow_up.sealing import is_due
from tettpaa.identify.imports.moving import Changes, enrolled, note_changes
from tettpaa.schools.people.models import Enrolment, Membership
from tettpaa.trust.seals.models import Seal
from tettpaa.trust.seals.queries import SETTLES

DAY = dt.timedelta(days=1)
NOVEMBER = dt.date(2025, 11, 3)
OF_FOLLOW_UP = ("case", "plan", "talk", "contact", "flag", "measure")


@pytest.fixture
def case(cast) -> Case:
    new_staff(cast)
    return a_case(cast)


def sees(cast, who: str, thing: str, on: dt.date = TODAY) -> bool:
    return permitted(cast.users[who], cast.pupils["a1"], thing, at=noon(on).at)


@pytest.mark.parametrize("who", ["contact_new", "counsellor_new", "leader_elsewhere"])
def test_from_the_import_until_it_is_closed_the_new_school_sees_no_follow_up(cast, case, who):
    moves(cast)
    assert sees(cast, who, "identity") and sees(cast, who, "absence")
    assert not any(sees(cast, who, thing) for thing in OF_FOLLOW_UP)
    closed(cast)
    assert all(sees(cast, who, thing) for thing in OF_FOLLOW_UP)
    assert not Case.objects.exists()


def test_whoever_was_in_the_case_is_out_of_it_from_the_import_on(cast, case):
    assert sees(cast, "contact_a", "case")
    moves(cast)
    assert not sees(cast, "contact_a", "case")
    closed(cast)
    assert not sees(cast, "contact_a", "case") and not sees(cast, "contact_a", "identity")


def test_a_move_that_is_known_beforehand_closes_on_its_day_and_not_before(cast, case):
    moves(cast, since=NOVEMBER, until=NOVEMBER - 3 * DAY)
    closed(cast)
    assert Seal.objects.get().sealed_at is None and sees(cast, "contact_a", "case")
    assert not sees(cast, "contact_new", "identity")
    # The day has come, and the job has not.
    assert sees(cast, "contact_new", "identity", NOVEMBER) and not sees(cast, "contact_new", "case", NOVEMBER)
    midnight = dt.datetime.combine(NOVEMBER, dt.time(), NOON.tzinfo)
    assert is_due(cast.owner, midnight + SETTLES) and not is_due(cast.owner, midnight)
    closed(cast, midnight)
    assert sees(cast, "contact_new", "case", NOVEMBER) and not Case.objects.exists()


def test_a_move_that_is_called_off_closes_nothing(cast, case):
    moves(cast, since=NOVEMBER, until=NOVEMBER - 3 * DAY)
    person = cast.pupils["a1"]
    were = list(enrolled(pupil=person.pk))
    Enrolment.objects.filter(pupil=person, school=cast.school_elsewhere).delete()
    Enrolment.objects.filter(pupil=person).update(valid_to=None)
    note_changes(cast.owner, Changes(were=were), about=("import", 2), by="import", at=NOON)
    assert not Seal.objects.exists() and not is_due(cast.owner, noon(NOVEMBER).at)


def test_who_goes_to_two_schools_at_once_has_one_follow_up(cast, case):
    person = cast.pupils["a1"]
    guest = enrol(person, cast.school_elsewhere, MONDAY)
    Membership.objects.create(key=990_002, person=person, group=cast.new_class, role="pupil", valid_from=MONDAY)
    note_changes(cast.owner, Changes(frozenset({guest.pk})), about=("import", 1), by="import", at=NOON)
    assert not Seal.objects.exists()
    assert sees(cast, "contact_new", "case") and sees(cast, "contact_a", "case")
    # The stay as a guest ends: what both wrote is the home school's.
    were = list(enrolled(key=guest.pk))
    Enrolment.objects.filter(pk=guest.pk).update(valid_to=NOON.date() - DAY)
    note_changes(cast.owner, Changes(were=were), about=("import", 2), by="import", at=NOON)
    assert not Seal.objects.exists() and sees(cast, "contact_a", "case")


def test_who_is_taken_out_of_the_roster_and_turns_up_elsewhere_a_week_later_has_moved(cast, case):
    person = cast.pupils["a1"]
    were = list(enrolled(pupil=person.pk))
    Enrolment.objects.filter(pupil=person).delete()
    Membership.objects.filter(person=person).delete()
    note_changes(cast.owner, Changes(were=were), about=("import", 1), by="import", at=NOON)
    assert Seal.objects.get().due_on is None and not is_due(cast.owner, NOON)
    later = NOON + 7 * DAY
    new = enrol(person, cast.school_elsewhere, later.date())
    Membership.objects.create(key=990_003, person=person, group=cast.new_class, role="pupil", valid_from=later.date())
    note_changes(cast.owner, Changes(frozenset({new.pk})), about=("import", 2), by="import", at=later)
    assert not sees(cast, "contact_new", "case", later.date())
    closed(cast, later)
    assert not Case.objects.exists() and Case.everything.get().outcome == "moved"


def test_a_source_that_dates_the_new_stay_back_hides_no_move(cast, case):
    moves(cast, since=dt.date(2025, 8, 18))
    assert Seal.objects.get().due_on == FRIDAY + DAY
    closed(cast)
    assert not Case.objects.exists()


def test_at_the_new_school_a_case_can_be_opened_as_if_there_had_never_been_one(cast, case):
    moves(cast)
    closed(cast)
    opened = open_case(
        pupil=cast.pupils["a1"], school=cast.school_elsewhere, because="other", reason="Ny hos oss",
        responsible=cast.users["contact_new"], by="contact_new", at=NOON,
    )  # fmt: skip
    assert Case.objects.get() == opened and Case.everything.count() == 2


def test_what_is_written_at_the_new_school_is_not_closed_with_the_old(cast, case):
    moves(cast)
    closed(cast)
    record_contact(
        pupil=cast.pupils["a1"], on=NOON.date(), channel="phone", was_reached=True, line="Hei", by="contact_new",
        at=NOON + dt.timedelta(hours=1),
    )  # fmt: skip
    closed(cast, NOON + DAY)
    assert Contact.objects.get().line == "Hei"


def test_who_comes_back_has_the_old_file_again_and_the_other_schools_is_closed(cast, case):
    moves(cast)
    closed(cast)
    there = open_case(
        pupil=cast.pupils["a1"], school=cast.school_elsewhere, because="other", reason="Ny hos oss",
        responsible=cast.users["contact_new"], by="contact_new", at=NOON,
    )  # fmt: skip
    back = NOON + 7 * DAY
    goes_to(cast, cast.school, since=back.date(), until=back.date() - DAY, at=back)
    assert not sees(cast, "contact_a", "case", back.date())
    closed(cast, back)
    assert sees(cast, "contact_a", "case", back.date()) and Case.objects.get() == case
    assert Case.everything.get(pk=there.pk).seal.school == cast.school_elsewhere
    assert Seal.objects.get(school=cast.school).lifted_at == back + SETTLES
