"""Every address of the site, asked by everybody in the cast: who gets in, and whether all who were shown are logged."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from tests.builders import AT, a_flag
from tests.cast import TODAY
from tests.rights import rights_of
from tettpaa.assess.talks.actions import ask_explanation
from tettpaa.trust.access.declare import declaration_of
from tettpaa.trust.access.permissions import Audience, Subject
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.routes import all_routes
from tettpaa.trust.audit.models import AccessRecord

# What a page may answer to a GET by one who may: shown, sent on, or asking for a POST.
LETS_IN = {200, 302, 405}
# Pages that are not there outside the demo; test_sign_in.py shows it.
DEMO_ONLY = ("cast", "become")
# Those whom some page is for, and those who are let in nowhere that the first are not: their doors are the same on both
# databases, so that PostgreSQL is asked for each page by the first alone.
READERS = ("contact_a", "counsellor", "leader", "analyst", "administrator")
OTHERS = ("contact_b", "subject", "leader_elsewhere", "rule_editor", "former_contact", "coming_contact", "nobody")
USERS = (*READERS, *(pytest.param(name, marks=pytest.mark.asked_otherwise_on_postgres) for name in OTHERS))


@pytest.fixture
def a_school(cast):
    """Every pupil is flagged, and a question is asked about one, so that no list is empty."""
    for number, name in enumerate(cast.pupils):
        at = cast.school_elsewhere if name == "elsewhere" else cast.school
        a_flag(cast.pupils[name], at, TODAY - dt.timedelta(days=number))
    ask_explanation(
        pupil=cast.pupils["a1"], contact_teacher=cast.users["contact_a"].person, facts={}, due_on=TODAY,
        by="leader", at=AT + dt.timedelta(days=56),
    )  # fmt: skip
    return cast


def addresses(cast) -> list[tuple[str, object, dict]]:
    """(address, declaration, parts) of every route, about pupil a1, class A, school A and their owner."""
    sample = {
        Subject.PUPIL: cast.pupils["a1"].key, Subject.GROUP: cast.class_a.key, Subject.SCHOOL: cast.school.key,
        Subject.OWNER: cast.owner.pk,
    }  # fmt: skip
    found = []
    for route in all_routes():
        if route.view_name in DEMO_ONLY:
            continue
        declaration = declaration_of(route.pattern.callback)
        parts = {part: sample[subject] for part, subject in declaration.asked_about.items()}
        parts |= {part: _some(route.pattern.pattern.converters[part]) for part in declaration.checked_by_view}
        found.append((reverse(route.view_name, kwargs=parts), declaration, parts))
    return found


def _some(converter) -> object:
    return {"IntConverter": 1, "UUIDConverter": uuid.UUID(int=1)}.get(type(converter).__name__, "x")


def may(rights: Rights, declaration, parts: dict) -> bool:
    """What the matrix says, asked about each object in the address."""
    name = declaration.permission.name
    sets = {
        Subject.PUPIL: rights.pupils, Subject.GROUP: rights.groups, Subject.SCHOOL: rights.schools,
        Subject.OWNER: rights.owners,
    }  # fmt: skip
    asked = declaration.asked_about.items()
    return rights.may(name) and all(sets[about](name).filter(pk=parts[part]).exists() for part, about in asked)


@pytest.mark.parametrize("username", USERS)
def test_only_those_the_matrix_names_get_in_and_every_pupil_shown_is_logged(a_school, client, username):
    client.force_login(a_school.users[username])
    rights = rights_of(a_school.users[username])
    permitted = {}
    for address, declaration, parts in addresses(a_school):
        before = AccessRecord.objects.count()
        answer = client.get(address)
        if not may(rights, declaration, parts):
            assert answer.status_code == 404, address
        else:
            assert answer.status_code in LETS_IN | ({404} if declaration.checked_by_view else set()), address
        shown = named_on(answer, a_school)
        assert not shown or declaration.permission.names_pupils, f"{address} names pupils, its permission says not"
        if not shown:
            continue
        logged = set(AccessRecord.objects.order_by("pk").values_list("pupil_key", flat=True)[before:])
        assert shown <= logged, f"{address} showed pupils that it did not log"
        if declaration.permission.about is Subject.PUPIL:
            name = declaration.permission.name
            if name not in permitted:
                permitted[name] = set(rights.pupils(name).values_list("key", flat=True))
            assert shown <= permitted[name], address


def test_a_visitor_is_sent_to_sign_in_and_told_nothing(a_school, client):
    for address, declaration, _parts in addresses(a_school):
        answer = client.get(address)
        if declaration.permission.audience is not Audience.ANYONE:
            assert answer.status_code == 302, address
            assert answer.headers["Location"].startswith(reverse("identity:sign_in")), address
        assert not named_on(answer, a_school), address


def test_the_walk_sees_pupils_at_all(a_school, client):
    """Without this the walk above could be one over empty pages."""
    client.force_login(a_school.users["contact_a"])
    assert len(named_on(client.get(reverse("my_day")), a_school)) == 3


def named_on(answer, cast) -> set[int]:
    """Keys of the cast's pupils whose names stand in the answer."""
    page = answer.content.decode(errors="replace")
    return {pupil.key for pupil in cast.pupils.values() if str(pupil) in page}
