"""What stands behind is saved in versions, by those who have the pupil, and nobody writes over anybody."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError

from tettpaa.assess.cases.actions import close_case
from tettpaa.assess.mappings.actions import SavedMeanwhile, save_mapping
from tettpaa.assess.mappings.models import MappingVersion
from tettpaa.trust.audit.models import AccessRecord, AuditEvent

AT = dt.datetime(2025, 10, 14, 9, tzinfo=dt.UTC)
FOUND = {"in_school": {"belonging": "Alene i pausene"}, "outside": {"unknown": ""}, "strengths": {"practical": ""},
         "protects": {"none": ""}}  # fmt: skip


def saved(case, **changed) -> MappingVersion:
    given = {
        "began_from": 0, "found": FOUND, "own_words": "Jeg sover dårlig", "is_with_pupil": True, "why_without": "",
        "form_id": uuid.uuid4(), "by": "contact_a", "at": AT,
    }  # fmt: skip
    return save_mapping(case=case, **given | changed)


def sent(**changed) -> dict:
    told = {
        "in_school": ["belonging"], "in_school-belonging": "Alene i pausene", "in_school-safety": "Ikke krysset av",
        "outside": ["unknown"], "strengths": ["practical"], "protects": ["none"], "own_words": "Jeg sover dårlig",
        "is_with_pupil": "yes", "why_without": "", "began_from": "0", "form_id": str(uuid.uuid4()),
    }  # fmt: skip
    return told | changed


def test_each_saving_is_a_version_and_the_log_holds_no_words(case):
    first = saved(case)
    assert saved(case, form_id=first.form_id).pk == first.pk, "a form sent twice is saved once"
    second = saved(case, began_from=1, own_words="Jeg sover bedre")
    assert [version.number for version in (first, second)] == [1, 2]
    assert MappingVersion.objects.get(number=1).own_words == "Jeg sover dårlig"
    events = AuditEvent.objects.filter(object_kind="mapping")
    assert list(events.values_list("action", flat=True)) == ["mapping_saved"] * 2
    assert not events.filter(details__icontains="sover").exists()


def test_nobody_writes_over_what_another_has_saved_meanwhile(case):
    theirs = saved(case)
    with pytest.raises(SavedMeanwhile) as meanwhile:
        saved(case, own_words="Noe annet", by="counsellor")
    assert meanwhile.value.newest == theirs
    assert MappingVersion.objects.get() == theirs


def test_what_is_not_said_is_asked_for_and_a_case_that_is_over_is_not_mapped(case):
    with pytest.raises(ValidationError) as refused:
        saved(case, found={**FOUND, "outside": {}}, is_with_pupil=False)
    assert set(refused.value.message_dict) == {"outside", "why_without"}
    close_case(case=case, outcome="reached", evaluation="Bra", by="contact_a", at=AT)
    with pytest.raises(ValidationError, match="avsluttet"):
        saved(case)
    assert not MappingVersion.objects.exists()


def test_the_page_is_written_and_read_and_older_versions_stay(cast, client, case):
    client.force_login(cast.users["contact_a"])
    assert "Ikke kartlagt ennå" in client.get(f"/sak/{case.pk}/kartlegging").text
    refused = client.post(f"/sak/{case.pk}/kartlegging/skriv", sent(outside=[], is_with_pupil=""))
    assert refused.status_code == 422 and "ikke vet ennå" in refused.text
    page = client.post(f"/sak/{case.pk}/kartlegging/skriv", sent(), follow=True).text
    assert "Alene i pausene" in page and "Vi vet ikke ennå" in page and "Jeg sover dårlig" in page
    assert "Ikke krysset av" not in page, "a line without its box is not what was found"
    again = client.get(f"/sak/{case.pk}/kartlegging/skriv")
    assert again.context["form"].initial["in_school-belonging"] == "Alene i pausene"
    page = client.post(
        f"/sak/{case.pk}/kartlegging/skriv", sent(began_from="1", own_words="Bedre nå"), follow=True
    ).text
    assert "Bedre nå" in page and "Jeg sover dårlig" in page and "Eldre versjoner" in page
    on_case = client.get(f"/sak/{case.pk}").text
    assert "Kartlegging, versjon 2" in on_case and "Bedre nå" in on_case
    assert AccessRecord.objects.filter(page="mapping", pupil_key=case.pupil_id, kind="opened").exists()


def test_two_who_write_at_once_see_both_texts_and_lose_none(cast, client, case):
    saved(case, own_words="Det kontaktlæreren hørte")
    client.force_login(cast.users["counsellor"])
    met = client.post(f"/sak/{case.pk}/kartlegging/skriv", sent(own_words="Det rådgiveren hørte"))
    assert met.status_code == 409
    assert "Lærer A lagret mens du skrev" in met.text
    assert "Det kontaktlæreren hørte" in met.text and "Det rådgiveren hørte" in met.text
    began_from = met.context["form"]["began_from"].value()
    client.post(f"/sak/{case.pk}/kartlegging/skriv", sent(own_words="Begge deler", began_from=began_from))
    assert MappingVersion.objects.get(number=2).own_words == "Begge deler"


@pytest.mark.parametrize("who", ["contact_b", "subject", "leader_elsewhere", "former_contact", "analyst", "nobody"])
def test_who_does_not_have_the_pupil_meets_nothing(cast, client, case, who):
    client.force_login(cast.users[who])
    for address in ("kartlegging", "kartlegging/skriv", "innspill"):
        assert client.get(f"/sak/{case.pk}/{address}").status_code == 404, address


@pytest.mark.parametrize("who", ["contact_a", "counsellor", "leader"])
def test_those_who_have_the_pupil_read_and_write(cast, client, case, who):
    client.force_login(cast.users[who])
    for address in ("kartlegging", "kartlegging/skriv", "innspill"):
        assert client.get(f"/sak/{case.pk}/{address}").status_code == 200, address


def test_the_pages_ask_a_bounded_number_of_questions(cast, client, case, asked, django_assert_max_num_queries):
    for number in range(4):
        saved(case, began_from=number, own_words=f"Utgave {number}")
    client.force_login(cast.users["contact_a"])
    with django_assert_max_num_queries(31):
        assert "Utgave 3" in client.get(f"/sak/{case.pk}/kartlegging").text
    with django_assert_max_num_queries(27):
        assert client.get(f"/innspillsrunde/{asked.pk}").status_code == 200
