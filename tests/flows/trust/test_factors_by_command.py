"""What an operator does about how people sign in, and what the check tells."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.builders import AT
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.checks import how_people_sign_in
from tettpaa.trust.identity.codes.actions import unused_codes
from tettpaa.trust.identity.models import OneUseCode, OutsideName, Passkey, User
from tettpaa.trust.identity.outside.actions import user_called
from tettpaa.trust.identity.outside.issuers import Issuer

FEIDE = Issuer("feide", "Feide", "https://auth.dataporten.no", "tettpaa", "eduPersonPrincipalName")


@pytest.fixture(autouse=True)
def _feide_is_set_up(settings):
    settings.TETTPAA_ISSUERS = {"feide": FEIDE}


def run(*words: str, typed: str = "", monkeypatch=None) -> str:
    out = io.StringIO()
    if monkeypatch:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    call_command(*words, stdout=out, stderr=out)
    return out.getvalue()


def a_passkey(user: User) -> Passkey:
    return Passkey.objects.create(user=user, name="mobil", credential_id="x", credential=b"", added_at=AT)


def test_a_one_use_code_for_who_has_nothing_yet(cast):
    told = run("factors", "code", "contact_a")
    assert len(told.splitlines()[-1]) == 19
    assert OneUseCode.objects.get().valid_until is not None
    assert unused_codes(cast.users["contact_a"], OneUseCode.objects.get().made_at) == 1


def test_who_has_lost_everything_begins_anew_and_is_signed_out(cast, client):
    user = cast.users["contact_a"]
    a_passkey(user)
    run("factors", "code", "contact_a")
    client.force_login(user)
    run("factors", "reset", "contact_a")
    assert not Passkey.objects.exists()
    assert not OneUseCode.objects.exists()
    assert client.get(reverse("identity:own")).status_code == 302
    assert AuditEvent.objects.filter(action="second_factors_removed", by__startswith="cli:").count() == 1


def test_vouching_needs_a_key_and_a_reason(cast):
    with pytest.raises(CommandError, match="ingen passnøkkel"):
        run("factors", "vouch", "contact_a", "--reason", "Pass vist")
    a_passkey(cast.users["contact_a"])
    with pytest.raises(CommandError, match="hvordan identiteten"):
        run("factors", "vouch", "contact_a", "--reason", " ")
    assert Passkey.objects.get().alone == 2
    run("factors", "vouch", "contact_a", "--reason", "Pass vist")
    assert Passkey.objects.get().alone == 3


def test_a_name_is_linked_from_what_is_typed_and_taken_away(cast, monkeypatch):
    run("outside", "link", "contact_a", "feide", typed="Kari@skole.example\n", monkeypatch=monkeypatch)
    assert user_called("feide", "kari@skole.example ", "sub-of-kari", at=AT) == cast.users["contact_a"]
    assert user_called("feide", "ola@skole.example", "sub-of-ola", at=AT) is None
    with pytest.raises(CommandError, match="hører alt til en bruker"):
        run("outside", "link", "leader", "feide", typed="kari@skole.example\n", monkeypatch=monkeypatch)
    with pytest.raises(CommandError, match="Navnet er tomt"):
        run("outside", "link", "leader", "feide", typed="\n", monkeypatch=monkeypatch)
    assert "Tok bort 1 navn" in run("outside", "unlink", "contact_a", "feide")
    assert user_called("feide", "kari@skole.example", "sub-of-kari", at=AT) is None


def test_all_staff_are_let_in_once_and_pupils_are_not(cast):
    for name in ("counsellor", "leader"):
        person = cast.users[name].person
        person.feide_name = f"{name}@skole.example"
        person.save()
    pupil = cast.pupils["a1"]
    pupil.feide_name = "elev@skole.example"
    pupil.save()
    cast.users["leader"].delete()
    assert "2 ansatte" in run("outside", "staff", cast.owner.slug, "feide")
    assert "0 ansatte" in run("outside", "staff", cast.owner.slug, "feide")
    assert user_called("feide", "counsellor@skole.example", "sub-of-counsellor", at=AT) == cast.users["counsellor"]
    assert user_called("feide", "leader@skole.example", "sub-of-leader", at=AT).username.startswith("p")
    assert user_called("feide", "elev@skole.example", "sub-of-elev", at=AT) is None
    assert OutsideName.objects.count() == 2


def test_two_with_one_name_are_told_by_key_and_the_rest_go_on(cast):
    for name in ("counsellor", "leader"):
        person = cast.users[name].person
        person.feide_name = "lik@skole.example"
        person.save()
    told = run("outside", "staff", cast.owner.slug, "feide")
    assert "1 ansatte" in told
    assert "hører alt til en bruker" in told
    assert "lik@" not in told


def test_an_issuer_that_is_not_set_up_is_told(cast):
    with pytest.raises(CommandError, match="ingen innlogging som heter idporten"):
        run("outside", "unlink", "contact_a", "idporten")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, {"identity.I001"}),
        ({"TETTPAA_HTTPS": True}, {"identity.I001", "identity.W001"}),
        ({"TETTPAA_HTTPS": True, "TETTPAA_LOCAL_PASSWORDS": False}, {"identity.I001"}),
        ({"TETTPAA_LOCAL_PASSWORDS": False, "TETTPAA_ISSUERS": {}}, {"identity.I001", "identity.W002"}),
        ({"TETTPAA_FIRST_FACTOR": "kode"}, {"identity.I001", "identity.W003"}),
    ],
)
def test_the_check_tells_by_what_people_sign_in(settings, given, told):
    for name, value in given.items():
        setattr(settings, name, value)
    found = how_people_sign_in(None)
    assert {message.id for message in found} == told
    passwords = "off" if given.get("TETTPAA_LOCAL_PASSWORDS") is False else "on"
    assert f"Local passwords are {passwords}" in found[0].msg
