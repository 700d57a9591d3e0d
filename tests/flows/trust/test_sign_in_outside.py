"""Signing in by Feide and ID-porten, against a provider that runs on loopback and lies in every way one can think of."""

import datetime as dt
import time
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse

from tests.builders import AT
from tests.cast import TODAY
from tests.openid_provider import MFA, NAME_CLAIM, a_key, running, visit
from tests.sessions import signed_in
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.actions import switch_user
from tettpaa.trust.identity.models import OutsideName, User
from tettpaa.trust.identity.outside import documents
from tettpaa.trust.identity.outside.actions import let_staff_in, link_name, unlink_names
from tettpaa.trust.identity.sessions import BROWSER
from tettpaa.trust.identity.strength import MARKS, Strength, strength_of

FEIDE_NAME = "kari@skole.example"


@pytest.fixture
def provider(settings):
    documents.forget()
    with running() as provider:
        settings.TETTPAA_ISSUERS = {"feide": provider.as_issuer()}
        yield provider
    documents.forget()


@pytest.fixture
def teacher(cast) -> User:
    user = cast.users["contact_a"]
    link_name(user=user, issuer="feide", name=FEIDE_NAME, by="tests", at=AT)
    return user


def leave(client, **asked) -> str:
    """The address at the provider the visitor is sent to."""
    answer = client.get(reverse("identity:leave", args=["feide"]), asked)
    assert answer.status_code == 302
    return answer.headers["Location"]


def come_back(client, address: str):
    parts = urlsplit(visit(address))
    return client.get(parts.path, dict(parse_qsl(parts.query)))


def sign_in(client, **asked):
    return come_back(client, leave(client, **asked))


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def strength_in(client, user) -> Strength:
    class Request:
        session = client.session

    Request.user = user
    return strength_of(Request)


def refusals() -> list[str]:
    return [event.details["why"] for event in AuditEvent.objects.filter(action="sign_in_refused").order_by("pk")]


def test_who_is_known_is_let_in_and_goes_on_to_where_it_was_going(client, provider, teacher):
    answer = sign_in(client, next="/min-dag")
    assert answer.headers["Location"] == "/min-dag"
    assert client.session["_auth_user_id"] == str(teacher.pk)
    event = AuditEvent.objects.get(action="user_signed_in")
    assert (event.by, event.details["how"], event.details["strength"]) == ("contact_a", ["oidc:feide"], "PLAIN")


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


def test_the_name_may_lie_on_the_providers_page_about_the_person(client, provider, teacher):
    provider.names_at = "userinfo"
    sign_in(client)
    assert is_in(client)


def test_a_page_about_another_person_is_refused(client, provider, teacher):
    provider.names_at, provider.userinfo_subject = "userinfo", "subject-2"
    assert sign_in(client).status_code == 400
    assert refusals() == ["subject"]


def test_the_name_is_kept_only_as_a_keyed_hash_and_in_no_log(client, provider, teacher):
    sign_in(client)
    kept = str(list(OutsideName.objects.values())) + str(list(AuditEvent.objects.values())) + str(dict(client.session))
    assert "kari" not in kept


@pytest.mark.parametrize(
    ("acr", "strength"),
    [
        (MFA, Strength.TWO_FACTORS),
        ("high", Strength.HIGH),
        (None, Strength.PLAIN),
        ("urn:mace:feide.no:auth:level:fad08:4", Strength.PLAIN),
    ],
)
def test_the_strength_is_what_the_acr_says_and_the_least_where_it_says_nothing(
    client, provider, teacher, acr, strength
):
    provider.acr = acr
    sign_in(client)
    assert strength_in(client, teacher) is strength


def test_an_acr_of_another_kind_is_worth_the_least(client, provider, teacher):
    provider.changed = {"acr": [MFA], "amr": "mfa"}
    sign_in(client)
    assert strength_in(client, teacher) is Strength.PLAIN


