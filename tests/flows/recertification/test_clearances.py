"""Once a quarter the custodians keep or end each clearance; unanswered it lapses; nobody else learns that there is one."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.builders import AT, a_person, a_user, grant
from tests.rights import rights_of
from tettpaa.config.schedule import JOBS
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.models import Message
from tettpaa.proofs.walk.visits import ask
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.protection.actions import clear_user, confirm_clearance, raise_protection
from tettpaa.trust.protection.models import Clearance, Kinship
from tettpaa.trust.recertification.models import Review

OPENS = dt.datetime(2025, 10, 14, 1, 5, tzinfo=OSLO)
DUE = dt.date(2025, 11, 4)
AFTER = dt.datetime(2025, 11, 5, 1, 5, tzinfo=OSLO)
PAGE = reverse("protection_review")
JOB = next(job for job in JOBS if job.name == "access_rounds")


@pytest.fixture
def cleared(cast):
    """Pupil a1 is strictly protected; the contact teacher and the counsellor are named; two custodians; a round is open."""
    for name, school in (("custodian", cast.school), ("second", cast.school), ("elsewhere", cast.school_elsewhere)):
        cast.users[name] = a_user(name, a_person(cast.owner, "Forvalter", name))
        grant(cast.users[name], RoleGrant.Role.CUSTODIAN, cast.owner, school)
    raise_protection(person=cast.pupils["a1"], grade="strict", source="Folkeregisteret", by="custodian", at=AT)
    for name, until in (("contact_a", None), ("counsellor", None), ("subject", DUE)):
        clear_user(user=cast.users[name], pupil=cast.pupils["a1"], reason="Følger opp eleven", since=AT.date(),
                   until=until, by="custodian", at=AT)  # fmt: skip
    JOB.work(cast.owner, OPENS)
    return cast


@pytest.fixture
def be(cleared, client):
    def signed_in(name: str):
        client.force_login(cleared.users[name], strength=Strength.HIGH)
        return client

    return signed_in


def of(name: str) -> Clearance:
    return Clearance.objects.get(user__username=name)


def sees(cast, name: str, on: dt.date) -> bool:
    return rights_of(cast.users[name], on).pupils("pupil_open").filter(pk=cast.pupils["a1"].pk).exists()


def test_the_custodian_keeps_and_ends_and_what_nobody_answers_lapses(cleared, be, django_assert_max_num_queries):
    client = be("custodian")
    assert "2 klareringer må bekreftes innen" in client.get(reverse("protection")).text
    with django_assert_max_num_queries(24):
        page = client.get(PAGE).text
    assert "Lærer A" in page and "Rådgiver A" in page and "Følger opp eleven" in page
    assert "Lærer Norsk" not in page, "that one ends by itself before the day"
    assert AccessRecord.objects.filter(by="custodian", thing="identity", pupil_key=cleared.pupils["a1"].pk).exists()
    client.post(PAGE, {"keep": [of("contact_a").reference, "x", 999_999]})
    assert "1 klarering må bekreftes innen" in be("second").get(reverse("protection")).text
    assert sees(cleared, "contact_a", DUE) and sees(cleared, "counsellor", DUE)
    JOB.work(cleared.owner, AFTER)
    assert of("counsellor").valid_to == DUE and of("contact_a").valid_to is None
    assert sees(cleared, "contact_a", AFTER.date()) and not sees(cleared, "counsellor", AFTER.date())
    events = AuditEvent.objects.filter(action__startswith="clearance_").values_list("action", "object_id", "details")
    assert ("clearance_confirmed", str(of("contact_a").pk), {}) in events
    assert ("clearance_lapsed", str(of("counsellor").pk), {"last_day": str(DUE)}) in events


def test_the_custodian_ends_one_at_once(cleared, be):
    client = be("second")
    assert "ser ikke eleven fra i morgen" in client.post(PAGE, {"end": of("counsellor").reference}, follow=True).text
    assert of("counsellor").valid_to == OPENS.date()
    assert "Kryss av" in client.post(PAGE, {}, follow=True).text
    assert of("contact_a").confirmed_at is None


@pytest.mark.parametrize("name", ["leader", "contact_a", "administrator"])
def test_nobody_else_learns_of_it(cleared, be, name):
    client = be(name)
    for method in ("GET", "POST"):
        assert ask(client, PAGE, method).status == ask(client, "/finnes-ikke/", method).status == 404
    for page in ("who_has_access", "owner_access", "inbox"):
        assert "klarering" not in client.get(reverse(page), follow=True).text.lower()
    assert not Review.objects.filter(pupil_key=cleared.pupils["a1"].pk).exists()
    assert not Message.objects.filter(to=cleared.users[name].person_id).exists()


def test_another_schools_custodian_and_one_who_is_kin_have_nothing_to_answer(cleared, be):
    assert "Ingen klareringer venter" in be("elsewhere").get(PAGE).text
    be("elsewhere").post(PAGE, {"keep": [of("contact_a").reference]})
    Kinship.objects.create(
        person=cleared.users["second"].person, pupil=cleared.pupils["a1"], kind="child", source="declared",
        valid_from=OPENS.date(), recorded_by="x", recorded_at=AT,
    )  # fmt: skip
    assert "Ingen klareringer venter" in be("second").get(PAGE).text
    be("second").post(PAGE, {"end": of("contact_a").reference})
    assert (of("contact_a").confirmed_at, of("contact_a").valid_to) == (None, None)


def test_nobody_confirms_their_own(cleared, be):
    clear_user(user=cleared.users["second"], pupil=cleared.pupils["a1"], reason="Underviser", since=AT.date(), until=None,
               by="custodian", at=AT)  # fmt: skip
    assert "Underviser" not in be("second").get(PAGE).text
    assert "Underviser" in be("custodian").get(PAGE).text
    with pytest.raises(ValidationError, match="En annen må bekrefte"):
        confirm_clearance(clearance=of("second"), by="second", at=OPENS)
    confirm_clearance(clearance=of("second"), by="custodian", at=OPENS)
    assert of("second").confirmed_by == "custodian"


def test_every_custodian_is_told_once_that_the_round_has_begun_whether_or_not_anybody_is_cleared(cleared, be):
    told = set(Message.objects.values_list("to__users__username", "kind", "pupil"))
    assert told == {(name, "custodians_asked", None) for name in ("custodian", "second", "elsewhere")}
    assert not JOB.is_due(cleared.owner, OPENS)
    JOB.work(cleared.owner, OPENS)
    assert Message.objects.count() == 3
    message = Message.objects.get(to=cleared.users["custodian"].person)
    assert be("custodian").get(reverse("message", args=[message.pk]))["Location"] == PAGE
    be("second").get(PAGE)
    assert not Message.objects.filter(seen_at=None).exclude(to=cleared.users["elsewhere"].person).exists()
