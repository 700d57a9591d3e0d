"""How long a session lives, what ends it, and what it is worth meanwhile."""

import datetime as dt

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from tests.builders import AT, a_person, a_user, employ
from tests.sessions import signed_in
from tettpaa.schools.people.models import Employment, GuardianLink
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.actions import change_password, switch_user
from tettpaa.trust.identity.models import Session, User
from tettpaa.trust.identity.persona import persona_of
from tettpaa.trust.identity.step_up import step_up
from tettpaa.trust.identity.strength import MARKS, Strength

MORNING = dt.datetime(2025, 10, 14, 6, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
PASSWORD = "hestehov i grøfta"


@pytest.fixture(autouse=True)
def _clock_stands_still(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def teacher(cast) -> User:
    return cast.users["contact_a"]


def is_in(client) -> bool:
    """Whether the next page is the user's own; asked of a page that costs little."""
    return client.get(reverse("identity:own")).status_code == 200


@pytest.mark.parametrize(
    ("strength", "minutes"), [(Strength.PLAIN, 30), (Strength.TWO_FACTORS, 15), (Strength.HIGH, 15)]
)
def test_silence_ends_a_session_and_a_stronger_one_sooner(client, teacher, time_machine, strength, minutes):
    signed_in(client, teacher, strength)
    time_machine.shift((minutes - 1) * MINUTE)
    assert is_in(client)
    time_machine.shift(minutes * MINUTE)
    assert not is_in(client)
    assert "ingenting skjedde" in client.get(reverse("identity:sign_in")).content.decode()
    assert AuditEvent.objects.get(action="session_ended").details == {"why": "idle"}


def test_a_page_that_asks_by_itself_is_no_sign_of_life(client, teacher, time_machine):
    signed_in(client, teacher, Strength.PLAIN)
    time_machine.shift(29 * MINUTE)
    client.get(reverse("identity:own"), headers={"HX-Request": "true"})
    time_machine.shift(2 * MINUTE)
    assert not is_in(client)


def test_after_ten_hours_it_is_over_however_busy(client, teacher, time_machine):
    signed_in(client, teacher, Strength.PLAIN)
    for _quarter in range(39):
        time_machine.shift(15 * MINUTE)
        assert is_in(client)
    time_machine.shift(15 * MINUTE)
    assert not is_in(client)


def test_the_limits_are_settings(client, teacher, time_machine, settings):
    settings.SESSION_IDLE_MINUTES = {"plain": 2, "stronger": 1}
    signed_in(client, teacher, Strength.PLAIN)
    time_machine.shift(2 * MINUTE)
    assert not is_in(client)


def test_signing_out_has_the_browser_forget_and_the_session_is_gone(client, teacher):
    signed_in(client, teacher)
    kept = client.session.session_key
    answer = client.post(reverse("identity:sign_out"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies[configured.SESSION_COOKIE_NAME].value == ""
    client.cookies[configured.SESSION_COOKIE_NAME] = kept
    assert not is_in(client)


def test_signing_out_everywhere_ends_every_session_of_that_user_alone(client, teacher, cast):
    other, colleague = signed_in(Client(), teacher), signed_in(Client(), cast.users["leader"])
    signed_in(client, teacher)
    assert client.get(reverse("identity:sign_out_everywhere")).status_code == 405
    assert is_in(other)
    client.post(reverse("identity:sign_out_everywhere"))
    assert not is_in(client)
    assert not is_in(other)
    assert is_in(colleague)
    assert AuditEvent.objects.filter(action="user_signed_out_everywhere", by="contact_a").count() == 1


def test_a_session_does_not_come_back_to_life_with_the_user(client, teacher):
    signed_in(client, teacher)
    switch_user(user=teacher, is_active=False, by="tests", at=AT)
    switch_user(user=teacher, is_active=True, by="tests", at=AT)
    assert not is_in(client)
    signed_in(client, User.objects.get(pk=teacher.pk))
    assert is_in(client)


def test_signing_in_gives_a_new_key_and_takes_nothing_of_a_stranger_along(client, teacher):
    change_password(user=teacher, password=PASSWORD, by="tests", at=AT)
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    planted = session.session_key
    client.cookies[configured.SESSION_COOKIE_NAME] = planted
    client.post(reverse("identity:sign_in"), {"username": "contact_a", "password": PASSWORD})
    assert client.session.session_key != planted
    assert "planted" not in client.session
    assert set(client.session[MARKS]) == {"began_at", "seen_at", "persona", "proofs"}


def test_sessions_that_ran_out_are_cleared_when_somebody_signs_in(client, teacher, time_machine):
    signed_in(Client(), teacher)
    time_machine.shift(11 * 60 * MINUTE)
    change_password(user=teacher, password=PASSWORD, by="tests", at=AT)
    client.post(reverse("identity:sign_in"), {"username": "contact_a", "password": PASSWORD})
    assert list(Session.objects.values_list("pk", "user")) == [(client.session.session_key, teacher.pk)]


def test_showing_more_gives_a_new_key_too(client, teacher):
    change_password(user=teacher, password=PASSWORD, by="tests", at=AT)
    signed_in(client, User.objects.get(pk=teacher.pk), Strength.PLAIN)
    time = client.session.session_key
    session = client.session
    session[MARKS] = session[MARKS] | {"proofs": []}
    session.save()
    asked = {"way": "password", "password": PASSWORD, "needs": "plain", "fresh": "1", "next": "/min-innlogging"}
    assert client.post(reverse("identity:step_up"), asked).headers["Location"] == "/min-innlogging"
    assert client.session.session_key != time
    assert AuditEvent.objects.get(action="session_stepped_up").details["strength"] == "PLAIN"


def test_a_wrong_password_shows_nothing(client, teacher):
    change_password(user=teacher, password=PASSWORD, by="tests", at=AT)
    signed_in(client, User.objects.get(pk=teacher.pk), Strength.PLAIN)
    session = client.session
    session[MARKS] = session[MARKS] | {"proofs": []}
    session.save()
    asked = {"way": "password", "password": "feil", "needs": "plain", "fresh": "1"}
    answer = client.post(reverse("identity:step_up"), asked)
    assert answer.status_code == 422
    assert "Passordet er ikke riktig" in answer.content.decode()


def test_a_password_is_not_asked_for_where_it_would_not_be_enough(client, teacher):
    change_password(user=teacher, password=PASSWORD, by="tests", at=AT)
    signed_in(client, User.objects.get(pk=teacher.pk), Strength.PLAIN)
    page = client.get(reverse("identity:step_up"), {"needs": "two_factors"}).content.decode()
    assert 'type="password"' not in page
    assert "ikke noe som er sikkert nok" in page
    sent = {"needs": "two_factors", "way": "password", "password": PASSWORD}
    assert client.post(reverse("identity:step_up"), sent).status_code == 200


def test_who_has_shown_enough_is_sent_straight_back_and_never_to_another_site(client, teacher):
    signed_in(client, teacher, Strength.HIGH)
    page = reverse("identity:step_up")
    assert client.get(page, {"needs": "high", "fresh": "1", "next": "/min-dag"}).headers["Location"] == "/min-dag"
    elsewhere = client.get(page, {"needs": "high", "next": "https://annet.example/"})
    assert elsewhere.headers["Location"] == reverse("start")


def test_what_is_asked_in_strange_words_asks_for_two_factors(client, teacher):
    signed_in(client, teacher, Strength.PLAIN)
    assert client.get(reverse("identity:step_up"), {"needs": "ingenting"}).status_code == 200
    signed_in(client, teacher, Strength.TWO_FACTORS)
    assert client.get(reverse("identity:step_up"), {"needs": "ingenting"}).status_code == 302


def test_the_demo_asks_for_nothing_more_and_only_the_demo_does(client, teacher, settings):
    asked = {"needs": "high", "next": "/min-dag", "way": "demo"}
    signed_in(client, teacher, Strength.PLAIN)
    assert client.post(reverse("identity:step_up"), asked).status_code == 200
    settings.TETTPAA_DEMO = True
    assert client.post(reverse("identity:step_up"), asked).headers["Location"] == "/min-dag"


@pytest.mark.parametrize(
    ("asked", "headers", "target"),
    [
        ("/elev/7?uke=42", {}, "/elev/7?uke=42"),
        ("/del", {"HX-Request": "true", "HX-Current-URL": "http://testserver/klasse/3?a=1"}, "/klasse/3?a=1"),
        ("/del", {"HX-Request": "true", "HX-Current-URL": "https://annet.example/x"}, "/"),
        ("/del", {"HX-Request": "true"}, "/"),
    ],
)
def test_one_comes_back_to_the_page_one_looked_at(rf, asked, headers, target):
    answer = step_up(rf.get(asked, headers=headers), needs=Strength.HIGH, wants_fresh=True)
    address = answer.headers.get("HX-Redirect") or answer.headers["Location"]
    assert answer.status_code == (204 if headers else 302)
    expected = target.replace("/", "%2F").replace("?", "%3F").replace("=", "%3D")
    assert address == f"{reverse('identity:step_up')}?next={expected}&needs=high&fresh=1"


def test_what_was_posted_leads_back_to_the_page_with_the_form(rf):
    answer = step_up(rf.post("/send", headers={"Referer": "http://testserver/skjema"}), needs=Strength.HIGH)
    assert "next=%2Fskjema&" in answer.headers["Location"]
    answer = step_up(rf.post("/send", headers={"Referer": "https://annet.example/skjema"}), needs=Strength.HIGH)
    assert "next=%2F&" in answer.headers["Location"]


@pytest.fixture
def teacher_and_mother(cast) -> User:
    """Works at school A and has a child there."""
    person = a_person(cast.owner, "Lærer", "Mor")
    employ(person, cast.school, Employment.Role.TEACHER)
    child = cast.pupils["b1"]
    GuardianLink.objects.create(key=1, pupil=child, guardian=person, has_parental_responsibility=True)
    user = a_user("mor", person)
    change_password(user=user, password=PASSWORD, by="tests", at=AT)
    return user


def sign_in(client, username: str) -> str:
    client.post(reverse("identity:sign_in"), {"username": username, "password": PASSWORD})
    return persona_of(type("Request", (), {"session": client.session, "user": User.objects.get(username=username)}))


def test_one_begins_as_staff_and_changes_only_by_signing_in_anew(client, teacher_and_mother):
    assert sign_in(client, "mor") == "staff"
    answer = client.post(reverse("identity:change_persona"), {"persona": "private"})
    assert answer.headers["Location"] == reverse("identity:sign_in")
    assert "_auth_user_id" not in client.session
    assert "være her privat" in client.get(reverse("identity:sign_in")).content.decode()
    assert sign_in(client, "mor") == "private"
    assert AuditEvent.objects.filter(action="user_signed_in").latest("pk").details["persona"] == "private"


def test_who_is_not_both_cannot_be_the_other(client, cast):
    change_password(user=cast.users["leader"], password=PASSWORD, by="tests", at=AT)
    sign_in(client, "leader")
    client.post(reverse("identity:change_persona"), {"persona": "private"})
    assert sign_in(client, "leader") == "staff"


def test_a_pupil_is_here_privately(client, cast):
    user = a_user("elev", cast.pupils["a1"])
    change_password(user=user, password=PASSWORD, by="tests", at=AT)
    assert sign_in(client, "elev") == "private"


def test_a_guardian_without_parental_responsibility_is_no_guardian(client, cast):
    person = a_person(cast.owner, "Kontakt", "Person")
    GuardianLink.objects.create(key=2, pupil=cast.pupils["b1"], guardian=person, has_parental_responsibility=False)
    user = a_user("kontakt", person)
    change_password(user=user, password=PASSWORD, by="tests", at=AT)
    assert sign_in(client, "kontakt") == "staff"
