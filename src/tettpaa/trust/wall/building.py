"""The statements that put the second wall up on PostgreSQL, and what of it is missing.

Made anew from the matrix after every migration, in one transaction; what stands already as it should is left alone.
"""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files

from django.db import connection, transaction

from tettpaa.trust.wall import cells
from tettpaa.trust.wall.asking import JOBS, WEB
from tettpaa.trust.wall.tables import ADDED_TO, LOCKED_BY, READ_ONLY, REMOVED, WALLED, Walled

# Table of the wall → its columns, and the rows the matrix gives it.
_FILLED = {
    "cell": (
        "thing text, letter text, role text, kind text, weakest integer, keeps_kin_out boolean, waits_for_seal boolean",
        cells.cells,
    ),
    "role": ("role text, kind text", cells.roles),
    "hides": ("grade text, thing text", cells.hidden),
    "guardian_field": (
        "valid_from date, from_age integer, band text, thing text, shipped integer, most integer",
        cells.guardian_fields,
    ),
    "word": ("says text, place integer", cells.words),
}


def put_up() -> bool:
    """Make the wall what the code says; False where it was so already. Only on PostgreSQL."""
    wanted = _digest()
    if _standing() == wanted and not missing():
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in [*_roles(), *_schema(), *_walls(), *_grants(), f"COMMENT ON SCHEMA wall IS '{wanted}'"]:
            cursor.execute(statement)
    return True


def take_down() -> None:
    """Open every table again: for a migration that must change one, by whoever owns them."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _present():
            for statement in (*_no_policies(table.name), f"ALTER TABLE {table.name} NO FORCE ROW LEVEL SECURITY",
                              f"ALTER TABLE {table.name} DISABLE ROW LEVEL SECURITY"):  # fmt: skip
                cursor.execute(statement)
        cursor.execute("DROP SCHEMA IF EXISTS wall CASCADE")


def missing() -> list[str]:
    """What ought to stand and does not, one line each."""
    faults = [] if _standing() == _digest() else ["the wall is not the one that the matrix makes"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        forced = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT tablename, policyname FROM pg_policies")
        policies = set(cursor.fetchall())
        cursor.execute(
            "SELECT web.rolname FROM pg_roles web WHERE web.rolname = %s AND (web.rolsuper OR web.rolbypassrls OR EXISTS"
            " (SELECT FROM pg_roles job WHERE job.rolname = %s AND pg_has_role(web.oid, job.oid, 'member')))",
            [WEB, JOBS],
        )
        faults += [f"{name} passes the wall" for (name,) in cursor.fetchall()]
    for table in _present():
        faults += [] if table.name in forced else [f"{table.name} is not behind the wall"]
        faults += [f"{name} is missing" for name in _policy_names(table) if (table.name, name) not in policies]
    return faults


def policy(table: str, command: str, condition: str, role: str = WEB) -> str:
    """One policy for one command; never for all at once, which would also widen what is seen."""
    parts = {"SELECT": f"USING ({condition})", "INSERT": f"WITH CHECK ({condition})",
             "UPDATE": f"USING ({condition}) WITH CHECK ({condition})", "DELETE": f"USING ({condition})"}  # fmt: skip
    name = f"{'web' if role == WEB else 'jobs'}_{command.lower()}"
    return f"CREATE POLICY {name} ON {table} FOR {command} TO {role} {parts[command]}"


def walled(table: str, conditions: dict[str, str]) -> Iterator[str]:
    """Row-level security that holds for the owner too: requests by condition, jobs explicitly."""
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield from (policy(table, command, condition) for command, condition in conditions.items())
    yield from (policy(table, command, "true", JOBS) for command in ("SELECT", "INSERT", "UPDATE", "DELETE"))


def _policy_names(table: Walled) -> list[str]:
    return [f"web_{command.lower()}" for command in table.conditions] + [
        f"jobs_{command}" for command in ("select", "insert", "update", "delete")
    ]


def _roles() -> Iterator[str]:
    """Two roles that nobody signs in as. Two servers of tests may make them at once.

    Whoever makes a role is a member of it, but without a superuser's rights has nothing of what it has: so `usage`.
    """
    for role in (WEB, JOBS):
        yield f"""DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
            CREATE ROLE {role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
          END IF;
          IF NOT pg_has_role(current_user, '{role}', 'usage') THEN
            EXECUTE format('GRANT {role} TO %I', current_user);
          END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"""


def _schema() -> Iterator[str]:
    """Tables with the matrix, and the functions that read them and the ties."""
    yield "DROP SCHEMA IF EXISTS wall CASCADE"
    yield "CREATE SCHEMA wall"
    for name, (columns, rows) in _FILLED.items():
        yield f"CREATE TABLE wall.{name} ({columns})"
        yield f"INSERT INTO wall.{name} VALUES {', '.join(_literal(row) for row in rows())}"  # noqa: S608 (our own words)
    yield "SET LOCAL check_function_bodies = off"
    yield files(__package__).joinpath("functions.sql").read_text("utf-8")
    # What reads as the owner finds its tables in one place only. The rest stays short enough to be drawn into the query.
    yield f"""DO $$ DECLARE made regprocedure; reads_as_owner boolean; BEGIN
      FOR made, reads_as_owner IN SELECT oid, prosecdef FROM pg_proc WHERE pronamespace = 'wall'::regnamespace LOOP
        IF reads_as_owner THEN
          EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', made, current_schema());
        END IF;
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {WEB}', made);
      END LOOP;
    END $$"""  # noqa: S608 (our own words)
    yield f"GRANT USAGE ON SCHEMA wall TO {WEB}"


def _walls() -> Iterator[str]:
    for table in _present():
        yield from _no_policies(table.name)
        yield from walled(table.name, table.conditions)


def _no_policies(table: str) -> Iterator[str]:
    for who in ("web", "jobs"):
        for command in ("select", "insert", "update", "delete"):
            yield f"DROP POLICY IF EXISTS {who}_{command} ON {table}"


def _grants() -> Iterator[str]:
    """What a request needs of each table, and no more."""
    behind = {table.name: table for table in _present()}
    yield f"DO $$ BEGIN EXECUTE 'GRANT USAGE ON SCHEMA ' || quote_ident(current_schema()) || ' TO {WEB}'; END $$"
    for name in connection.introspection.table_names():
        yield f"REVOKE ALL ON {name} FROM {WEB}"
        yield f"GRANT {', '.join(_granted(name, behind.get(name)))} ON {name} TO {WEB}"


def _granted(name: str, behind: Walled | None) -> list[str]:
    if behind is not None:
        return list(behind.conditions)
    if name in LOCKED_BY:
        return ["SELECT", f"UPDATE ({LOCKED_BY[name]})"]
    if name in READ_ONLY:
        return ["SELECT"]
    if name in ADDED_TO:
        return ["SELECT", "INSERT"]
    return ["SELECT", "INSERT", "UPDATE"] + (["DELETE"] if name in REMOVED else [])


def _present() -> list[Walled]:
    """Those of the tables that are made already: a migration may stop half way."""
    made = set(connection.introspection.table_names())
    return [table for table in WALLED if table.name in made]


def _standing() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = 'wall'")
        row = cursor.fetchone()
    return row[0] if row else None


def _digest() -> str:
    words = [*_schema(), *_walls(), *_grants()]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _literal(row: Iterable[object]) -> str:
    return "(" + ", ".join(_word(value) for value in row) + ")"


def _word(value: object) -> str:
    if isinstance(value, bool | int):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
