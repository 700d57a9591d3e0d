"""Turns staged text into rows as they will be kept: typed, with keys, each with what is wrong with it.

One pass over each table makes `ready_<table>`. `_faults` has one bit for each rule of `cells.cell_rules`
that the row breaks, so that two million good rows cost one sum and no list.
"""

from tettpaa.identify.imports.cells import CellRule, cell_rules, text_of, value_of
from tettpaa.identify.imports.keys import OWN_ID, made_key, year_of
from tettpaa.identify.imports.work import Work
from tettpaa.identify.records.stored import stored_columns
from tettpaa.schema import Column, Table


def rules_of(work: Work, table: Table) -> list[CellRule]:
    """The cell rules of a table in this import; their place in the list is their bit in `_faults`."""
    return cell_rules(table, keeps_reversed_periods=work.kind.keeps_reversed_periods)


def make_ready_roster(work: Work, table: Table) -> None:
    """`ready_<table>` of a roster table: `key` and the columns of its database table."""
    kept = [f"{_roster_key(work, table)} AS key"]
    kept += [f'{_roster_value(column)} AS "{roster_column(column)}"' for column in table.columns]
    if table.name in ("enrolments", "groups"):
        kept.append(f"{year_of(work, table)} AS school_year")
    _make(work, table, kept)


def make_ready_records(work: Work, table: Table) -> None:
    """`ready_<table>` of a record table: the stored columns, placed in school year and school.

    `_is_outside` is true where the pupil was not enrolled that day; `_is_shared` where the pupil has
    several enrolments in the year, and the school is settled afterwards (see places.py).
    """
    kept = [f"{_row_key(work, table)} AS row_key"]
    names = stored_columns(table)
    kept += [f'{_key_of(c)} AS "{c.stored_name}"' for c in table.columns if c.stored_name in names]
    kept.append(f"{year_of(work, table)} AS school_year")
    kept += _placed(table)
    _make(work, table, kept)


def roster_column(column: Column) -> str:
    """The database column that keeps a roster column."""
    return "source_id" if column.type == "id" and not column.refers_to else column.name


def _make(work: Work, table: Table, kept: list[str]) -> None:
    rules = rules_of(work, table)
    bits = " | ".join(
        f"CASE WHEN {rule.wrong} THEN {1 << place}::BIGINT ELSE 0 END" for place, rule in enumerate(rules)
    )
    work.con.execute(f"""
        CREATE OR REPLACE TEMP TABLE "ready_{table.name}" AS
        SELECT rid, _is_withdrawn, {bits} AS _faults, {", ".join(kept)}
        FROM (SELECT *, {", ".join(f'{value_of(c)} AS "v_{c.name}"' for c in table.columns)}
              FROM ({read_text(table)}))
        {" ".join(_joins(work, table))}
    """)


def read_text(table: Table) -> str:
    """The staged rows' trimmed text, with `rid` for the place; rows with nothing in them are left out."""
    # A required cell that is filled settles it; only then are all the others looked at.
    asked = sorted(table.columns, key=lambda column: not column.required)
    return f"""
        SELECT * FROM (
            SELECT rowid AS rid, coalesce(_is_withdrawn, false) AS _is_withdrawn,
                   {", ".join(f'{text_of(c)} AS "t_{c.name}"' for c in table.columns)}
            FROM "staged_{table.name}")
        WHERE t_{asked[0].name} IS NOT NULL OR coalesce({", ".join(f"t_{c.name}" for c in asked)}) IS NOT NULL
    """


def located(table: Table) -> str:
    """The ready rows with the file and row each came from; for telling of faults."""
    return f"""
        SELECT r.*, s._file, coalesce(s._row, s.rowid + 2) AS _row
        FROM ready_{table.name} AS r JOIN staged_{table.name} AS s ON s.rowid = r.rid
    """


def _joins(work: Work, table: Table) -> list[str]:
    joins = []
    for column in table.columns:
        wanted = column.refers_to or (table.name if OWN_ID.get(table.name) == column.name else "")
        if not wanted:
            continue
        year = f" AND k_{column.name}.year = {year_of(work, table)}" if wanted == "groups" else ""
        joins.append(f"LEFT JOIN key_{wanted} AS k_{column.name} ON k_{column.name}.id = t_{column.name}{year}")
    if table.store == "records" and table.scoped_by == "pupil_id":
        joins.append(f"LEFT JOIN place_pupils AS place ON place.pupil = k_pupil_id.key"
                     f" AND place.year = {year_of(work, table)}")  # fmt: skip
        joins.append(f"LEFT JOIN place_pupils AS now ON now.pupil = k_pupil_id.key AND now.year = {work.school_year}")
    return joins


def _roster_key(work: Work, table: Table) -> str:
    if table.name in OWN_ID:
        return f"k_{OWN_ID[table.name]}.key"
    year = [str(work.school_year)] if table.name == "enrolments" else []
    return made_key(work, f"'{table.name}'", *year, *(_key_of(table.column(name)) for name in table.key))


def _roster_value(column: Column) -> str:
    if column.refers_to:
        return f"k_{column.name}.key"
    return f"coalesce(v_{column.name}, '')" if column.type in ("text", "id") else f"v_{column.name}"


def _key_of(column: Column) -> str:
    return f"k_{column.name}.key" if column.refers_to else f"v_{column.name}"


def _row_key(work: Work, table: Table) -> str:
    name = f"'{table.name}'"
    if table.name != "absences":
        return made_key(work, name, *(_key_of(table.column(column)) for column in table.key))
    # The pupil is in the key too, so that two schools' systems may number their absences alike.
    by_id = made_key(work, name, "t_absence_id", "k_pupil_id.key")
    content = [_key_of(column) for column in table.columns if column.name != "absence_id"]
    return f"CASE WHEN t_absence_id IS NULL THEN {made_key(work, name, *content)} ELSE {by_id} END"


def _placed(table: Table) -> list[str]:
    if table.scoped_by == "school_id":
        return ["k_school_id.key AS school", "false AS _is_outside", "false AS _is_shared"]
    if table.scoped_by == "group_id":
        return ["k_group_id.school AS school", "false AS _is_outside", "false AS _is_shared"]
    has_group = any(column.name == "group_id" for column in table.columns)
    school = f"coalesce(place.school, {'k_group_id.school, ' if has_group else ''}now.school)"
    outside = f"(v_{table.dated_by} < place.begins OR v_{table.dated_by} > place.ends)" if table.dated_by else "false"
    return [
        f"{school} AS school",
        f"coalesce({outside}, false) AS _is_outside",
        "coalesce(place.many, false) AS _is_shared",
    ]