def test_methods_count_only_where_the_installation_says_so(client, provider, teacher, settings):
    provider.changed = {"amr": ["pwd", "mfa"]}
    sign_in(client)
    assert strength_in(client, teacher) is Strength.PLAIN
    client.logout()
    settings.TETTPAA_ISSUERS = {"feide": provider.as_issuer(amr={"mfa": Strength.TWO_FACTORS})}
    sign_in(client)
    assert strength_in(client, teacher) is Strength.TWO_FACTORS


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


def test_an_unknown_person_gets_no_user_no_role_and_is_told_whom_to_ask(client, provider, cast):
    before = User.objects.count()
    answer = sign_in(client)
    assert answer.status_code == 403
    assert "Spør den som har ansvar for Tettpå" in answer.content.decode()
    assert not is_in(client)
    assert User.objects.count() == before
    assert refusals() == ["unknown_person"]


def test_a_user_switched_off_is_answered_like_an_unknown_person(client, provider, teacher):
    switch_user(user=teacher, is_active=False, by="tests", at=AT)
    assert sign_in(client).status_code == 403
    switch_user(user=teacher, is_active=True, by="tests", at=AT)
    assert sign_in(client).status_code == 302


def test_a_name_taken_away_no_longer_lets_in(client, provider, teacher):
    assert unlink_names(user=teacher, issuer="feide", by="tests", at=AT) == 1
    assert sign_in(client).status_code == 403


def test_staff_are_let_in_by_the_name_the_schools_system_gives(client, provider, cast):
    person = cast.users["contact_b"].person
    cast.users["contact_b"].delete()
    person.feide_name = "Kari@Skole.example"
    person.save()
    user = let_staff_in(person=person, issuer="feide", by="tests", at=AT)
    sign_in(client)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert "kari" not in user.username


def test_a_step_up_asks_for_more_and_adds_to_the_session(client, provider, teacher):
    sign_in(client)
    key = client.session.session_key
    asked = {"next": "/min-dag", "needs": "two_factors", "fresh": "1"}
    address = leave(client, **asked)
    question = dict(parse_qsl(urlsplit(address).query))
    assert (question["acr_values"], question["prompt"], question["max_age"]) == (MFA, "login", "0")
    provider.acr = MFA
    assert come_back(client, address).headers["Location"] == "/min-dag"
    assert strength_in(client, teacher) is Strength.TWO_FACTORS
    assert client.session.session_key != key


def test_a_provider_that_gives_less_than_asked_for_is_asked_again(client, provider, teacher):
    sign_in(client)
    answer = sign_in(client, next="/min-dag", needs="two_factors")
    assert answer.headers["Location"].startswith(reverse("identity:step_up"))
    assert strength_in(client, teacher) is Strength.PLAIN


def test_who_was_asked_to_show_it_anew_and_was_not_is_refused(client, provider, teacher):
    sign_in(client)
    provider.changed = {"auth_time": NOW - 7200}
    assert sign_in(client, needs="plain", fresh="1").status_code == 400
    provider.changed, provider.left_out = {}, {"auth_time"}
    assert sign_in(client, needs="plain", fresh="1").status_code == 400
    assert refusals() == ["token_stale", "token_stale"]


def test_nobody_steps_up_as_somebody_else(client, provider, teacher, cast):
    signed_in(client, cast.users["leader"], Strength.PLAIN)
    provider.acr = MFA
    assert sign_in(client, needs="two_factors").status_code == 403
    assert client.session["_auth_user_id"] == str(cast.users["leader"].pk)
    assert strength_in(client, cast.users["leader"]) is Strength.PLAIN


def test_rights_and_roles_are_never_in_the_session(client, provider, teacher):
    provider.changed = {"eduPersonAffiliation": ["employee"], "roles": ["leader"], NAME_CLAIM: FEIDE_NAME}
    sign_in(client)
    assert set(client.session.keys()) == {"_auth_user_id", "_auth_user_backend", "_auth_user_hash", MARKS, BROWSER}
    assert set(client.session[MARKS]) == {"began_at", "seen_at", "persona", "proofs"}
    assert not teacher.role_grants.exists()
    assert client.session[MARKS]["began_at"].startswith(TODAY.isoformat())
