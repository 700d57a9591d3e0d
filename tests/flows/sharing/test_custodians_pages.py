"""Skjerming: a custodian protects, names, recalls and, with another, lowers; to others the pages are not there."""

import uuid

import pytest
from django.urls import reverse

from tests.builders import a_user, grant
from tests.cast import TODAY
from tests.rights import rights_of
from tettpaa.proofs.walk.visits import ask, comparable
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.protection.models import AddressProtection, Clearance, Kinship

LIST = reverse("protection")
NOWHERE = "/finnes-ikke/"
RAISE = {"given": "Elev", "family": "A1", "group": "", "grade": "strict", "source": "Folkeregisteret"}


@pytest.fixture
def custodians(cast):
    for name in ("custodian", "second"):
        cast.users[name] = a_user(name)
        grant(cast.users[name], RoleGrant.Role.CUSTODIAN, cast.owner, cast.school)
    return cast


@pytest.fixture
def be(custodians, client):
    def signed_in(name: str):
        client.force_login(custodians.users[name], strength=Strength.HIGH)
        return client

    return signed_in


def sees(user, pupil) -> bool:
    return rights_of(user, TODAY).pupils("pupil_open").filter(pk=pupil.pk).exists()


def one(name: str, *more: int) -> str:
    return reverse(f"protection_{name}", args=[AddressProtection.objects.get().reference, *more])


def test_protected_at_once_named_recalled_and_lowered_by_two(custodians, be, django_assert_max_num_queries):
    pupil, teacher = custodians.pupils["a1"], custodians.users["contact_a"]
    be("contact_a").get(reverse("pupil", args=[pupil.pk]))
    client = be("custodian")
    assert client.post(LIST, RAISE | {"family": "Annensteds"}).status_code == 422
    assert client.post(LIST, RAISE).status_code == 302
    assert not sees(teacher, pupil)
    with django_assert_max_num_queries(25):
        page = client.get(one("one")).text
    assert "Lærer A" in page and "elevsiden" in page and "Satt av custodian" in page
    assert "Elev A1" in client.get(LIST).text
    assert client.post(one("clear"), {"receiver": "Ingen", "reason": "", "until": ""}).status_code == 422
    client.post(one("clear"), {"receiver": "Lærer A", "reason": "Kontaktlærer", "until": ""})
    assert sees(teacher, pupil)
    client.post(one("end_clearance", Clearance.objects.get().reference))
    assert Clearance.objects.get().valid_to == TODAY
    assert client.post(one("ask_lowering"), {"reason": ""}).status_code == 422
    client.post(one("ask_lowering"), {"reason": "Opphevet i registeret"})
    assert "En annen enn den som ba" in client.post(one("lower"), follow=True).text
    second = be("second")
    assert "Opphev beskyttelsen" in second.get(one("one")).text
    assert second.post(one("lower")).status_code == 302
    assert not AddressProtection.objects.filter(lowered_at=None).exists()
    assert second.get(one("one")).status_code == 404
    row = AccessRecord.objects.filter(role="custodian").latest("id")
    assert (row.thing, row.purpose) == ("identity", "duty"), "the log does not tell what it was about"


@pytest.mark.parametrize("name", ["leader", "contact_a", "administrator"])
def test_to_everybody_else_the_pages_are_as_if_they_were_not_there(custodians, be, name):
    be("custodian").post(LIST, RAISE)
    addresses = (LIST, one("one"), one("lower"), one("clear"), one("end_clearance", uuid.uuid4()))
    client = be(name)
    assert "Skjerming" not in client.get("/", follow=True).text
    for method in ("GET", "POST"):
        absent = ask(client, NOWHERE, method)
        for address in addresses:
            found = ask(client, address, method)
            assert (found.status, found.headers) == (absent.status, absent.headers), address
            assert found.body.replace(comparable(address), NOWHERE) == absent.body, address


def test_a_custodian_shows_the_strongest_sign_in_and_meets_only_their_own_school_and_no_kin(custodians, be, client):
    client.force_login(custodians.users["custodian"])
    assert client.get(LIST)["Location"].startswith(reverse("identity:step_up"))
    person = custodians.users["leader"].person
    custodians.users["custodian"].person = person
    custodians.users["custodian"].save()
    Kinship.objects.create(
        person=person, pupil=custodians.pupils["a1"], kind="child", source="declared", valid_from=TODAY,
        recorded_by="x", recorded_at="2025-08-18T08:00Z",
    )  # fmt: skip
    assert be("custodian").post(LIST, RAISE).status_code == 422
    assert be("second").post(LIST, RAISE).status_code == 302
    assert be("custodian").get(one("one")).status_code == 404
