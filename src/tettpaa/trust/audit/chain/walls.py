"""The database's own refusal to change or remove what is in the log.

Rows go only where a tombstone names them, which `purge.py` writes. A migration that must change these tables
takes the walls down first and puts them up after: SQLite forgets a table's triggers when Django remakes it.
"""

from collections.abc import Iterator

from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Table → the chain whose tombstones allow rows to be removed; '' where nothing does.
WALLED = {"audit_auditevent": "event", "audit_accessrecord": "access", "audit_tombstone": ""}
REFUSED = "the log is only ever added to"


def put_up(_apps: StateApps | None, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers (a migration's step)."""
    for statement in making(editor.connection.vendor):
        editor.execute(statement)


def take_down(_apps: StateApps | None, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the triggers (a migration's step)."""
    for statement in unmaking(editor.connection.vendor):
        editor.execute(statement)


def making(vendor: str) -> Iterator[str]:
    """The statements that make every trigger."""
    yield from _POSTGRES_FUNCTIONS if vendor == "postgresql" else ()
    for table, chain in WALLED.items():
        yield from _made_on_postgres(table, chain) if vendor == "postgresql" else _made_on_sqlite(table, chain)


def unmaking(vendor: str) -> Iterator[str]:
    """The statements that remove every trigger: what one who owns the tables can do."""
    for table in WALLED:
        on = f" ON {table}" if vendor == "postgresql" else ""
        yield from (f"DROP TRIGGER IF EXISTS {name}{on}" for name in _names(vendor, table))


def missing(alias: str = "default") -> list[str]:
    """The triggers that ought to stand and do not, or are switched off."""
    connection = connections[alias]
    wanted = {name for table in WALLED for name in _names(connection.vendor, table)}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        return sorted(wanted - {name for (name,) in cursor.fetchall()})


_STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A'",
}

_POSTGRES_FUNCTIONS = (
    f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE OR REPLACE FUNCTION audit_refuse_unless_buried() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM audit_tombstone WHERE chain = TG_ARGV[0] AND OLD.id BETWEEN first AND last) THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'restrict_violation';
    END $$""",  # noqa: S608 (our own words)
)


def _names(vendor: str, table: str) -> tuple[str, ...]:
    acts = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete", "replace")
    return tuple(f"{table}_no_{act}" for act in acts)


def _made_on_postgres(table: str, chain: str) -> Iterator[str]:
    """ALWAYS: they stand for a session that calls itself a replica too."""
    update, delete, truncate = _names("postgresql", table)
    removal = f"EXECUTE FUNCTION audit_refuse_unless_buried('{chain}')" if chain else "EXECUTE FUNCTION audit_refuse()"
    yield f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} EXECUTE FUNCTION audit_refuse()"
    yield f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} FOR EACH ROW {removal}"
    yield f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse()"
    for name in (update, delete, truncate):
        yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"


def _made_on_sqlite(table: str, chain: str) -> Iterator[str]:
    """REPLACE removes the row it replaces without asking the trigger of DELETE, so it is refused by itself."""
    update, delete, replace = _names("sqlite", table)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    buried = f"SELECT 1 FROM audit_tombstone WHERE chain = '{chain}' AND OLD.id BETWEEN first AND last"  # noqa: S608
    unless = f"WHEN NOT EXISTS ({buried}) " if chain else ""
    exists = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 (our own table's name)
    yield f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} {refuse}"
    yield f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} {unless}{refuse}"
    yield f"CREATE TRIGGER {replace} BEFORE INSERT ON {table} WHEN {exists} {refuse}"
