"""The account is bound to who signs in first: a name that the issuer gives to another opens nothing."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests.openid_provider import MFA
from tests.outside import is_in, refusals, sign_in, strength_in
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.models import OutsideName
from tettpaa.trust.identity.strength import Strength


def loosen(*words: str) -> str:
    out = io.StringIO()
    call_command("outside", "loosen", "contact_a", "feide", *words, stdout=out)
    return out.getvalue()


def test_the_same_person_comes_in_again_and_again(client, provider, teacher):
    for _time in range(3):
        assert sign_in(client).status_code == 302 and is_in(client)
        client.logout()
    bound = AuditEvent.objects.filter(action="outside_subject_bound")
    assert bound.count() == 1 and len(OutsideName.objects.get().subject_hash) == 64
    assert "subject-1" not in str(list(OutsideName.objects.values())) + str(list(AuditEvent.objects.values()))


def test_another_with_the_same_name_is_refused_and_told_whom_to_ask(client, provider, teacher):
    sign_in(client)
    client.logout()
    provider.changed = {"sub": "subject-2"}
    answer = sign_in(client)
    assert answer.status_code == 403 and "ansvar for Tettpå" in answer.text and not is_in(client)
    assert refusals() == ["another_subject"]
    provider.changed = {}
    assert sign_in(client).status_code == 302, "the first one is not shut out by it"


def test_nor_does_another_step_up_for_the_first(client, provider, teacher):
    sign_in(client)
    provider.changed, provider.acr = {"sub": "subject-2"}, MFA
    assert sign_in(client, needs="two_factors").status_code == 403
    assert strength_in(client, teacher) is Strength.PLAIN


def test_an_administrator_who_has_seen_who_it_is_loosens_the_tie_with_a_reason(client, provider, teacher):
    sign_in(client)
    client.logout()
    provider.changed = {"sub": "subject-2"}
    with pytest.raises(CommandError, match="Skriv hvorfor"):
        loosen("--reason", " ")
    assert "Løste 1" in loosen("--reason", "Byttet arbeidsgiver, legitimert på kontoret")
    event = AuditEvent.objects.get(action="outside_subject_loosened")
    assert event.details["issuer"] == "feide" and event.by.startswith("cli:")
    assert sign_in(client).status_code == 302 and is_in(client)
    client.logout()
    provider.changed = {}
    assert sign_in(client).status_code == 403, "bound to the new one from now on"
