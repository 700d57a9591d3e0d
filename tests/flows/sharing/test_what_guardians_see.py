"""Foresattes innsyn: the administrator tightens at once and proposes to loosen; the privacy officer says yes or no."""

import pytest
from django.urls import reverse

from tests.builders import a_user, grant
from tests.cast import TODAY
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.guardians.models import FieldChoice
from tettpaa.trust.guardians.queries import choices_of
from tettpaa.trust.guardians.rules import Band, Says, fields_on

TABLE = reverse("field_choices")


@pytest.fixture
def administrator(cast, client):
    client.force_login(cast.users["administrator"])
    return client


@pytest.fixture
def officer(cast):
    user = cast.users["officer"] = a_user("officer")
    grant(user, RoleGrant.Role.PRIVACY_OFFICER, cast.owner)
    return user


def choose(client, thing: str, band: str, says: str, reason: str = ""):
    return client.post(reverse("field_choice", args=[thing, band]), {"says": says, "reason": reason})


def now(cast, thing: str) -> Says:
    return fields_on(TODAY).says(thing, Band.SIXTEEN, choices_of([cast.owner.pk]).get(cast.owner.pk, {}))


def test_tightened_at_once_and_loosened_by_two(cast, administrator, officer, django_assert_max_num_queries):
    assert choose(administrator, "grade", "16_17", "no").status_code == 302
    assert now(cast, "grade") is Says.NO
    assert "levert: ja" in administrator.get(TABLE).text
    refused = choose(administrator, "plan", "16_17", "yes")
    assert refused.status_code == 422 and "Skriv hvorfor foresatte skal se mer." in refused.text
    for reason in ("Foresatte er med på alle møter", "Det er bestemt i samarbeidet"):
        assert choose(administrator, "plan", "16_17", "yes", reason).status_code == 302
    assert now(cast, "plan") is Says.CONSENT
    shown = administrator.get(TABLE).text
    assert "venter på godkjenning: ja" in shown and "Godkjenn" not in shown
    (choice,) = FieldChoice.objects.filter(needs_approval=True, replaced_at=None)
    approve, refuse = (reverse(f"field_choice_{act}", args=[choice.pk]) for act in ("approve", "refuse"))
    assert administrator.post(approve).status_code == 404
    administrator.force_login(officer)
    with django_assert_max_num_queries(25):
        shown = administrator.get(TABLE).text
    assert "Det er bestemt i samarbeidet" in shown and "Godkjenn" in shown
    assert administrator.get(reverse("field_choice", args=["plan", "16_17"])).status_code == 404
    assert administrator.post(approve).status_code == 302
    assert now(cast, "plan") is Says.YES
    assert "venter ikke lenger" in administrator.post(refuse, follow=True).text


def test_a_proposal_is_refused_and_nobody_goes_past_the_law(cast, administrator, officer):
    assert choose(administrator, "absence", "16_17", "yes", "Vi vil").status_code == 422, "at 16 with consent at most"
    choose(administrator, "absence", "16_17", "consent", "Mange ber om det")
    choice = FieldChoice.objects.get()
    administrator.force_login(officer)
    administrator.post(reverse("field_choice_refuse", args=[choice.pk]))
    assert now(cast, "absence") is Says.NO
    assert AuditEvent.objects.filter(action="field_loosening_refused", by="officer").count() == 1
    for part in (("absence", "x"), ("health_note", "15")):
        administrator.force_login(cast.users["administrator"])
        assert administrator.get(reverse("field_choice", args=part)).status_code == 404
    administrator.force_login(cast.users["leader"])
    assert administrator.get(TABLE).status_code == 404
