"""Roles are given with a reason and dates, and ended; users and roles from the command line."""

import datetime as dt
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from tests.builders import AT, a_user, an_owner
from tests.cast import TODAY
from tests.rights import rights_of
from tettpaa.trust.access import actions
from tettpaa.trust.access.guests import assign_guest
from tettpaa.trust.access.models import RoleGrant, Substitution
from tettpaa.trust.access.roles import Role
from tettpaa.trust.access.ties import AT_A_SCHOOL
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.models import User

REASON = "Ny leder fra i dag"


def give(cast, **changed) -> RoleGrant:
    given = {
        "user": cast.users["nobody"], "role": "leader", "owner": cast.owner, "school": cast.school,
        "since": TODAY, "until": None, "reason": REASON, "by": "tests", "at": AT,
    }  # fmt: skip
    return actions.grant_role(**given | changed)


def sees(cast) -> int:
    return rights_of(cast.users["nobody"]).pupils("pupil_open").count()


def test_a_role_given_opens_and_a_role_ended_closes(cast):
    assert sees(cast) == 0
    grant = give(cast)
    assert sees(cast) == 6
    actions.end_grant(grant=grant, last_day=TODAY - dt.timedelta(days=1), reason="Sluttet", by="tests", at=AT)
    assert sees(cast) == 0
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["role_granted", "role_grant_ended"]


@pytest.mark.parametrize(
    "changed",
    [
        {"role": "contact_teacher"},
        {"role": "eier"},
        {"school": None},
        {"role": "analyst"},
        {"reason": "  "},
        {"until": TODAY - dt.timedelta(days=1)},
    ],
)
def test_a_role_that_makes_no_sense_is_refused_and_leaves_nothing(cast, changed):
    with pytest.raises(ValidationError):
        give(cast, **changed)
    assert not RoleGrant.objects.filter(user=cast.users["nobody"]).exists()
    assert not AuditEvent.objects.exists()


GUEST = {"role": "ppt_adviser", "begins_at": AT, "ends_at": AT + dt.timedelta(days=90), "reason": "Henvist"}


def let_in(cast, **changed):
    given = {"user": cast.users["nobody"], "pupil": cast.pupils["a1"], "by": "counsellor", "at": AT} | GUEST
    return assign_guest(**given | changed)


def test_a_guest_sees_the_pupils_meetings_until_the_assignment_ends(cast):
    seen = {"pupil": cast.pupils["a1"].pk, "user": cast.users["nobody"].pk, "role": "ppt_adviser"}
    given = let_in(cast)
    assert AuditEvent.objects.get().details == seen
    assert list(rights_of(cast.users["nobody"]).pupils("meeting_read")) == [cast.pupils["a1"]]
    actions.end_assignment(assignment=given, reason="Ferdig", by="counsellor", at=AT + dt.timedelta(days=1))
    assert not rights_of(cast.users["nobody"]).pupils("meeting_read").exists()


@pytest.mark.parametrize(
    "changed",
    [{"role": "case_member"}, {"ends_at": AT + dt.timedelta(days=91)}, {"ends_at": AT}, {"reason": " "}],
)
def test_only_a_guest_is_let_in_and_at_most_for_ninety_days(cast, changed):
    with pytest.raises(ValidationError):
        let_in(cast, **changed)
    assert not AuditEvent.objects.exists()


def test_nobody_who_teaches_or_takes_lessons_here_is_a_guest(cast):
    passing = {"reason": "Vikar", "granted_by": "tests", "granted_at": AT}
    Substitution.objects.create(
        user=cast.users["nobody"],
        group=cast.norwegian_a,
        begins_at=AT,
        ends_at=AT + dt.timedelta(hours=1),
        **passing,
    )
    for name in ("contact_a", "subject", "counsellor", "leader", "nobody"):
        with pytest.raises(ValidationError):
            let_in(cast, user=cast.users[name], by="privacy_officer")


@pytest.mark.parametrize("role", RoleGrant.Role.values)
def test_nobody_with_a_role_here_is_a_guest_save_whom_ppt_is_asked_through(cast, role):
    give(cast, role=role, school=cast.school if Role(role) in AT_A_SCHOOL else None, since=AT.date())
    if role == Role.PPT_OFFICE:
        assert let_in(cast).role == "ppt_adviser"
        return
    with pytest.raises(ValidationError):
        let_in(cast)


def test_a_role_at_another_owners_school_is_refused(cast):
    with pytest.raises(ValidationError):
        give(cast, owner=an_owner("nabofylket"))


def test_a_role_cannot_be_ended_without_saying_why(cast):
    grant = give(cast)
    with pytest.raises(ValidationError):
        actions.end_grant(grant=grant, last_day=TODAY, reason="", by="tests", at=AT)


def run(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_users_and_roles_from_the_command_line(cast, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("hestehov i grøfta\n"))
    assert "Laget brukeren kari" in run("users", "create", "kari", "--person", "Lærer A")
    assert User.objects.get(username="kari").check_password("hestehov i grøfta")
    assert "er Skoleleder ved Skole A" in run("grant", "leader", "kari", "--school", "Skole A", "--reason", REASON)
    grant = RoleGrant.objects.get(user__username="kari")
    assert "leader\tSkole A" in run("revoke")
    assert "13.10.2025" in run("revoke", str(grant.pk), "--reason", "Sluttet")
    assert "stengt ute" in run("users", "off", "kari")
    assert "kari\tLærer A (stengt ute)" in run("users", "list")
    grant.refresh_from_db()
    assert grant.valid_to == dt.date(2025, 10, 13)
    assert AuditEvent.objects.filter(by__startswith="cli:").count() == 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("users", "create", "finnes", "--no-password"), "finnes fra før"),
        (("users", "create", "ny", "--person", "Ukjent"), "Fant 0 personer"),
        (("users", "off", "ukjent"), "Ingen bruker heter ukjent"),
        (("grant", "leader", "ukjent", "--reason", "x"), "Ingen bruker heter ukjent"),
        (("grant", "leader", "finnes", "--reason", "x"), "Leder og rådgiver gis ved en skole"),
        (("grant", "leader", "finnes", "--school", "Skole X", "--reason", "x"), "Fant 0 av skole"),
        (("revoke", "99", "--reason", "x"), "Ingen tildeling har nummer 99"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(cast, words, told):
    a_user("finnes")
    with pytest.raises(CommandError, match=told):
        run(*words)


def test_a_password_that_is_too_short_is_refused(cast, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("kort\n"))
    with pytest.raises(CommandError):
        run("users", "create", "kari")
    assert not User.objects.filter(username="kari").exists()
