"""Guessing is slowed down by name and by address, and nothing tells a name that exists from one that does not."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.builders import AT
from tettpaa.trust.identity.actions import change_password
from tettpaa.trust.identity.models import FailedSignIn, User
from tettpaa.trust.identity.rules import MOST

PASSWORD = "hestehov i grøfta"


@pytest.fixture(autouse=True)
def _fast_hashes_and_a_clock_that_stands_still(settings, time_machine):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    time_machine.move_to(dt.datetime(2025, 10, 14, 8, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def kari(cast) -> User:
    user = cast.users["contact_a"]
    change_password(user=user, password=PASSWORD, by="tests", at=AT)
    return user


def try_sign_in(client, password: str, username: str = "contact_a", address: str = "192.0.2.1", **headers):
    return client.post(
        reverse("identity:sign_in"), {"username": username, "password": password}, REMOTE_ADDR=address, headers=headers
    )


def test_an_address_that_has_failed_sixty_times_is_closed_and_others_are_not(client, kari):
    for number in range(MOST["address"]):
        try_sign_in(client, "feil", username=f"ukjent{number}")
    closed = try_sign_in(client, PASSWORD)
    assert closed.status_code == 422
    assert "Prøv igjen etter kl. 10:15" in closed.content.decode()
    assert try_sign_in(client, PASSWORD, address="192.0.2.2").status_code == 302


def test_one_that_gets_it_right_does_not_open_the_address_for_the_others(client, kari):
    for number in range(MOST["address"] - 1):
        try_sign_in(client, "feil", username=f"ukjent{number}")
    assert try_sign_in(client, PASSWORD).status_code == 302
    client.logout()
    try_sign_in(client, "feil", username="enda en")
    assert try_sign_in(client, PASSWORD).status_code == 422


def test_a_name_that_does_not_exist_closes_like_one_that_does(client, kari):
    answers = {}
    for name in ("contact_a", "finnes ikke"):
        for _try in range(5):
            wrong = try_sign_in(client, "feil", username=name)
        closed = try_sign_in(client, "feil", username=name)
        answers[name] = [_plain(answer, name) for answer in (wrong, closed)]
    assert answers["contact_a"] == answers["finnes ikke"]


def _plain(answer, name: str) -> tuple:
    """The answer without what differs each time: the token against forgery, and the name as typed."""
    page = answer.content.decode().replace(name, "NAVN")
    lines = [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
    return answer.status_code, sorted(answer.headers), lines


def test_who_has_no_password_costs_the_same_work_as_who_has(client, kari, cast, monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    true_encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *words: (hashed.append(1), true_encode(*words))[1])
    work = {}
    for name in ("contact_a", "leader", "finnes ikke"):
        hashed.clear()
        try_sign_in(client, "feil", username=name)
        work[name] = len(hashed)
    assert work == {"contact_a": 1, "leader": 1, "finnes ikke": 1}


def test_the_address_a_visitor_tells_of_itself_is_not_believed(client, kari, settings):
    for number in range(MOST["address"]):
        try_sign_in(client, "feil", username=f"u{number}", **{"X-Forwarded-For": f"198.51.100.{number}"})
    assert try_sign_in(client, PASSWORD).status_code == 422
    settings.TETTPAA_PROXIES = 1
    assert try_sign_in(client, PASSWORD, **{"X-Forwarded-For": "192.0.2.1, 198.51.100.7"}).status_code == 302


def test_neither_address_nor_name_is_kept_as_it_was(client, kari):
    try_sign_in(client, "feil", username="ola.nordmann")
    kept = str(list(FailedSignIn.objects.values()))
    assert "192.0.2.1" not in kept
    assert "ola" not in kept


def test_failures_are_forgotten_after_a_day(client, kari, time_machine, monkeypatch):
    try_sign_in(client, "feil")
    monkeypatch.setenv("TETTPAA_TODAY", "2025-10-15")
    time_machine.shift(dt.timedelta(minutes=1))
    try_sign_in(client, "feil")
    assert FailedSignIn.objects.count() == 2


def test_where_local_passwords_are_off_there_is_no_form_and_no_answer(client, kari, settings):
    settings.TETTPAA_LOCAL_PASSWORDS = False
    page = client.get(reverse("identity:sign_in")).content.decode()
    assert 'type="password"' not in page
    assert "passnøkkel" in page
    assert try_sign_in(client, PASSWORD).status_code == 404
    settings.TETTPAA_LOCAL_PASSWORDS = True
    assert try_sign_in(client, PASSWORD).status_code == 302
