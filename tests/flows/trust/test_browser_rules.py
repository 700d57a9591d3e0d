"""What every answer tells the browser, and what passwords may be: the rules that security standards ask to see."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.builders import a_user
from tettpaa.trust.audit.models import AuditEvent


def test_every_answer_tells_the_browser_what_it_may_do(client, cast):
    client.force_login(cast.users["contact_a"])
    for address in (reverse("my_day"), reverse("identity:sign_in"), "/finnes-ikke"):
        told = client.get(address).headers
        policy = told["Content-Security-Policy"]
        for part in (
            "default-src 'none'",
            "script-src 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ):
            assert part in policy, address
        assert "unsafe" not in policy
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["Referrer-Policy"] == "same-origin"
        assert told["Content-Type"] == "text/html; charset=utf-8"
        assert "Access-Control-Allow-Origin" not in told


def test_what_a_browser_sends_is_not_sent_back_by_trace_and_forms_need_their_token(client, cast):
    answer = client.trace(reverse("identity:sign_in"), headers={"x-secret": "kanarifugl"})
    assert b"kanarifugl" not in answer.content
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(cast.users["contact_a"])
    assert strict.post(reverse("identity:sign_out")).status_code == 403
    assert strict.get(reverse("identity:sign_out")).status_code in {302, 405}
    assert strict.get(reverse("my_day")).status_code == 200  # still signed in


def test_a_form_that_is_not_our_own_is_an_event_of_whoever_sent_it_and_of_nobody_who_is_not_signed_in(client, cast):
    strict = type(client)(enforce_csrf_checks=True)
    assert strict.post(reverse("identity:sign_in"), {"username": "leader"}).status_code == 403
    assert not AuditEvent.objects.filter(action="form_refused").exists()
    strict.force_login(cast.users["contact_a"])
    answer = strict.post(reverse("identity:sign_out"), {"hemmelig": "kanarifugl"})
    assert answer.status_code == 403 and "Skjemaet er for gammelt" in answer.text
    event = AuditEvent.objects.get(action="form_refused")
    assert (event.by, event.object_id, event.details) == ("contact_a", "identity:sign_out", {})


def test_a_password_may_be_long_and_of_any_letters_but_not_one_that_everybody_has(cast):
    validate_password("bare små bokstaver og mellomrom her " * 3)
    for known in ("qwerty123456", "1Q2W3E4R5T6Y", "elleveteg11"):
        with pytest.raises(ValidationError):
            validate_password(known)


def test_a_password_is_taken_as_typed_does_not_age_and_gives_cookies_that_scripts_cannot_read(
    client, cast, monkeypatch
):
    user = a_user("passord")
    user.set_password(" Fjorden er Blå i kveld ")
    user.save()
    page = client.get(reverse("identity:sign_in")).content.decode()
    assert 'type="password"' in page and 'autocomplete="current-password"' in page
    monkeypatch.setenv("TETTPAA_TODAY", "2029-01-08")
    for typed, lets_in in (
        ("fjorden er blå i kveld", False),
        ("Fjorden er Blå i kveld", False),
        (" Fjorden er Blå i kveld ", True),
    ):
        answer = client.post(reverse("identity:sign_in"), {"username": "passord", "password": typed})
        assert (answer.status_code == 302) is lets_in, typed
    for name in ("session", "csrf"):
        assert client.cookies[name]["httponly"] and client.cookies[name]["samesite"] == "Lax"
