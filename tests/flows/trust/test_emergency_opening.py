"""Nødåpning: who sees that it cannot wait gets in for four hours, in the open; nobody where it is forbidden."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.builders import AT, a_user
from tests.cast import TODAY
from tests.rights import rights_of
from tests.signed_in import SignedInClient
from tettpaa.kit import clock
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.protection.models import AddressProtection, Clearance, Kinship

REASON = "Medeleven forteller at hun ikke har vært hjemme siden søndag"


@pytest.fixture
def opener(cast, client):
    """A teacher of 1STB, who has no tie to anybody of 1STA."""
    client.force_login(cast.users["contact_b"])
    return client


def ask(client, family: str = "A1", given: str = "Elev", reason: str = REASON, group: str = ""):
    asked = {"given": given, "family": family, "group": group, "reason": reason}
    return client.post(reverse("emergency"), asked)


def page_of(cast, name: str) -> str:
    return reverse("pupil", kwargs={"key": cast.pupils[name].pk})


def test_the_pupil_is_closed_before_open_for_four_hours_and_closed_again(cast, opener, monkeypatch):
    assert opener.get(page_of(cast, "a1")).status_code == 404
    answer = ask(opener)
    assert (answer.status_code, answer["Location"]) == (302, page_of(cast, "a1"))
    assert opener.get(page_of(cast, "a1")).status_code == 200
    assert opener.get(page_of(cast, "a2")).status_code == 404
    opening = Opening.objects.get()
    almost = opening.ends_at - dt.timedelta(seconds=1)
    user = cast.users["contact_b"]
    assert rights_at(user, almost).pupils("pupil_open").filter(pk=cast.pupils["a1"].pk).exists()
    assert not rights_at(user, opening.ends_at).pupils("pupil_open").filter(pk=cast.pupils["a1"].pk).exists()


def rights_at(user, at: dt.datetime):
    rights = rights_of(user)
    return type(rights)(user, at, Strength.HIGH)


def test_what_is_read_is_logged_as_an_emergency(cast, opener):
    ask(opener)
    opener.get(page_of(cast, "a1"))
    row = AccessRecord.objects.filter(pupil_key=cast.pupils["a1"].pk, kind="opened").latest("id")
    assert (row.role, row.purpose) == ("emergency", "emergency")
    event = AuditEvent.objects.get(action="emergency_opened")
    assert event.details["pupil"] == cast.pupils["a1"].pk
    assert REASON not in str(event.details)


@pytest.mark.parametrize("family", ["Annensteds", "Sluttet", "Ingen"])
def test_other_schools_former_and_no_pupils_are_answered_alike(cast, opener, family):
    answer = ask(opener, family)
    assert answer.status_code == 422
    assert "Fant ingen elev med det navnet ved skolen din." in answer.text
    assert not Opening.objects.exists()
    assert AuditEvent.objects.filter(action="emergency_not_found").count() == 1


def test_a_strictly_protected_pupil_is_not_there(cast, opener):
    protect(cast, "a1", AddressProtection.Grade.STRICT)
    answer = ask(opener)
    assert "Fant ingen elev" in answer.text
    assert not Opening.objects.exists()
    Clearance.objects.create(
        user=cast.users["contact_b"], pupil=cast.pupils["a1"], reason="Navngitt", valid_from=TODAY,
        granted_by="forvalter", granted_at=AT,
    )  # fmt: skip
    assert ask(opener).status_code == 302


def test_a_confidential_address_stays_closed_in_what_is_opened(cast, opener):
    protect(cast, "a1", AddressProtection.Grade.CONFIDENTIAL)
    assert ask(opener).status_code == 302
    assert opener.get(page_of(cast, "a1")).status_code == 200


def protect(cast, name: str, grade: str) -> None:
    AddressProtection.objects.create(
        person=cast.pupils[name], grade=grade, source="register", raised_by="forvalter", raised_at=AT
    )


def test_nobody_opens_a_relative(cast, opener):
    Kinship.objects.create(
        person=cast.users["contact_b"].person, pupil=cast.pupils["a1"], kind="niece_or_nephew", source="declared",
        valid_from=TODAY, recorded_by="contact_b", recorded_at=AT,
    )  # fmt: skip
    assert "Fant ingen elev" in ask(opener).text
    assert ask(opener, "A2").status_code == 302


def test_the_fourth_in_a_day_is_refused(cast, opener):
    for family in ("A1", "A2", "A3"):
        assert ask(opener, family).status_code == 302
    belongs_to_other = ask(opener, "B1")
    assert "Du har nødåpnet tre elever i dag" in belongs_to_other.text
    assert Opening.objects.count() == 3
    assert ask(opener, "A1").status_code == 302, "one that stands is given again"
    assert Opening.objects.count() == 3


def test_a_reason_is_asked_for(cast, opener):
    answer = ask(opener, reason="haster")
    assert answer.status_code == 422
    assert "minst 20 tegn" in answer.text
    assert not Opening.objects.exists()


def test_an_old_or_weak_sign_in_is_asked_to_show_more(cast, monkeypatch):
    client = SignedInClient()
    client.force_login(cast.users["contact_b"], strength=Strength.PLAIN)
    assert client.get(reverse("emergency"))["Location"].startswith(reverse("identity:step_up"))
    client.force_login(cast.users["contact_b"])
    later = clock.now() + dt.timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.get(reverse("emergency"))["Location"].startswith(reverse("identity:step_up"))
    assert ask(client)["Location"].startswith(reverse("identity:step_up"))
    assert not Opening.objects.exists()


@pytest.mark.parametrize("name", ["analyst", "administrator", "nobody"])
def test_who_works_at_no_school_does_not_find_the_page(cast, client, name):
    client.force_login(cast.users[name])
    assert client.get(reverse("emergency")).status_code == 404
    assert ask(client).status_code == 404


class TestReview:
    @pytest.fixture
    def opening(self, cast, opener) -> Opening:
        ask(opener)
        return Opening.objects.get()

    def test_the_leader_is_told_on_every_page_and_judges_it_once(self, cast, opening):
        leader = SignedInClient()
        leader.force_login(cast.users["leader"])
        assert "1 nødåpning må vurderes" in leader.get(reverse("classes")).text
        assert REASON in leader.get(reverse("openings")).text
        address = reverse("opening_review", kwargs={"opening_id": opening.reference})
        assert REASON in leader.get(address).text
        assert leader.post(address, {"outcome": "unjustified", "review": ""}).status_code == 422
        assert leader.post(address, {"outcome": "justified", "review": "Riktig"}).status_code == 302
        opening.refresh_from_db()
        assert (opening.outcome, opening.reviewed_by) == ("justified", "leader")
        assert leader.post(address, {"outcome": "unjustified", "review": "Nei"}).status_code == 404
        assert "må vurderes" not in leader.get(reverse("classes")).text

    @pytest.mark.parametrize("name", ["contact_a", "contact_b", "counsellor", "leader_elsewhere", "analyst"])
    def test_nobody_else_sees_it(self, cast, client, opening, name):
        client.force_login(cast.users[name])
        address = reverse("opening_review", kwargs={"opening_id": opening.reference})
        assert client.get(address).status_code == 404
        assert client.post(address, {"outcome": "justified", "review": ""}).status_code == 404

    def test_a_leader_does_not_judge_their_own(self, cast, client):
        leader = cast.users["leader"]
        Opening.objects.create(
            user=leader, pupil=cast.pupils["a1"], reason=REASON, begins_at=AT, ends_at=AT, review_by=TODAY
        )
        client.force_login(leader)
        address = reverse("opening_review", kwargs={"opening_id": Opening.objects.get().reference})
        answer = client.post(address, {"outcome": "justified", "review": ""})
        assert answer.status_code == 422
        assert "En annen enn den som åpnet" in answer.text


def test_the_pupil_sees_that_it_happened_without_a_name(cast, opener):
    ask(opener)
    opener.get(page_of(cast, "a1"))
    pupil = SignedInClient()
    pupil.force_login(a_user("elev", cast.pupils["a1"]))
    page = pupil.get(reverse("own_log")).text
    assert "Nødåpning" in page
    assert "fordi det hastet" in page
    assert "Skole A" in page
    assert "Lærer B" not in page
