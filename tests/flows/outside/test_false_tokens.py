"""A token with any fault lets nobody in, and the same without it does."""

import time

import pytest

from tests.openid_provider import a_key
from tests.outside import is_in, refusals, sign_in

NOW = int(time.time())
FALSE_TOKENS = {
    "issuer": {"changed": {"iss": "https://annen.example"}},
    "audience": {"changed": {"aud": "en-annen"}},
    "audience, ours among several without azp": {"changed": {"aud": ["tettpaa", "en-annen"]}},
    "audience, azp another": {"changed": {"azp": "en-annen"}},
    "expired": {"changed": {"exp": NOW - 120, "iat": NOW - 500}},
    "old": {"changed": {"iat": NOW - 1200, "exp": NOW + 3600}},
    "early": {"changed": {"iat": NOW + 3600, "exp": NOW + 7200}},
    "nonce": {"changed": {"nonce": "en-annen"}},
    "nonce, none": {"left_out": {"nonce"}},
    "incomplete, no expiry": {"left_out": {"exp"}},
    "incomplete, no time of issue": {"left_out": {"iat"}},
    "incomplete, no audience": {"left_out": {"aud"}},
    "incomplete, no subject": {"left_out": {"sub"}},
    "algorithm, none": {"algorithm": "none"},
    "algorithm, a secret we share": {"algorithm": "HS256"},
    "signature, another's key": {"signed_by": a_key()},
    "kind, an access token": {"kind": "at+jwt"},
    "kind, a logout token": {"kind": "logout+jwt"},
    "key, unknown": {"signed_by": a_key(), "key_id": "ukjent"},
}


@pytest.mark.parametrize("fault", FALSE_TOKENS)
def test_a_token_with_a_fault_lets_nobody_in(client, provider, teacher, fault):
    for name, value in FALSE_TOKENS[fault].items():
        setattr(provider, name, value)
    if fault.startswith("key"):
        published = provider.keys() | {}
        published["keys"][0]["kid"] = "first"
        provider.keys = lambda: published
    answer = sign_in(client)
    assert answer.status_code == 400
    assert "ikke fullført" in answer.content.decode()
    assert not is_in(client)
    assert refusals() == [f"token_{fault.split(',')[0]}"]


def test_the_same_token_without_the_fault_lets_in(client, provider, teacher):
    provider.changed = {"azp": "tettpaa", "aud": ["tettpaa", "en-annen"]}
    sign_in(client)
    assert is_in(client)


def test_a_token_need_not_say_that_it_is_one(client, provider, teacher):
    provider.kind = None
    sign_in(client)
    assert is_in(client)


def test_a_token_that_was_tampered_with_is_refused(client, provider, teacher, monkeypatch):
    true_token = provider.id_token

    def tampered(question):
        head, body, signature = true_token(question).split(".")
        return f"{head}.{body[:-4]}{'AAAA' if body[-4:] != 'AAAA' else 'BBBB'}.{signature}"

    monkeypatch.setattr(provider, "id_token", tampered)
    sign_in(client)
    assert refusals()[0] in {"token_signature", "token_unreadable"}
    assert not is_in(client)


def test_a_new_key_is_fetched_when_the_provider_has_changed_it(client, provider, teacher):
    sign_in(client)
    client.logout()
    provider.rotate()
    sign_in(client)
    assert is_in(client)


def test_who_was_asked_to_show_it_anew_and_was_not_is_refused(client, provider, teacher):
    sign_in(client)
    provider.changed = {"auth_time": NOW - 7200}
    assert sign_in(client, needs="plain", fresh="1").status_code == 400
    provider.changed, provider.left_out = {}, {"auth_time"}
    assert sign_in(client, needs="plain", fresh="1").status_code == 400
    assert refusals() == ["token_stale", "token_stale"]
