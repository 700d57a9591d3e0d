"""Codes from an app and codes to use once: taken in use, asked for, used up, guessed at."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import AT
from tests.sessions import signed_in
from tettpaa.kit import clock
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.actions import change_password
from tettpaa.trust.identity.codes import totp
from tettpaa.trust.identity.codes.actions import add_code_app, make_one_use_codes, unused_codes
from tettpaa.trust.identity.models import CodeApp, OneUseCode, User
from tettpaa.trust.identity.strength import Strength, strength_of

PASSWORD = "hestehov i grøfta"
MORNING = dt.datetime(2025, 10, 14, 8, tzinfo=dt.UTC)
SECRET = b"tyve hemmelige byter"


@pytest.fixture(autouse=True)
def _clock_stands_still(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def kari(cast) -> User:
    user = cast.users["contact_a"]
    change_password(user=user, password=PASSWORD, by="tests", at=AT)
    return user


@pytest.fixture
def with_app(kari) -> User:
    before = MORNING - dt.timedelta(minutes=5)
    code = totp.code_at(SECRET, totp.step_of(before.timestamp()))
    add_code_app(user=kari, secret=SECRET, code=code, by="tests", at=AT, instant=before)
    return kari


def code_now(secret: bytes = SECRET, steps: int = 0) -> str:
    return totp.code_at(secret, totp.step_of(clock.instant().timestamp()) + steps)


def give_password(client, **more):
    return client.post(reverse("identity:sign_in"), {"username": "contact_a", "password": PASSWORD, **more})


def give_code(client, code: str):
    return client.post(reverse("identity:second_factor"), {"code": code})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def strength_in(client, user) -> Strength:
    return strength_of(type("Request", (), {"session": client.session, "user": user}))


def test_password_and_code_together_let_in_with_two_factors(client, with_app):
    assert give_password(client, next="/min-dag").headers["Location"] == reverse("identity:second_factor")
    assert not is_in(client)
    assert client.get("/min-dag").headers["Location"].startswith(reverse("identity:sign_in"))
    answer = give_code(client, code_now()[:3] + " " + code_now()[3:])
    assert answer.headers["Location"] == "/min-dag"
    assert strength_in(client, with_app) is Strength.TWO_FACTORS
    event = AuditEvent.objects.get(action="user_signed_in")
    assert event.details == {"how": ["password", "code_app"], "strength": "TWO_FACTORS", "persona": "staff"}


def test_without_a_second_factor_the_password_lets_in_plainly(client, kari):
    give_password(client)
    assert strength_in(client, kari) is Strength.PLAIN


def test_a_wrong_code_is_told_so_and_lets_nobody_in(client, with_app):
    give_password(client)
    answer = give_code(client, "000000")
    assert answer.status_code == 422
    assert "Koden passer ikke" in answer.content.decode()
    assert not is_in(client)
    assert AuditEvent.objects.filter(action="second_factor_failed").count() == 1


@pytest.mark.parametrize(("steps", "is_taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_good_for_its_half_minute_and_its_neighbours(client, with_app, steps, is_taken):
    give_password(client)
    give_code(client, code_now(steps=steps))
    assert is_in(client) is is_taken


def test_a_code_is_taken_once(client, with_app):
    give_password(client)
    give_code(client, code_now())
    other = Client()
    give_password(other)
    assert give_code(other, code_now()).status_code == 422
    assert "_auth_user_id" not in other.session


def test_the_sixth_guess_is_refused_even_when_right_and_from_any_browser(with_app, time_machine):
    for _guess in range(5):
        guessing = Client()
        give_password(guessing)
        give_code(guessing, "000000")
    client = Client()
    give_password(client)
    closed = give_code(client, code_now())
    assert "Prøv igjen etter kl. 10:15" in closed.content.decode()
    assert not is_in(client)
    time_machine.shift(dt.timedelta(minutes=15))
    again = Client()
    give_password(again)
    give_code(again, code_now())
    assert is_in(again)


def test_a_one_use_code_works_once_however_it_is_typed(client, with_app):
    code = make_one_use_codes(user=with_app, by="tests", at=MORNING)[0]
    give_password(client)
    give_code(client, code.lower().replace("-", " "))
    assert is_in(client)
    assert unused_codes(with_app, MORNING) == 9
    other = Client()
    give_password(other)
    give_code(other, code)
    assert "_auth_user_id" not in other.session


def test_a_code_is_kept_only_as_a_hash_and_is_its_owners_alone(client, with_app, cast):
    codes = make_one_use_codes(user=cast.users["leader"], by="tests", at=MORNING)
    assert all(code.replace("-", "") not in str(list(OneUseCode.objects.values())) for code in codes)
    give_password(client)
    give_code(client, codes[0])
    assert not is_in(client)


def test_new_codes_take_the_old_ones_place_and_a_code_may_lapse(with_app):
    old = make_one_use_codes(user=with_app, by="tests", at=MORNING)[0]
    new = make_one_use_codes(user=with_app, by="cli:drift", at=MORNING, count=1, until=MORNING + dt.timedelta(days=7))
    client = Client()
    give_password(client)
    give_code(client, old)
    assert not is_in(client)
    assert unused_codes(with_app, MORNING + dt.timedelta(days=8)) == 0
    give_code(client, new[0])
    assert is_in(client)


def test_ten_minutes_after_the_password_one_begins_anew(client, with_app, time_machine):
    give_password(client)
    time_machine.shift(dt.timedelta(minutes=10))
    assert give_code(client, code_now()).headers["Location"] == reverse("identity:sign_in")
    assert not is_in(client)


def test_the_second_step_is_not_there_for_who_has_not_taken_the_first(client, with_app):
    assert client.get(reverse("identity:second_factor")).headers["Location"] == reverse("identity:sign_in")


def test_a_new_password_meanwhile_ends_the_wait(client, with_app):
    give_password(client)
    change_password(user=with_app, password="gaupe i granskogen", by="tests", at=AT)
    assert give_code(client, code_now()).headers["Location"] == reverse("identity:sign_in")


def test_an_app_is_taken_in_use_when_it_answers_with_its_first_code(client, kari):
    signed_in(client, kari, Strength.PLAIN)
    page = client.get(reverse("identity:add_code_app")).content.decode()
    assert 'src="data:image/svg+xml' in page
    letters = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1]
    secret = __import__("base64").b32decode(letters.replace(" ", ""))
    assert client.post(reverse("identity:add_code_app"), {"code": "000000"}).status_code == 422
    assert not CodeApp.objects.exists()
    assert client.post(reverse("identity:add_code_app"), {"code": code_now(secret)}).status_code == 302
    kept = CodeApp.objects.get()
    assert secret not in bytes(kept.sealed_secret)
    assert letters not in str(dict(client.session))


def test_adding_and_removing_is_logged_and_asked_for_anew(client, with_app, time_machine):
    signed_in(client, with_app, Strength.TWO_FACTORS)
    time_machine.shift(dt.timedelta(minutes=6))
    refused = client.post(reverse("identity:remove_code_app"))
    assert refused.headers["Location"].startswith(reverse("identity:step_up"))
    assert CodeApp.objects.exists()
    signed_in(client, with_app, Strength.TWO_FACTORS)
    client.post(reverse("identity:remove_code_app"))
    assert not CodeApp.objects.exists()
    assert list(AuditEvent.objects.filter(action__startswith="code_app").values_list("action", flat=True)) == [
        "code_app_added", "code_app_removed",
    ]  # fmt: skip


def test_a_password_alone_is_not_enough_to_change_the_second_factor(client, with_app):
    signed_in(client, with_app, Strength.PLAIN)
    answer = client.get(reverse("identity:add_code_app"))
    assert "needs=two_factors" in answer.headers["Location"]
    assert client.post(reverse("identity:new_codes")).status_code == 302
    assert not OneUseCode.objects.exists()


def test_where_the_first_factor_needs_a_code_a_password_is_not_enough(client, kari, settings):
    settings.TETTPAA_FIRST_FACTOR = "code"
    signed_in(client, kari, Strength.PLAIN)
    asked = client.get(reverse("identity:add_code_app"))
    page = client.get(asked.headers["Location"]).content.decode()
    assert "Be den som har ansvar for Tettpå hos dere, om en engangskode" in page
    code = make_one_use_codes(user=kari, by="cli:drift", at=MORNING, count=1)[0]
    client.post(asked.headers["Location"], {"way": "code", "code": code})
    assert client.get(reverse("identity:add_code_app")).status_code == 200


def test_new_codes_are_shown_once(client, with_app):
    signed_in(client, with_app)
    page = client.post(reverse("identity:new_codes")).content.decode()
    codes = re.findall(r"<code>([0-9A-Z-]{19})</code>", page)
    assert len(set(codes)) == 10
    assert codes[0] not in client.get(reverse("identity:own")).content.decode()
    assert client.get(reverse("identity:new_codes")).status_code == 405
