"""Passkeys: made, used alone, used as a second factor, and refused."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse

from tests.builders import AT
from tests.flows.trust.authenticator import Authenticator
from tests.sessions import signed_in
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.actions import change_password, switch_user
from tettpaa.trust.identity.models import Passkey, User
from tettpaa.trust.identity.passkeys.actions import vouch_for
from tettpaa.trust.identity.strength import Strength, strength_of

PASSWORD = "hestehov i grøfta"


@pytest.fixture
def kari(cast) -> User:
    user = cast.users["contact_a"]
    change_password(user=user, password=PASSWORD, by="tests", at=AT)
    return user


def add(client, authenticator: Authenticator, name: str = "jobb-PC"):
    asked = client.post(reverse("identity:new_passkey_challenge"))
    answer = authenticator.make(asked.json()) if asked.status_code == 200 else "{}"
    return client.post(reverse("identity:add_passkey"), {"name": name, "answer": answer})


def use(client, authenticator: Authenticator, signed_by=None, **more):
    asked = client.post(reverse("identity:passkey_challenge")).json()
    return client.post(reverse("identity:use_passkey"), {"answer": authenticator.use(asked, signed_by), **more})


def enrolled(user: User, strength: Strength = Strength.PLAIN, **kind) -> Authenticator:
    authenticator = Authenticator(**kind)
    assert add(signed_in(Client(), user, strength), authenticator).status_code == 302
    return authenticator


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def strength_in(client, user) -> Strength:
    return strength_of(type("Request", (), {"session": client.session, "user": user}))


def test_a_key_that_checks_its_holder_signs_in_alone(client, kari):
    key = enrolled(kari)
    answer = use(client, key, next="/min-dag")
    assert answer.headers["Location"] == "/min-dag"
    assert client.session["_auth_user_id"] == str(kari.pk)
    assert strength_in(client, kari) is Strength.TWO_FACTORS
    assert Passkey.objects.get().used_at is not None


def test_a_key_that_does_not_is_no_sign_in_alone_but_a_second_factor(client, kari):
    key = enrolled(kari, checks_holder=False)
    use(client, key)
    assert not is_in(client)
    answer = client.post(reverse("identity:sign_in"), {"username": "contact_a", "password": PASSWORD})
    assert answer.headers["Location"] == reverse("identity:second_factor")
    assert not is_in(client)
    use(client, key)
    assert is_in(client)
    assert strength_in(client, kari) is Strength.TWO_FACTORS


def test_with_a_key_the_password_alone_no_longer_lets_in(client, kari):
    enrolled(kari)
    client.post(reverse("identity:sign_in"), {"username": "contact_a", "password": PASSWORD, "next": "/min-dag"})
    assert not is_in(client)
    page = client.get(reverse("identity:second_factor")).content.decode()
    assert "Ett steg til" in page
    assert "Bruk passnøkkelen" in page


@pytest.mark.parametrize("strength", [Strength.PLAIN, Strength.TWO_FACTORS, Strength.HIGH])
def test_a_key_is_never_stronger_than_what_stood_behind_it(client, kari, strength):
    key = enrolled(kari, strength)
    use(client, key)
    assert strength_in(client, kari) is max(strength, Strength.TWO_FACTORS)


def test_a_key_becomes_high_when_somebody_has_seen_the_holders_papers(client, kari):
    key = enrolled(kari)
    assert vouch_for(user=kari, reason="Pass vist 13. oktober", by="cli:drift", at=AT) == 1
    use(client, key)
    assert strength_in(client, kari) is Strength.HIGH
    unchecked = enrolled(kari, Strength.HIGH, checks_holder=False)
    other = Client()
    use(other, unchecked)
    assert "_auth_user_id" not in other.session


@pytest.mark.parametrize(
    "fault", [{"origin": "https://testserver.example"}, {"site": "annet"}, {"credential_id": b"x" * 32}]
)
def test_a_key_from_elsewhere_is_refused(client, kari, fault):
    key = enrolled(kari)
    for name, value in fault.items():
        setattr(key, name, value)
    answer = use(client, key)
    assert answer.headers["Location"] == reverse("identity:sign_in")
    assert "ble ikke godtatt" in client.get(answer.headers["Location"]).content.decode()
    assert not is_in(client)


def test_a_signature_by_another_key_is_refused(client, kari):
    use(client, enrolled(kari), signed_by=ec.generate_private_key(ec.SECP256R1()))
    assert not is_in(client)


def test_an_answer_is_taken_once(client, kari):
    key = enrolled(kari)
    answer = key.use(client.post(reverse("identity:passkey_challenge")).json())
    assert client.post(reverse("identity:use_passkey"), {"answer": answer}).status_code == 302
    assert is_in(client)
    client.logout()
    client.post(reverse("identity:use_passkey"), {"answer": answer})
    assert not is_in(client)


def test_an_answer_to_another_browsers_challenge_is_refused(client, kari):
    key = enrolled(kari)
    answer = key.use(Client().post(reverse("identity:passkey_challenge")).json())
    client.post(reverse("identity:passkey_challenge"))
    client.post(reverse("identity:use_passkey"), {"answer": answer})
    assert not is_in(client)


def test_a_key_that_names_another_user_is_refused(client, kari):
    key = enrolled(kari)
    key.user_handle = b"y" * 32
    use(client, key)
    assert not is_in(client)


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"rawId": 1}', "ikke json"])
def test_an_answer_that_is_none_is_refused_and_nothing_falls(client, kari, answer):
    client.post(reverse("identity:passkey_challenge"))
    assert client.post(reverse("identity:use_passkey"), {"answer": answer}).status_code == 302
    assert not is_in(client)


def test_a_key_that_counts_backwards_is_a_copy_and_refused(client, kari):
    key = enrolled(kari, use_count=7)
    key.use_count = 8
    use(client, key)
    assert is_in(client)
    client.logout()
    use(client, key)
    assert not is_in(client)
    key.use_count = 0
    use(client, key)
    assert not is_in(client)
    assert AuditEvent.objects.filter(action="passkey_counted_backwards").count() == 2


def test_a_user_switched_off_is_not_let_in_by_the_key(client, kari):
    key = enrolled(kari)
    switch_user(user=kari, is_active=False, by="tests", at=AT)
    use(client, key)
    assert not is_in(client)
    switch_user(user=kari, is_active=True, by="tests", at=AT)
    use(client, key)
    assert is_in(client)


def test_the_second_factor_must_be_the_same_persons(client, kari, cast):
    key_of_another = enrolled(cast.users["leader"])
    enrolled(kari)
    client.post(reverse("identity:sign_in"), {"username": "contact_a", "password": PASSWORD})
    use(client, key_of_another)
    assert not is_in(client)


def test_a_key_shows_once_more_who_one_is(client, kari):
    key = enrolled(kari)
    signed_in(client, kari, Strength.PLAIN)
    answer = use(client, key, next="/min-dag", needs="TWO_FACTORS", fresh="1")
    assert answer.headers["Location"] == "/min-dag"
    assert strength_in(client, kari) is Strength.TWO_FACTORS


def test_a_key_that_is_not_enough_leads_back_to_the_page_that_asks(client, kari):
    key = enrolled(kari)
    signed_in(client, kari, Strength.PLAIN)
    answer = use(client, key, next="/min-dag", needs="HIGH")
    assert answer.headers["Location"].startswith(reverse("identity:step_up"))
    assert "needs=high" in answer.headers["Location"]


def test_one_removes_only_ones_own_key_and_both_are_logged(client, kari, cast):
    enrolled(kari)
    number = Passkey.objects.get().pk
    stranger = signed_in(Client(), cast.users["leader"])
    assert stranger.post(reverse("identity:remove_passkey", args=[number])).status_code == 404
    signed_in(client, kari)
    assert client.post(reverse("identity:remove_passkey", args=[number])).status_code == 302
    assert not Passkey.objects.exists()
    logged = AuditEvent.objects.filter(action__startswith="passkey").order_by("pk")
    assert list(logged.values_list("action", flat=True)) == ["passkey_added", "passkey_removed"]


def test_the_same_key_is_not_added_twice(client, kari):
    key = enrolled(kari)
    signed_in(client, kari)
    assert add(client, key).status_code == 422
    assert Passkey.objects.count() == 1


def test_a_key_made_for_nothing_is_not_kept(client, kari):
    signed_in(client, kari)
    asked = client.post(reverse("identity:new_passkey_challenge")).json()
    false = Authenticator(origin="https://testserver.example").make(asked)
    assert client.post(reverse("identity:add_passkey"), {"name": "x", "answer": false}).status_code == 422
    assert not Passkey.objects.exists()
