"""The second wall: what PostgreSQL itself gives out and takes, in the role that requests have."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.db.models import ForeignKey
from django.urls import reverse
from psycopg.errors import InsufficientPrivilege

from tests.builders import AT, a_flag
from tests.cast import TODAY
from tests.rights import behind_the_wall, rights_of
from tettpaa.assess.talks.models import Contact
from tettpaa.identify.flags.models import Flag
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.matrix import THINGS
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.wall import building
from tettpaa.trust.wall.asking import JOBS, WEB, Asking, NotBehindTheWall, asked_by, counting
from tettpaa.trust.wall.building import missing, put_up
from tettpaa.trust.wall.middleware import asking_of
from tettpaa.trust.wall.tables import OPEN, WALLED

on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no second wall")


def asking(cast, name: str) -> Asking:
    return asking_of(rights_of(cast.users[name]))


def a_contact(cast, pupil: str, **fields) -> Contact:
    return Contact.objects.create(
        pupil=cast.pupils[pupil], on=TODAY, channel="phone", was_reached=True, recorded_at=AT, recorded_by="x", **fields
    )


def test_every_model_that_names_a_person_stands_behind_the_wall_or_says_why_not():
    behind = {table.name for table in WALLED}
    naming = {
        model._meta.label: model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("tettpaa")
        and any(isinstance(field, ForeignKey) and field.related_model is Person for field in model._meta.fields)
    }
    assert {label for label, table in naming.items() if table not in behind} == set(OPEN)


def test_every_thing_a_table_is_walled_by_stands_in_the_matrix():
    named = {
        name for table in WALLED for name in re.findall(r"wall\.pupils\('(\w+)'", " ".join(table.conditions.values()))
    }
    assert named - {"figures"} <= {thing.name for thing in THINGS}


@on_postgres
def test_the_wall_stands_forced_with_a_policy_for_each_command_and_its_role_passes_nothing(db):
    assert missing() == []
    assert put_up() is False, "what stands is left alone"
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, cmd FROM pg_policies WHERE 'tettpaa_web' = ANY (roles)")
        policies = set(cursor.fetchall())
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname IN (%s, %s)", [WEB, JOBS]
        )
        assert set(cursor.fetchall()) == {(False, False, False)}
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = %s::regrole", [WEB])
        assert cursor.fetchone() == (0,)
    wanted = {(table.name, command) for table in WALLED for command in table.conditions}
    assert {each for each in policies if not each[0].startswith("proof_")} == wanted


@on_postgres
def test_a_policy_that_is_taken_away_is_told(db, capsys):
    with connection.cursor() as cursor:
        cursor.execute("DROP POLICY web_select ON flags_flag")
        cursor.execute("ALTER TABLE talks_contact NO FORCE ROW LEVEL SECURITY")
    with pytest.raises(SystemExit):
        call_command("wall", "check")
    told = capsys.readouterr().out
    assert "web_select" in told
    assert "talks_contact is not behind the wall" in told
    assert put_up() is True
    assert missing() == []


@on_postgres
def test_each_is_given_the_rows_of_their_own_pupils_and_nobody_none(cast):
    for name in ("a1", "b1", "elsewhere"):
        a_flag(cast.pupils[name], cast.school, TODAY)
        a_contact(cast, name)
    own = {"contact_a": {"a1"}, "contact_b": {"b1"}, "subject": set(), "leader": {"a1", "b1"}, "analyst": set(),
           "leader_elsewhere": {"elsewhere"}}  # fmt: skip
    keys = {pupil.pk: name for name, pupil in cast.pupils.items()}
    for name, expected in own.items():
        with asked_by(asking(cast, name)):
            for model in (Flag, Contact):
                assert {keys[key] for key in model.objects.values_list("pupil", flat=True)} == expected, name
    with asked_by(Asking()):
        assert not Flag.objects.exists()
    with asked_by(asking(cast, "analyst")):
        with counting():
            assert Flag.objects.count() == 3
        assert Flag.objects.count() == 0
    assert Flag.objects.count() == 3, "a job sees all"


@on_postgres
def test_what_is_written_is_about_ones_own_pupils_and_nothing_is_removed(cast):
    with asked_by(asking(cast, "contact_a")):
        written = a_contact(cast, "a1")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            a_contact(cast, "b1")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            written.delete()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Person.objects.update(given_name="x")
    with asked_by(asking(cast, "contact_b")):
        assert Contact.objects.update(line="x") == 0
    with asked_by(asking(cast, "contact_a")):
        assert Contact.objects.update(line="x") == 1


@on_postgres
def test_an_opening_is_ones_own_to_make_and_anothers_to_judge(cast):
    given = {"pupil": cast.pupils["a1"], "reason": "prøve", "begins_at": AT, "ends_at": AT, "review_by": TODAY}
    with asked_by(asking(cast, "contact_b")):
        Opening.objects.create(user=cast.users["contact_b"], **given)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Opening.objects.create(user=cast.users["contact_a"], **given)
        assert Opening.objects.update(review="x") == 0
    with asked_by(asking(cast, "leader")):
        assert Opening.objects.update(review="x") == 1


@on_postgres
def test_who_may_only_make_roles_has_what_the_roles_have(db, monkeypatch):
    for name in ("WEB", "JOBS"):
        monkeypatch.setattr(building, name, f"proeve_{name.lower()}")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE proeve_eier CREATEROLE")
        cursor.execute("SET LOCAL ROLE proeve_eier")
        for statement in building._roles():
            cursor.execute(statement)
        cursor.execute("SELECT pg_has_role('proeve_web', 'usage'), pg_has_role('proeve_jobs', 'usage')")
        assert cursor.fetchone() == (True, True)


@on_postgres
def test_a_weaker_sign_in_is_given_less(cast):
    told = asking(cast, "contact_a")
    assert cast.pupils["a1"].pk in behind_the_wall(told, "flag", "r")
    weaker = Asking(told.user, told.persona, 1, told.at)
    assert behind_the_wall(weaker, "flag", "r") == set()
    assert cast.pupils["a1"].pk in behind_the_wall(weaker, "identity", "r")


@on_postgres
def test_a_statement_that_cannot_say_who_asks_is_not_sent(cast):
    with asked_by(asking(cast, "contact_a")), connection.cursor() as cursor, pytest.raises(NotBehindTheWall):
        cursor.executemany("INSERT INTO identity_session VALUES (%s, %s, %s, NULL)", [("a", "b", AT)])


@on_postgres
def test_nothing_is_left_on_the_connection_for_the_next_who_gets_it(kept_connection, cast, client):
    """One connection throughout: a teacher's page, a job, nobody, another teacher."""
    a_flag(cast.pupils["a1"], cast.school, TODAY)
    before = _session()
    for name, flags in (("contact_a", 1), (None, 0), ("contact_a", 1), ("contact_b", 0)):
        with asked_by(asking(cast, name) if name else Asking()):
            assert Flag.objects.count() == flags
            with transaction.atomic():
                assert Flag.objects.count() == flags
                transaction.set_rollback(True)
        assert _session() == before, "the same connection, its own role again, and no word of who asked"
    client.force_login(cast.users["contact_a"])
    assert client.get(reverse("pupil", kwargs={"key": cast.pupils["a1"].pk})).status_code == 200
    assert _session() == before
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {WEB}")
        assert Flag.objects.count() == 0, "the role alone, without anybody asking"


