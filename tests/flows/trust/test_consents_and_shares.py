"""Samtykke og deling: named things to a named person, on a basis, for a time; closed the moment it is taken back."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from tests.builders import AT, a_person, a_user, employ
from tests.cast import TODAY
from tests.rights import noon, rights_of
from tettpaa.schools.people.models import GuardianLink
from tettpaa.trust.access.matrix import Action, thing_named
from tettpaa.trust.access.permissions import permission_of
from tettpaa.trust.access.queries import pupils_within, whom
from tettpaa.trust.access.rules import decide
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.sharing.actions import answer_consent, ask_consent, end_consent, share_with, withdraw_share
from tettpaa.trust.sharing.models import Share
from tettpaa.trust.sharing.rules import Matter

NOON = noon(TODAY)
DAY = dt.timedelta(days=1)
WHY = "PP-rådgiveren skal gi råd om tiltakene i planen"


@pytest.fixture
def receiver(cast):
    person = a_person(cast.owner, "Rådgiver", "PPT")
    employ(person, cast.school)
    return a_user("receiver", person)


@pytest.fixture
def pupil(cast):
    cast.pupils["a1"].birth_date = dt.date(2009, 5, 1)
    cast.pupils["a1"].save()
    return cast.pupils["a1"]


def reads(user, pupil, thing: str, on: dt.date = TODAY) -> bool:
    """What the decision and the set say, which must be the same."""
    rights, permission = rights_of(user, on), permission_of(thing_named(thing), Action.READ)
    decided = decide(permission, rights.asker, whom(pupil, rights.moment), rights.moment).is_permitted
    assert pupils_within(rights.asker, permission, rights.moment).filter(pk=pupil.pk).exists() is decided
    return decided


def give(pupil, user, things=("plan",), basis="duty", law="opplæringslova § 24-1", consent=None, days=30) -> Share:
    return share_with(
        pupil=pupil, user=user, things=things, purpose="Råd om tiltak", basis=basis, law=law, necessity=WHY,
        consent=consent, begins_at=NOON.at - DAY, ends_at=NOON.at + days * DAY, by="counsellor", at=NOON.at, on=TODAY,
    )  # fmt: skip


def ask(pupil, matter=Matter.EDUCATION, things=("plan",), guardian=None):
    return ask_consent(
        pupil=pupil, matter=matter, things=things, purpose="Råd", receivers="PP-rådgiveren", guardian=guardian,
        by="counsellor", at=AT,
    )  # fmt: skip


def say(consent, person, answer="given", valid_to=None):
    answer_consent(
        consent=consent, answer=answer, answered_by=person, route="talk", valid_to=valid_to, by="counsellor", at=NOON.at,
        on=TODAY,
    )  # fmt: skip


def test_a_share_opens_what_it_names_and_whom_it_is_about(receiver, pupil, cast):
    assert not reads(receiver, pupil, "plan")
    give(pupil, receiver)
    assert reads(receiver, pupil, "plan")
    assert reads(receiver, pupil, "identity")
    assert not reads(receiver, pupil, "talk")
    assert not reads(receiver, pupil, "absence")
    assert not reads(receiver, cast.pupils["a2"], "plan")
    assert AuditEvent.objects.get(action="share_given").details["things"] == ["plan"]


def test_a_share_ends_by_itself_and_at_once_when_it_is_taken_back(receiver, pupil):
    share = give(pupil, receiver, days=2)
    assert not reads(receiver, pupil, "plan", TODAY + 2 * DAY)
    withdraw_share(share=share, by="counsellor", at=NOON.at)
    assert not reads(receiver, pupil, "plan")
    with pytest.raises(ValidationError, match="alt trukket"):
        withdraw_share(share=share, by="counsellor", at=NOON.at)


def test_a_share_on_consent_falls_with_it(receiver, pupil):
    consent = ask(pupil)
    with pytest.raises(ValidationError, match="samtykke"):
        give(pupil, receiver, basis="consent", consent=consent)
    say(consent, pupil)
    give(pupil, receiver, basis="consent", law="", consent=consent)
    assert reads(receiver, pupil, "plan")
    end_consent(consent=consent, how="withdrawn", reason="", by="pupil", at=NOON.at, on=TODAY)
    assert not reads(receiver, pupil, "plan")
    assert AuditEvent.objects.get(action="consent_withdrawn").details["shares_closed"] == 1


def test_a_consent_that_has_run_out_carries_no_share(receiver, pupil):
    consent = ask(pupil)
    say(consent, pupil, valid_to=TODAY)
    give(pupil, receiver, basis="consent", law="", consent=consent)
    assert reads(receiver, pupil, "plan")
    assert not reads(receiver, pupil, "plan", TODAY + DAY)


def test_a_consent_of_another_pupil_or_for_other_things_carries_nothing(receiver, pupil, cast):
    consent = ask(pupil, things=("talk",))
    say(consent, pupil)
    for about in (pupil, cast.pupils["a2"]):
        with pytest.raises(ValidationError, match="samtykke"):
            give(about, receiver, basis="consent", law="", consent=consent)


def test_only_who_decides_may_answer_and_once(pupil, cast):
    mother = a_person(cast.owner, "Foresatt", "A1")
    GuardianLink.objects.create(key=1, pupil=pupil, guardian=mother, has_parental_responsibility=True)
    consent = ask(pupil)
    with pytest.raises(ValidationError, match="ikke denne personen"):
        say(consent, mother)
    say(consent, pupil, "refused")
    with pytest.raises(ValidationError, match="svart"):
        say(consent, pupil)


def test_under_15_the_guardians_decide_until_the_birthday(pupil, cast, receiver):
    pupil.birth_date = TODAY + 10 * DAY - dt.timedelta(days=15 * 365 + 4)
    pupil.save()
    mother, aunt = a_person(cast.owner, "Foresatt", "A1"), a_person(cast.owner, "Tante", "A1")
    GuardianLink.objects.create(key=1, pupil=pupil, guardian=mother, has_parental_responsibility=True)
    GuardianLink.objects.create(key=2, pupil=pupil, guardian=aunt, has_parental_responsibility=False)
    consent = ask(pupil)
    with pytest.raises(ValidationError, match="ikke denne personen"):
        say(consent, aunt)
    say(consent, mother)
    consent.refresh_from_db()
    turns_15 = pupil.birth_date.replace(year=pupil.birth_date.year + 15)
    assert consent.valid_to == turns_15 - DAY
    give(pupil, receiver, basis="consent", law="", consent=consent)
    assert reads(receiver, pupil, "plan", turns_15 - DAY)
    assert not reads(receiver, pupil, "plan", turns_15)


def test_over_health_under_16_every_guardian_says_yes_and_one_no_is_enough(pupil, cast, receiver):
    pupil.birth_date = TODAY - dt.timedelta(days=15 * 366)
    pupil.save()
    parents = [a_person(cast.owner, "Foresatt", name) for name in ("A1", "A2")]
    for number, parent in enumerate(parents, start=1):
        GuardianLink.objects.create(key=number, pupil=pupil, guardian=parent, has_parental_responsibility=True)
    consent, other = ask(pupil, Matter.HEALTH), ask(pupil, Matter.HEALTH)
    say(consent, parents[0], valid_to=TODAY + 5 * DAY)
    with pytest.raises(ValidationError, match="alt sagt ja"):
        say(consent, parents[0])
    with pytest.raises(ValidationError, match="samtykke"):
        give(pupil, receiver, basis="consent", consent=consent)
    say(consent, parents[1], valid_to=TODAY + 9 * DAY)
    consent.refresh_from_db()
    assert (consent.answer, consent.valid_to) == ("given", TODAY + 5 * DAY)
    give(pupil, receiver, basis="consent", law="", consent=consent)
    assert reads(receiver, pupil, "plan")
    say(other, parents[0])
    say(other, parents[1], "refused")
    other.refresh_from_db()
    assert other.answer == "refused"


def test_without_a_birth_date_nobody_is_taken_to_decide(cast):
    consent = ask(cast.pupils["a2"])
    with pytest.raises(ValidationError, match="Fødselsdatoen"):
        say(consent, cast.pupils["a2"])


def test_a_consent_found_not_valid_says_why(pupil):
    consent = ask(pupil)
    say(consent, pupil)
    with pytest.raises(ValidationError, match="hvorfor"):
        end_consent(consent=consent, how="invalidated", reason=" ", by="leader", at=NOON.at, on=TODAY)
    end_consent(consent=consent, how="invalidated", reason="Presset til det", by="leader", at=NOON.at, on=TODAY)
    with pytest.raises(ValidationError, match="ikke lenger"):
        end_consent(consent=consent, how="withdrawn", reason="", by="leader", at=NOON.at, on=TODAY)
