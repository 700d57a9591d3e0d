"""What an issuer hands over is used on the server, once, and stands neither in a session, a row, an answer nor a log."""

import json

import pytest
from django.apps import apps
from django.contrib.sessions.serializers import JSONSerializer

from tests.outside import come_back, is_in, leave
from tettpaa.trust.identity.models import Session


@pytest.fixture
def handed_over(provider, monkeypatch) -> list[str]:
    """Every token and code the provider has given."""
    given: list[str] = []
    token, authorize = provider.token, provider.authorize

    def tokens(form, headers):
        status, told = token(form, headers)
        given.extend(told[name] for name in ("id_token", "access_token") if name in told)
        return status, told

    def code(asked):
        back = authorize(asked)
        given.extend(provider.codes)
        return back

    monkeypatch.setattr(provider, "token", tokens)
    monkeypatch.setattr(provider, "authorize", code)
    return given


def test_tokens_and_codes_reach_no_browser_no_row_and_no_log(client, provider, teacher, handed_over, caplog):
    provider.names_at = "userinfo"  # the access token is used too
    answer = come_back(client, leave(client, next="/min-dag"))
    assert is_in(client) and len(handed_over) == 3
    kept = [json.dumps(Session(session_data=row.session_data).get_decoded()) for row in Session.objects.all()]
    kept += [str(list(model._default_manager.values())) for model in apps.get_models() if model is not Session]
    kept += [answer.text, str(dict(answer.headers)), str(client.cookies), caplog.text]
    kept.append(str(JSONSerializer().dumps(dict(client.session))))
    for secret in handed_over:
        assert not [where[:80] for where in kept if secret in where]
    # Neither does the next page hand anything over.
    page = client.get("/", follow=True)
    assert not [secret for secret in handed_over if secret in page.text]


def test_the_question_carries_no_secret_and_the_answer_leaves_nothing_in_the_address(client, provider, teacher):
    address = leave(client)
    assert "hemmelig" not in address and "client_secret" not in address
    answer = come_back(client, address)
    assert answer.status_code == 302 and "code=" not in answer.headers["Location"]
    assert "state=" not in answer.headers["Location"]
