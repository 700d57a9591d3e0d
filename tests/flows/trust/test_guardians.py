"""Guardians: as far as the child's age and the owner's choices let, and from 18 only what the child has said yes to."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from tests.builders import AT, a_person, a_user
from tests.cast import TODAY
from tests.rights import rights_of
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import GuardianLink
from tettpaa.trust.access.matrix import Action, thing_named
from tettpaa.trust.access.permissions import permission_of
from tettpaa.trust.access.queries import pupils_within, whom
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.rules import decide
from tettpaa.trust.guardians.actions import approve_loosening, choose_field
from tettpaa.trust.guardians.rules import Band, Says
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.sharing.actions import answer_consent, ask_consent, end_consent
from tettpaa.trust.sharing.rules import Matter

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def child(cast):
    """17 years old, 18 on 26 October 2025: the day the clocks are put back."""
    cast.pupils["a1"].birth_date = dt.date(2007, 10, 26)
    cast.pupils["a1"].save()
    return cast.pupils["a1"]


@pytest.fixture
def mother(cast, child):
    person = a_person(cast.owner, "Foresatt", "A1")
    GuardianLink.objects.create(key=1, pupil=child, guardian=person, has_parental_responsibility=True)
    return a_user("mother", person)


def sees(user, child, thing: str, at: dt.datetime | None = None) -> bool:
    rights = Rights(user, at, Strength.HIGH, "private") if at else rights_of(user, persona="private")
    permission = permission_of(thing_named(thing), Action.READ)
    decided = decide(permission, rights.asker, whom(child, rights.moment), rights.moment).is_permitted
    assert pupils_within(rights.asker, permission, rights.moment).filter(pk=child.pk).exists() is decided
    return decided


def choose(cast, thing: str, band: Band, says: Says, reason: str = "", by: str = "owner"):
    return choose_field(owner=cast.owner, thing=thing, band=band, says=says, reason=reason, by=by, at=AT, on=TODAY)


def test_sums_and_grades_at_17_but_no_hour_and_no_reason(mother, child):
    assert sees(mother, child, "absence_total")
    assert sees(mother, child, "grade")
    assert not sees(mother, child, "absence")
    assert not sees(mother, child, "remark")


def test_all_ends_at_midnight_in_oslo_on_the_18th_birthday(mother, child):
    midnight = dt.datetime(2025, 10, 26, tzinfo=OSLO)
    assert sees(mother, child, "absence_total", midnight - SECOND)
    assert not sees(mother, child, "absence_total", midnight)
    assert not sees(mother, child, "identity", midnight + dt.timedelta(hours=3))


def test_who_is_born_on_29_february_comes_of_age_on_1_march(mother, child):
    child.birth_date = dt.date(2008, 2, 29)
    child.save()
    assert sees(mother, child, "absence_total", dt.datetime(2026, 2, 28, 23, 59, 59, tzinfo=OSLO))
    assert not sees(mother, child, "absence_total", dt.datetime(2026, 3, 1, tzinfo=OSLO))


def test_an_adult_pupil_opens_what_it_chooses_and_closes_it_again(mother, child, cast):
    child.birth_date = dt.date(2007, 1, 1)
    child.save()
    assert not sees(mother, child, "absence_total")
    consent = ask_consent(
        pupil=child, matter=Matter.EDUCATION, things=["absence_total"], purpose="Mor følger med", receivers="Mor",
        guardian=mother.person, by="a1", at=AT,
    )  # fmt: skip
    answer_consent(consent=consent, answer="given", answered_by=child, route="here", by="a1", at=AT, on=TODAY)
    assert sees(mother, child, "absence_total")
    assert not sees(mother, child, "grade")
    end_consent(consent=consent, how="withdrawn", reason="", by="a1", at=AT, on=TODAY)
    assert not sees(mother, child, "absence_total")


def test_without_parental_responsibility_or_a_birth_date_there_is_no_tie(mother, child):
    GuardianLink.objects.update(has_parental_responsibility=False)
    assert not sees(mother, child, "absence_total")
    GuardianLink.objects.update(has_parental_responsibility=True)
    assert sees(mother, child, "absence_total")
    child.birth_date = None
    child.save()
    assert not sees(mother, child, "absence_total")


def test_an_owner_tightens_at_once(mother, child, cast):
    choose(cast, "grade", Band.SIXTEEN, Says.NO)
    assert not sees(mother, child, "grade")


def test_an_owner_loosens_with_a_reason_and_anothers_approval(mother, child, cast):
    with pytest.raises(ValidationError, match="hvorfor"):
        choose(cast, "plan", Band.SIXTEEN, Says.YES)
    choice = choose(cast, "plan", Band.SIXTEEN, Says.YES, "Foresatte er med på alle møter")
    assert not sees(mother, child, "plan")
    with pytest.raises(ValidationError, match="En annen"):
        approve_loosening(choice=choice, by="owner", at=AT)
    approve_loosening(choice=choice, by="officer", at=AT)
    assert sees(mother, child, "plan")
    with pytest.raises(ValidationError, match="venter ikke"):
        approve_loosening(choice=choice, by="officer", at=AT)


def test_a_tightening_takes_with_it_what_waited_to_loosen(mother, child, cast):
    choice = choose(cast, "plan", Band.SIXTEEN, Says.YES, "Foresatte er med på alle møter")
    choose(cast, "plan", Band.SIXTEEN, Says.NO)
    with pytest.raises(ValidationError, match="venter ikke"):
        approve_loosening(choice=choice, by="officer", at=AT)


@pytest.mark.parametrize(
    ("thing", "says"), [("absence", Says.YES), ("health_note", Says.CONSENT), ("child_welfare_note", Says.YES)]
)
def test_nobody_can_choose_past_the_law(cast, thing, says):
    with pytest.raises(ValidationError, match="foresatt"):
        choose(cast, thing, Band.SIXTEEN, says, "Vi vil")


def test_a_tighter_choice_replaces_a_looser_one(mother, child, cast):
    approve_loosening(choice=choose(cast, "plan", Band.SIXTEEN, Says.YES, "Med på alle møter"), by="officer", at=AT)
    assert sees(mother, child, "plan")
    choose(cast, "plan", Band.SIXTEEN, Says.CONSENT)
    assert not sees(mother, child, "plan")