@pytest.fixture
def kept_connection(transactional_db):
    """Requests and jobs take turns on one connection, as in a server that keeps its own."""
    connection.close()
    before, connection.settings_dict["CONN_MAX_AGE"] = connection.settings_dict["CONN_MAX_AGE"], None
    yield
    connection.settings_dict["CONN_MAX_AGE"] = before
    connection.close()


def _session() -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_backend_pid(), current_user = session_user, coalesce(current_setting('tettpaa.user', true), ''),"
            " coalesce(current_setting('tettpaa.at', true), '')"
        )
        return cursor.fetchone()


@on_postgres
def test_a_login_of_its_own_for_the_web_server_owns_nothing_and_can_be_no_more_than_the_web(db):
    """As docs/how-to/row-level-security.md makes it: it asks as `tettpaa_web`, and never as the jobs or the owner."""

    def refused(statement: str) -> bool:
        try:
            with way.transaction():
                way.execute(statement)
        except InsufficientPrivilege:
            return True
        return False

    connection.ensure_connection()
    way = connection.connection
    owner = way.execute("SELECT current_user").fetchone()[0]
    way.execute("CREATE ROLE tettpaa_front_tried LOGIN NOINHERIT")
    way.execute(f"GRANT {WEB} TO tettpaa_front_tried")
    way.execute("SET SESSION AUTHORIZATION tettpaa_front_tried")
    try:
        assert refused("SELECT 1 FROM people_person"), "it inherits nothing"
        assert refused(f"SET ROLE {JOBS}") and refused(f'SET ROLE "{owner}"')
        way.execute(f"SET ROLE {WEB}")
        assert way.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
        for statement in (
            "DROP TABLE talks_contact", "TRUNCATE talks_contact", "ALTER TABLE talks_contact DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE talks_contact ADD COLUMN x int", "DELETE FROM talks_contact", "UPDATE audit_auditevent SET by = ''",
            "DELETE FROM audit_accessrecord", "INSERT INTO people_enrolment DEFAULT VALUES", "CREATE TABLE public.x (y int)",
            "CREATE ROLE x", f"ALTER ROLE {WEB} BYPASSRLS",
        ):  # fmt: skip
            assert refused(statement), statement
    finally:
        way.execute("RESET SESSION AUTHORIZATION")
    owned = "SELECT count(*) FROM pg_class WHERE relowner = 'tettpaa_front_tried'::regrole OR relowner = %s::regrole"
    assert way.execute(owned, [WEB]).fetchone() == (0,)
