"""A user sees where it is signed in, and ends any other session, one by one."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import AT
from tests.sessions import signed_in
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.actions import change_password, sign_out_everywhere
from tettpaa.trust.identity.browsers import browser_in
from tettpaa.trust.identity.models import Session, User
from tettpaa.trust.identity.strength import Strength

PAGE = "/min-innlogging/okter"
PASSWORD = "hestehov i grøfta"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
MORNING = dt.datetime(2025, 10, 14, 6, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _clock_stands_still(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def teacher(cast) -> User:
    return cast.users["contact_a"]


def ends_in(client) -> list[str]:
    """The addresses of the buttons that end a session."""
    return re.findall(rf'action="({PAGE}/\w+/avslutt)"', client.get(PAGE).content.decode())


def is_in(client) -> bool:
    return client.get(PAGE).status_code == 200


def test_each_session_is_shown_with_browser_way_and_time_and_can_be_ended(client, teacher):
    change_password(user=teacher, password=PASSWORD, by="tests", at=AT)
    other = Client(headers={"User-Agent": FIREFOX})
    other.post(reverse("identity:sign_in"), {"username": "contact_a", "password": PASSWORD})
    signed_in(client, User.objects.get(pk=teacher.pk))
    page = client.get(PAGE).content.decode()
    assert "Firefox, Windows" in page and "med passord" in page and "Denne nettleseren" in page
    assert other.session.session_key not in page and client.session.session_key not in page
    (address,) = ends_in(client)
    assert client.get(address).status_code == 405
    assert client.post(address).headers["Location"] == PAGE
    assert is_in(client)
    assert not is_in(other)
    assert ends_in(client) == []
    assert AuditEvent.objects.get(action="session_ended", by="contact_a").details == {"why": "elsewhere"}


def test_nobody_ends_a_colleagues_session_or_this_one_that_way(client, teacher, cast):
    colleague = signed_in(Client(), cast.users["leader"])
    another = signed_in(Client(), cast.users["leader"])
    signed_in(client, teacher)
    (address,) = ends_in(another)
    assert ends_in(client) == []
    assert client.post(address).status_code == 404
    assert is_in(colleague)
    (of_another,) = ends_in(colleague)
    assert another.post(of_another).status_code == 404, "its own: that is what signing out is for"
    assert another.post(address).status_code == 302
    assert not is_in(colleague)


def test_who_has_not_just_shown_who_it_is_shows_it_first(client, teacher, time_machine):
    other = signed_in(Client(), teacher)
    signed_in(client, teacher)
    time_machine.shift(dt.timedelta(minutes=6))
    (address,) = ends_in(client)
    assert client.post(address).headers["Location"].startswith(reverse("identity:step_up"))
    assert is_in(other)


def test_what_is_over_is_not_shown(client, teacher, time_machine):
    signed_in(Client(), teacher)
    time_machine.shift(dt.timedelta(minutes=16))
    signed_in(client, teacher)
    assert ends_in(client) == [], "silent too long"
    signed_in(Client(), teacher)
    sign_out_everywhere(user=teacher, by="tests", at=AT)
    signed_in(client, User.objects.get(pk=teacher.pk), Strength.PLAIN)
    assert ends_in(client) == [], "signed out everywhere"


def test_a_session_knows_its_user_and_goes_with_it(client, teacher, cast):
    signed_in(client, teacher)
    assert Session.objects.get(user=teacher).pk == client.session.session_key
    client.post(reverse("identity:sign_out"))
    assert not Session.objects.filter(user=teacher).exists()


@pytest.mark.parametrize(
    ("told", "browser"),
    [
        (FIREFOX, "Firefox, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome, Chromebook"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("<script>", ""),
        ("", ""),
    ],
)
def test_browsers_are_told_apart_roughly(told, browser):
    assert browser_in(told) == browser
