"""Adressebeskyttelse: raised by one, at once; lowered by two; those named go on as before."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.builders import AT, a_user, grant
from tests.cast import TODAY
from tests.rights import rights_of
from tettpaa.kit import clock
from tettpaa.pages.protection.words import page_words
from tettpaa.proofs.walk.visits import ask
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.audit.things import THINGS
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.protection.actions import (
    ask_to_lower,
    clear_user,
    end_clearance,
    lower_protection,
    raise_protection,
)
from tettpaa.trust.protection.models import AddressProtection, Kinship
from tettpaa.trust.protection.recall import recall_list


def protect(pupil, grade="strict"):
    return raise_protection(person=pupil, grade=grade, source="Folkeregisteret", by="custodian", at=AT)


def sees(user, pupil, on: dt.date = TODAY) -> bool:
    return rights_of(user, on).pupils("pupil_open").filter(pk=pupil.pk).exists()


def test_the_strictest_grade_takes_the_pupil_away_from_the_next_request_on(cast, client):
    client.force_login(cast.users["contact_a"])
    key, nobody = cast.pupils["a1"].pk, 1
    page = reverse("pupil", kwargs={"key": key})
    assert ask(client, page).status == 200
    protect(cast.pupils["a1"])
    hidden, absent = ask(client, page), ask(client, reverse("pupil", kwargs={"key": nobody}))
    assert hidden.status == absent.status == 404
    assert hidden.headers == absent.headers
    assert hidden.body.replace(f"/{key}", "/…") == absent.body.replace(f"/{nobody}", "/…")


def test_raising_twice_is_one_protection(cast):
    assert protect(cast.pupils["a1"]) == protect(cast.pupils["a1"])
    assert AuditEvent.objects.filter(action="protection_raised").count() == 1


def test_the_log_of_it_names_the_row_and_not_the_pupil(cast):
    raised = protect(cast.pupils["a1"])
    event = AuditEvent.objects.get(action="protection_raised")
    assert (event.object_id, event.details) == (str(raised.pk), {})


def test_lowering_takes_two(cast):
    raised, pupil, user = protect(cast.pupils["a1"]), cast.pupils["a1"], cast.users["contact_a"]
    with pytest.raises(ValidationError, match="Ingen har bedt"):
        lower_protection(protection=raised, by="second", at=AT)
    ask_to_lower(protection=raised, reason="Opphevet i registeret", by="custodian", at=AT)
    assert not sees(user, pupil)
    with pytest.raises(ValidationError, match="En annen"):
        lower_protection(protection=raised, by="custodian", at=AT)
    assert not sees(user, pupil)
    lower_protection(protection=raised, by="second", at=AT)
    assert sees(user, pupil)
    with pytest.raises(ValidationError, match="alt opphevet"):
        lower_protection(protection=raised, by="second", at=AT)


def test_a_stricter_grade_stands_when_a_milder_one_is_lowered(cast):
    mild = protect(cast.pupils["a1"], "client")
    protect(cast.pupils["a1"])
    ask_to_lower(protection=mild, reason="Feil", by="custodian", at=AT)
    lower_protection(protection=mild, by="second", at=AT)
    assert not sees(cast.users["contact_a"], cast.pupils["a1"])


def test_who_is_named_goes_on_as_before_for_that_pupil_alone(cast):
    for name in ("a1", "a2"):
        protect(cast.pupils[name])
    user = cast.users["contact_a"]
    cleared = clear_user(
        user=user, pupil=cast.pupils["a1"], reason="Kontaktlærer", since=TODAY, until=None, by="custodian", at=AT
    )
    assert sees(user, cast.pupils["a1"])
    assert not sees(user, cast.pupils["a2"])
    assert not sees(cast.users["leader"], cast.pupils["a1"])
    end_clearance(clearance=cleared, last_day=TODAY, by="custodian", at=AT)
    assert not sees(user, cast.pupils["a1"], TODAY + dt.timedelta(days=1))


def test_kin_is_never_named(cast):
    protect(cast.pupils["a1"])
    user = cast.users["contact_a"]
    Kinship.objects.create(
        person=user.person, pupil=cast.pupils["a1"], kind="child", source="declared", valid_from=TODAY,
        recorded_by="contact_a", recorded_at=AT,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="ikke klareres"):
        clear_user(user=user, pupil=cast.pupils["a1"], reason="Vil", since=TODAY, until=None, by="custodian", at=AT)


def test_the_recall_list_names_everybody_who_has_seen_the_pupil(cast, client):
    client.force_login(cast.users["contact_a"])
    for _ in range(2):
        client.get(reverse("pupil", kwargs={"key": cast.pupils["a1"].pk}))
    protect(cast.pupils["a1"])
    (seen,) = [row for row in recall_list(cast.pupils["a1"], clock.now()) if row.page == "pupil"]
    assert (seen.by, seen.kind, seen.times) == ("contact_a", "opened", 2)
    assert recall_list(cast.pupils["a2"], clock.now()) == []
    assert recall_list(cast.pupils["a1"], clock.now() + dt.timedelta(days=800)) == []


def test_a_custodian_begins_where_the_addresses_are_and_is_asked_for_one_more_proof(cast, client):
    user = a_user("custodian")
    grant(user, "custodian", cast.owner, cast.school)
    client.force_login(user)
    first = client.get("/")
    assert (first.status_code, first.url) == (302, "/skjerming/")
    assert client.get(first.url).url.startswith("/bekreft")
    client.force_login(user, strength=Strength.HIGH)
    assert client.get("/skjerming/").status_code == 200


def test_a_grade_that_does_not_exist_is_refused(cast):
    with pytest.raises(ValidationError, match="grad"):
        protect(cast.pupils["a1"], "secret")
    assert not AddressProtection.objects.exists()


def test_the_recall_list_has_words_for_everything_that_can_be_seen():
    assert set(THINGS) <= set(page_words())
