"""To the provider and back: only by our own question, once, from the same browser, and to nobody else."""

import datetime as dt
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse

from tests.openid_provider import a_key, running, visit
from tests.outside import FEIDE_NAME, come_back, is_in, leave, refusals, sign_in


def test_the_question_is_asked_with_pkce_state_and_nonce(client, provider, teacher):
    asked = dict(parse_qsl(urlsplit(leave(client)).query))
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://testserver/logg-inn/fra/feide"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert FEIDE_NAME not in str(asked)


def test_we_tell_the_provider_who_we_are(client, provider, teacher):
    sign_in(client)
    assert provider.asked["token"]["authorization"].startswith("Basic ")


def test_we_sign_for_ourselves_where_the_provider_wants_no_secret(client, provider, teacher, settings):
    from cryptography.hazmat.primitives import serialization as to

    ours = a_key().private_bytes(to.Encoding.PEM, to.PrivateFormat.PKCS8, to.NoEncryption()).decode()
    settings.TETTPAA_ISSUERS = {"feide": provider.as_issuer(secret="", private_key=ours, private_key_id="vår")}
    sign_in(client)
    assert provider.asked["token"]["client_assertion_type"].endswith("jwt-bearer")
    assert is_in(client)


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys"])
def test_a_provider_that_sends_us_elsewhere_is_not_followed(client, provider, teacher, path):
    with running() as another:
        provider.sent_on[path] = f"{another.address}{path}"
        another.issuer_told = provider.address
        asked = client.get(reverse("identity:leave", args=["feide"]))
        if path == "/keys":
            assert come_back(client, asked.headers["Location"]).status_code == 400
            assert refusals() == ["token_key"]
        else:
            assert asked.status_code == 503
    assert not is_in(client)


def test_a_state_is_taken_once(client, provider, teacher):
    way_back = visit(leave(client))
    parts = urlsplit(way_back)
    answer = dict(parse_qsl(parts.query))
    assert client.get(parts.path, answer).status_code == 302
    client.logout()
    assert client.get(parts.path, answer).status_code == 400
    assert not is_in(client)
    assert refusals() == ["state"]


def test_a_state_that_another_browser_left_with_is_refused(client, provider, teacher, django_user_model):
    from django.test import Client

    parts = urlsplit(visit(leave(client)))
    stranger = Client()
    assert stranger.get(parts.path, dict(parse_qsl(parts.query))).status_code == 400
    assert "_auth_user_id" not in stranger.session


def test_a_state_lapses_after_ten_minutes(client, provider, teacher, time_machine):
    time_machine.move_to(dt.datetime.now(dt.UTC))
    way_back = urlsplit(visit(leave(client)))
    time_machine.shift(dt.timedelta(minutes=11))
    assert client.get(way_back.path, dict(parse_qsl(way_back.query))).status_code == 400
    assert refusals() == ["state"]


def test_a_code_is_worth_nothing_without_the_verifier(client, provider, teacher):
    first, second = (dict(parse_qsl(urlsplit(visit(leave(client))).query)) for _tab in range(2))
    answer = client.get(reverse("identity:come_back", args=["feide"]), {**second, "code": first["code"]})
    assert answer.status_code == 400
    assert refusals() == ["no_answer"]


def test_an_answer_that_names_another_issuer_is_refused(client, provider, teacher):
    answer = dict(parse_qsl(urlsplit(visit(leave(client))).query)) | {"iss": "https://annen.example"}
    assert client.get(reverse("identity:come_back", args=["feide"]), answer).status_code == 400
    assert refusals() == ["issuer"]


def test_a_provider_that_must_name_itself_and_does_not_is_refused(client, provider, teacher, monkeypatch):
    told = provider.discovery() | {"authorization_response_iss_parameter_supported": True}
    monkeypatch.setattr(provider, "discovery", lambda: told)
    way_back = urlsplit(visit(leave(client)))
    answer = dict(parse_qsl(way_back.query))
    assert client.get(way_back.path, answer).status_code == 400
    way_back = urlsplit(visit(leave(client)))
    answer = dict(parse_qsl(way_back.query)) | {"iss": provider.address}
    assert client.get(way_back.path, answer).status_code == 302


def test_who_says_no_at_the_provider_is_told_that_nothing_came_of_it(client, provider, teacher):
    provider.is_declining = True
    assert sign_in(client).status_code == 400
    assert refusals() == ["declined"]


def test_a_document_that_names_another_issuer_is_not_believed(client, provider, teacher):
    provider.issuer_told = "https://annen.example"
    answer = client.get(reverse("identity:leave", args=["feide"]))
    assert answer.status_code == 503
    assert "svarer ikke" in answer.content.decode()


def test_a_provider_that_is_down_is_told_as_such(client, provider, teacher, settings):
    settings.TETTPAA_ISSUERS = {"feide": provider.as_issuer()}
    provider.discovery = dict
    assert client.get(reverse("identity:leave", args=["feide"])).status_code == 503


def test_an_issuer_nobody_has_set_up_is_not_there(client, provider, db):
    assert client.get(reverse("identity:leave", args=["annen"])).status_code == 404
    assert client.get(reverse("identity:come_back", args=["annen"])).status_code == 404


def test_another_site_cannot_start_a_sign_in(client, provider, teacher):
    answer = client.get(reverse("identity:leave", args=["feide"]), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.headers["Location"] == reverse("identity:sign_in")
    own = client.get(reverse("identity:leave", args=["feide"]), headers={"Sec-Fetch-Site": "same-origin"})
    assert own.headers["Location"].startswith(provider.address)
