"""The comparison of what was read with the log, which every flow runs under, finds what is not logged, and only that."""

import uuid

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from tests import traced
from tests.builders import AT
from tettpaa.assess.concerns.actions import tell_concern
from tettpaa.assess.concerns.models import Concern
from tettpaa.schools.people.models import Person

LINE = "Sitter alene i alle friminutt, og svarer ikke"


@pytest.fixture
def concern(cast) -> Concern:
    return tell_concern(pupil=cast.pupils["a1"], about="well_being", line=LINE, teller="staff", form_id=uuid.uuid4(),
                        by="subject", at=AT)  # fmt: skip


def shows(text: str, seen: traced.Seen) -> None:
    traced.compare(HttpResponse(text), RequestFactory().get("/"), seen)


def test_a_page_that_is_sent_without_a_row_fails_whoever_asked(cast, client, monkeypatch):
    client.force_login(cast.users["contact_a"])
    page = reverse("pupil", kwargs={"key": cast.pupils["a1"].pk})
    assert client.get(page).status_code == 200
    monkeypatch.setattr("tettpaa.trust.audit.reading.record_access", lambda **told: None)
    with pytest.raises(pytest.fail.Exception, match=r"people\.Person without a row"):
        client.get(page)
    with traced.not_compared():
        assert client.get(page).status_code == 200


def test_what_somebody_wrote_is_known_again_where_no_name_stands(concern):
    with traced.reading() as seen:
        assert list(Concern.objects.values_list("line", flat=True)) == [LINE]
    shows("Noen skrev noe annet", seen)
    with pytest.raises(pytest.fail.Exception, match=r"concerns\.Concern"):
        shows(f"<p>{LINE}</p>", seen)


def test_what_is_joined_to_another_row_is_seen_and_what_was_not_read_is_not(cast, concern):
    with traced.reading() as seen:
        assert str(Concern.objects.select_related("pupil").get().pupil) == "Elev A1"
    with pytest.raises(pytest.fail.Exception, match=r"people\.Person"):
        shows("Elev A1", seen)
    with traced.reading() as seen:
        assert Person.objects.filter(given_name="Elev").count() == 8
    shows("Elev A1", seen)


def test_who_teaches_and_who_is_read_only_to_decide_needs_no_row(cast):
    with traced.reading() as seen:
        list(Person.objects.all())
    shows("Lærer A, og ingen elever. Elev A12 finnes ikke", seen)
