"""An administrator sees which codes nobody has explained, explains one, and corrects it for the past."""

import pytest
from django.urls import reverse

from tests.cast import make_cast
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.trust.audit.models import AuditEvent

EXPLAINED = {
    "code": "T", "name": "Tur", "counts_as_absence": "no", "documentation": "none", "cause": "", "valid_from": "",
}  # fmt: skip


@pytest.fixture
def cast(db):
    return make_cast()


def test_a_code_is_explained_and_the_event_keeps_what_it_meant_before(client, cast):
    client.force_login(cast.users["administrator"])
    assert client.post(reverse("codes"), EXPLAINED).status_code == 302
    assert client.post(reverse("codes"), EXPLAINED | {"counts_as_absence": "yes"}).status_code == 302
    code = AbsenceCode.objects.get(owner=cast.owner, code="T")
    assert code.counts_as_absence
    event = AuditEvent.objects.filter(action="absence_code_explained").latest("pk")
    assert (event.details["before"]["counts_as_absence"], event.details["now"]["counts_as_absence"]) == (False, True)


def test_a_new_meaning_from_a_day_leaves_the_old_one_before_it(client, cast):
    client.force_login(cast.users["administrator"])
    client.post(reverse("codes"), EXPLAINED)
    client.post(reverse("codes"), EXPLAINED | {"counts_as_absence": "yes", "valid_from": "2025-10-01"})
    kept = AbsenceCode.objects.filter(owner=cast.owner, code="T").values_list("valid_from", "counts_as_absence")
    assert {(str(day or ""), counts) for day, counts in kept} == {("", False), ("2025-10-01", True)}


def test_a_code_that_is_explained_opens_with_its_newest_meaning(client, cast):
    client.force_login(cast.users["administrator"])
    client.post(reverse("codes"), EXPLAINED)
    client.post(reverse("codes"), EXPLAINED | {"name": "Tur med overnatting", "valid_from": "2025-10-01"})
    page = client.get(reverse("codes")).content.decode()
    assert 'href="?kode=T#forklar"' in page
    begun = client.get(reverse("codes"), {"kode": "T"}).context["form"].initial
    assert (begun["name"], begun["counts_as_absence"], str(begun["valid_from"])) == (
        "Tur med overnatting",
        "no",
        "2025-10-01",
    )


def test_an_unexplained_form_is_told_what_is_missing(client, cast):
    client.force_login(cast.users["administrator"])
    answer = client.post(reverse("codes"), EXPLAINED | {"code": ""})
    assert answer.status_code == 422
    assert not AbsenceCode.objects.filter(owner=cast.owner).exists()


@pytest.mark.parametrize("who", ["contact_a", "leader", "analyst", "nobody"])
def test_nobody_else_explains_codes(client, cast, who):
    client.force_login(cast.users[who])
    assert client.get(reverse("codes")).status_code == 404
    assert client.post(reverse("codes"), EXPLAINED).status_code == 404
    assert not AbsenceCode.objects.filter(owner=cast.owner).exists()
