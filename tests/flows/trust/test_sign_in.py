"""Signing in and out, guessing slowed down, and the language kept."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.builders import AT
from tettpaa.config import settings as configured
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity import actions
from tettpaa.trust.identity.models import FailedSignIn, User

PASSWORD = "hestehov i grøfta"


@pytest.fixture
def kari(cast) -> User:
    return actions.create_user(
        username="kari", password=PASSWORD, person=cast.users["contact_a"].person, by="tests", at=AT
    )


def try_sign_in(client, password: str, username: str = "kari", **more):
    return client.post(reverse("identity:sign_in"), {"username": username, "password": password, **more})


def actions_logged() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_the_right_password_lets_in_and_a_wrong_one_does_not(client, kari):
    refused = try_sign_in(client, "gjettet feil")
    assert refused.status_code == 422
    assert "passer ikke sammen" in refused.content.decode()
    assert "_auth_user_id" not in client.session
    assert try_sign_in(client, PASSWORD).headers["Location"] == reverse("start")
    assert client.session["_auth_user_id"] == str(kari.pk)
    assert actions_logged() == ["user_created", "sign_in_failed", "user_signed_in"]


def test_the_password_is_kept_as_argon2(kari):
    assert kari.password.startswith("argon2$argon2id$")
    assert configured.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"], "but for the tests' own"


def test_an_unknown_name_is_answered_like_a_wrong_password(client, kari):
    wrong, unknown = try_sign_in(client, "feil"), try_sign_in(client, "feil", username="finnes ikke")
    assert unknown.status_code == wrong.status_code
    assert "passer ikke sammen" in unknown.content.decode()


def test_the_sixth_try_is_refused_even_with_the_right_password_until_a_quarter_of_an_hour_has_gone(
    client, kari, time_machine
):
    time_machine.move_to(dt.datetime(2025, 10, 14, 10, tzinfo=dt.UTC), tick=False)
    for _attempt in range(5):
        try_sign_in(client, "feil")
    closed = try_sign_in(client, PASSWORD, username="Kari ")
    assert closed.status_code == 422
    assert "Prøv igjen etter kl. 12:15" in closed.content.decode()
    time_machine.shift(dt.timedelta(minutes=15))
    assert try_sign_in(client, PASSWORD).status_code == 302


def test_the_failed_name_is_not_kept_as_typed(client, kari):
    try_sign_in(client, "feil", username="passordet mitt i feil felt")
    assert "passord" not in FailedSignIn.objects.latest("pk").tried_hash
    assert "passord" not in str(list(AuditEvent.objects.values()))


def test_a_user_switched_off_is_out_from_the_next_request(client, kari):
    try_sign_in(client, PASSWORD)
    assert client.get(reverse("start")).status_code in (200, 302)
    actions.switch_user(user=kari, is_active=False, by="tests", at=AT)
    assert client.get(reverse("start")).headers["Location"].startswith(reverse("identity:sign_in"))
    actions.switch_user(user=kari, is_active=True, by="tests", at=AT)
    assert try_sign_in(client, PASSWORD).status_code == 302


def test_after_signing_in_one_goes_on_to_where_one_was_going_but_never_to_another_site(client, kari):
    assert try_sign_in(client, PASSWORD, next="/import/").headers["Location"] == "/import/"
    client.logout()
    assert try_sign_in(client, PASSWORD, next="https://annet.example/").headers["Location"] == reverse("start")


def test_signing_out_ends_the_session_and_needs_a_post(client, kari):
    try_sign_in(client, PASSWORD)
    assert client.get(reverse("identity:sign_out")).status_code == 405
    assert client.post(reverse("identity:sign_out")).status_code == 302
    assert "_auth_user_id" not in client.session
    assert actions_logged()[-1] == "user_signed_out"


def test_a_new_password_signs_out_who_used_the_old_one(client, kari):
    try_sign_in(client, PASSWORD)
    actions.change_password(user=kari, password="gaupe i granskogen", by="tests", at=AT)
    assert client.get(reverse("start")).headers["Location"].startswith(reverse("identity:sign_in"))


def test_the_language_is_kept_on_the_user_and_for_visitors_in_a_cookie(client, kari):
    choose = reverse("set_language")
    client.post(choose, {"language": "en"})
    assert client.get(reverse("identity:sign_in")).headers["Content-Language"] == "en"
    client.force_login(kari)
    assert client.get(reverse("identity:sign_in"), follow=True).headers["Content-Language"] == "nb"
    client.post(choose, {"language": "nn", "next": "/"})
    kari.refresh_from_db()
    assert kari.language == "nn"
    client.post(choose, {"language": "tlh"})
    kari.refresh_from_db()
    assert kari.language == "nn"


def test_the_cast_can_be_taken_in_the_demo_and_is_not_there_otherwise(client, cast, settings):
    become = reverse("become", args=[cast.users["leader"].pk])
    settings.TETTPAA_DEMO = False
    assert client.get(reverse("cast")).status_code == 404
    assert client.post(become).status_code == 404
    assert "_auth_user_id" not in client.session
    settings.TETTPAA_DEMO = True
    page = client.get(reverse("cast")).content.decode()
    assert "Vær Leder A" in page
    assert "Kontaktlærer, 1STA<br>Ser først: Min dag" in page
    assert "former_contact" not in page
    assert client.get(become).status_code == 405
    assert client.post(become).status_code == 302
    assert client.session["_auth_user_id"] == str(cast.users["leader"].pk)


def test_without_any_role_the_start_page_says_why_there_is_nothing(client, cast):
    client.force_login(cast.users["nobody"])
    assert "Ingen tilgang ennå" in client.get(reverse("start")).content.decode()
