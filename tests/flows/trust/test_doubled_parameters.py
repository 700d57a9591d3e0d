"""The same name twice, or once in the address and once in the form: one place counts, and it is never the other."""

import pytest
from django.urls import reverse

from tests.builders import AT
from tests.sessions import signed_in
from tettpaa.trust.identity.actions import change_password
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Strength

PASSWORD = "hestehov i grøfta"
SIGN_IN = "/logg-inn"


@pytest.fixture
def teacher(cast) -> User:
    change_password(user=cast.users["contact_a"], password=PASSWORD, by="tests", at=AT)
    return User.objects.get(username="contact_a")


def test_what_stands_in_the_address_is_no_part_of_the_form(client, teacher):
    told = f"{SIGN_IN}?username=contact_a&password=hestehov+i+gr%C3%B8fta"
    assert client.get(told).status_code == 200
    assert client.post(told, {"username": "", "password": ""}).status_code == 422
    assert client.post(told, {"username": "contact_a", "password": "feil"}).status_code == 422
    assert "_auth_user_id" not in client.session
    assert client.post(f"{SIGN_IN}?password=feil", {"username": "contact_a", "password": PASSWORD}).status_code == 302


def test_of_two_with_one_name_the_last_counts_in_every_check_of_it(client, teacher):
    """Both the form and the counting of failures read the same one, so that no try slips past the count."""
    for _try in range(5):
        client.post(SIGN_IN, {"username": ["leader", "contact_a"], "password": "feil"})
    answer = client.post(SIGN_IN, {"username": "contact_a", "password": PASSWORD})
    assert "For mange forsøk" in answer.content.decode()
    assert client.post(SIGN_IN, {"username": ["contact_a", "leader"], "password": "feil"}).status_code == 422
    assert "For mange forsøk" not in client.post(SIGN_IN, {"username": "leader", "password": "x"}).content.decode()


def test_where_one_goes_on_to_is_checked_as_it_is_used(client, teacher):
    sent = {"username": "contact_a", "password": PASSWORD}
    answer = client.post(f"{SIGN_IN}?next=/min-dag", sent | {"next": ["/min-dag", "https://annet.example/"]})
    assert answer.headers["Location"] == reverse("start")
    client.logout()
    answer = client.post(
        f"{SIGN_IN}?next=https://annet.example/", sent | {"next": ["https://annet.example/", "/min-dag"]}
    )
    assert answer.headers["Location"] == "/min-dag"


def test_a_key_twice_in_the_address_is_asked_about_once(client, cast):
    """Whom a page is about stands in its path; a second pupil after the question mark changes nothing."""
    client.force_login(cast.users["contact_a"])
    mine, other = cast.pupils["a1"].pk, cast.pupils["elsewhere"].pk
    page = client.get(reverse("pupil", kwargs={"key": mine}), {"key": [str(other), str(mine)], "pupil": str(other)})
    assert page.status_code == 200 and str(cast.pupils["elsewhere"]) not in page.content.decode()
    assert client.get(reverse("pupil", kwargs={"key": other}), {"key": str(mine)}).status_code == 404


def test_a_cookie_is_no_parameter(client, teacher):
    client.cookies["password"] = PASSWORD
    client.cookies["username"] = "contact_a"
    assert client.post(SIGN_IN, {}).status_code in {200, 422}
    assert "_auth_user_id" not in client.session
    signed_in(client, teacher, Strength.PLAIN)
    assert client.get(reverse("identity:own")).status_code == 200
