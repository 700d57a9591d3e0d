"""Brings the roster as it is held into the import's own database, as whole columns and only what is needed.

Makes `held_<table>` with `key` and the same columns as `ready_<table>`, so that the two can be compared.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from tettpaa.identify.imports.ready import roster_column
from tettpaa.identify.imports.work import Work, add_rows, put_rows
from tettpaa.identify.records.stored import stored_type
from tettpaa.schema import SOURCE_TABLES, Column, Table

# Up to so many keys are asked for by name; more, and the whole table is read.
FEW = 5000
AT_ONCE = 500
BATCH = 50_000


@dataclass(frozen=True)
class Held:
    """Where a roster table is kept: `about` is the column by which few rows are asked for, of which kind of key.

    `is_kept`: no row goes by being left out, so a full delivery too asks only for those it names.
    """

    db_table: str
    owned: str
    about: str = ""
    about_kind: str = ""
    by_year: str = ""
    is_kept: bool = False
    extra: tuple[str, ...] = ()


_SCHOOL = "JOIN places_school AS s ON s.key = t.school_id AND s.owner_id = {owner}"
_GROUP = (
    "JOIN places_group AS g ON g.key = t.group_id"
    " JOIN places_school AS s ON s.key = g.school_id AND s.owner_id = {owner}"
)
_OWNER = "JOIN places_owner AS o ON o.id = t.owner_id AND o.id = {owner}"
_PUPIL = "JOIN people_person AS p ON p.key = t.pupil_id AND p.owner_id = {owner}"
HELD: dict[str, Held] = {
    "schools": Held("places_school", _OWNER, extra=("is_gone",)),
    "people": Held("people_person", _OWNER, "key", "people", is_kept=True, extra=("is_gone",)),
    "enrolments": Held("people_enrolment", _SCHOOL, "pupil_id", "people", "t.school_year", extra=("school_year",)),
    "employments": Held("people_employment", _SCHOOL, "person_id", "people"),
    "groups": Held("places_group", _SCHOOL, "key", "groups", "t.school_year", extra=("school_year", "is_gone")),
    "memberships": Held("people_membership", _GROUP, "group_id", "groups", "g.school_year"),
    "guardian_links": Held("people_guardianlink", _PUPIL, "pupil_id", "people"),
}  # fmt: skip
_EXTRA = {"is_gone": "BOOLEAN", "school_year": "SMALLINT"}
# What tells whether a row may be leaned on.
STANDING = ("key", "is_gone")


def held_columns(table: Table) -> dict[str, str]:
    """Column → DuckDB type of `held_<table>`."""
    columns = {"key": "BIGINT"} | {roster_column(column): _type(column) for column in table.columns}
    return columns | {name: _EXTRA[name] for name in HELD[table.name].extra}


def held_rows(work: Work, name: str, *, only: Collection[str] = ()) -> None:
    """Make `held_<name>` with the owner's rows: all in scope, or only those a small delivery of changes speaks of.

    `only` some columns, where the others are not asked for: a county has a hundred thousand people.
    """
    table, held = SOURCE_TABLES[name], HELD[name]
    columns = {column: kind for column, kind in held_columns(table).items() if not only or column in only}
    put_rows(work.con, f"held_{name}", columns, [])
    for rows in _rows(work, held, columns):
        add_rows(work.con, f"held_{name}", rows)


def _type(column: Column) -> str:
    return "VARCHAR" if column.type == "id" and not column.refers_to else stored_type(column)


def _rows(work: Work, held: Held, columns: dict[str, str]) -> Iterator[Sequence[Sequence]]:
    read = ", ".join(f"CAST(t.{name} AS TEXT)" if kind == "DATE" else f"t.{name}" for name, kind in columns.items())
    query = f"SELECT {read} FROM {held.db_table} AS t {held.owned.format(owner=int(work.owner.pk))}"
    limits = [f"{held.by_year} IN ({', '.join(map(str, work.years))})"] if held.by_year else []
    few = _few_keys(work, held)
    for keys in [None] if few is None else [few[start : start + AT_ONCE] for start in range(0, len(few), AT_ONCE)]:
        wanted = limits if keys is None else [*limits, f"t.{held.about} IN ({', '.join(map(str, keys))})"]
        where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
        with connection.cursor() as cursor:
            cursor.execute(query + where)
            while rows := cursor.fetchmany(BATCH):
                yield rows


def _few_keys(work: Work, held: Held) -> list[int] | None:
    """The keys to ask for, or None where everything is read: in full deliveries what is missing matters too."""
    if not held.about or (work.is_full and not held.is_kept):
        return None
    found = work.con.execute(f"SELECT DISTINCT key FROM key_{held.about_kind} LIMIT {FEW + 1}").fetchall()
    return None if len(found) > FEW else [key for (key,) in found]
