"""Gives every source id of a delivery its key, once for each id and not once for each row.

Afterwards there are `key_schools (id, key)`, `key_people (id, key)` and `key_groups (id, year, key, school)`.
A group's key has its school year in it: many systems give next year's 1STA the same id.
"""

from tettpaa.identify.imports.cells import text_of, value_of
from tettpaa.identify.imports.work import Work, put_rows
from tettpaa.kit.ids import key_of
from tettpaa.schema import SOURCE_TABLES, Column, Table

MASK = (1 << 62) - 1
KINDS = {"schools": "school", "people": "person", "groups": "group"}
OWN_ID = {"schools": "school_id", "people": "person_id", "groups": "group_id"}


def build_keys(work: Work) -> None:
    """Make the three key tables from every delivered column that holds such an id, and find the school years."""
    salt = work.owner.salt.encode()
    for table in ("schools", "people"):
        rows = [(source_id, key_of(salt, KINDS[table], source_id)) for source_id in _distinct_ids(work, table)]
        put_rows(work.con, f"key_{table}", {"id": "VARCHAR", "key": "BIGINT"}, rows)
    find_years(work)
    groups = [
        (source_id, year, group_key(salt, year, source_id), None)
        for source_id in _distinct_ids(work, "groups")
        for year in work.years
    ]
    put_rows(work.con, "key_groups", {"id": "VARCHAR", "year": "SMALLINT", "key": "BIGINT", "school": "BIGINT"}, groups)


def find_years(work: Work) -> None:
    """Note the school years the delivery speaks of: the import's own, and those its rows are dated in."""
    years = {work.school_year}
    for table in work.tables("records"):
        if not table.dated_by:
            continue
        column = table.column(table.dated_by)
        days = f'SELECT DISTINCT {text_of(column)} AS "t_{column.name}" FROM "staged_{table.name}"'
        values = f'SELECT {value_of(column)} AS "v_{column.name}" FROM ({days})'
        found = work.con.execute(f"SELECT DISTINCT {year_of(work, table)} FROM ({values})").fetchall()
        years |= {year for (year,) in found}
    work.years = sorted(years)


def group_key(salt: bytes, school_year: int, source_id: str) -> int:
    """The key of a group of one school year."""
    return key_of(salt, KINDS["groups"], str(school_year), source_id)


def year_of(work: Work, table: Table) -> str:
    """SQL for a row's school year: by the row's own date where it has one, else the import's.

    So a correction of last spring's absence is taken, and lands in last year, whatever year is delivered.
    """
    if table.store == "roster" or not table.dated_by:
        return f"{work.school_year}::SMALLINT"
    day = f"v_{table.dated_by}"
    return f"coalesce(year({day}) - CASE WHEN month({day}) < 8 THEN 1 ELSE 0 END, {work.school_year})::SMALLINT"


def made_key(work: Work, *parts: str) -> str:
    """SQL for a 62-bit key of columns, salted like all keys; the same for the same content on any machine."""
    given = ", ".join(f"coalesce(({part})::VARCHAR, '')" for part in parts)
    return key_from(f"concat_ws(chr(31), '{work.owner.salt}', {given})")


def key_from(text: str) -> str:
    """SQL for the lowest 62 bits of a text's MD5. (`md5_number_lower` does the same and takes four times as long.)"""
    return f"(md5_number({text}) & {MASK}::UHUGEINT)::BIGINT"


def holds_id_of(table: Table, column: Column, wanted: str) -> bool:
    """Whether `column` holds ids of table `wanted`, its own or referred to."""
    return column.refers_to == wanted or (table.name == wanted and column.name == OWN_ID[wanted])


def _distinct_ids(work: Work, wanted: str) -> list[str]:
    parts = [
        f'SELECT DISTINCT {text_of(column)} AS id FROM "staged_{name}"'
        for name in sorted(work.delivery.delivered)
        for column in SOURCE_TABLES[name].columns
        if holds_id_of(SOURCE_TABLES[name], column, wanted)
    ]
    if not parts:
        return []
    found = work.con.execute(f"SELECT id FROM ({' UNION '.join(parts)}) WHERE id IS NOT NULL ORDER BY id")
    return [source_id for (source_id,) in found.fetchall()]
