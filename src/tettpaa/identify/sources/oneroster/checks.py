"""Checks every cell of the raw tables: filled in, of its kind, and naming rows that are there.

Each file is judged in one pass; what is wrong comes back as (row, column, code, value) and is told by place.
"""

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.oneroster.manifest import Manifest
from tettpaa.identify.sources.oneroster.tables import CsvTable, Field, tables
from tettpaa.identify.sources.problems import value_class

DAY = "regexp_full_match(@, '[0-9]{4}-[0-9]{2}-[0-9]{2}') AND try_cast(@ AS DATE) IS NOT NULL"
INSTANT = (
    "regexp_full_match(@, '[0-9-]{10}T[0-9:]{8}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:?[0-9]{2})')"
    " AND try_cast(@ AS TIMESTAMPTZ) IS NOT NULL"
)
# Kind → what a cell (written @) must be, and the fault where it is not. The standard allows fewer signs in ids;
# what matters is that they can stand in a list: no blanks, no commas, at most 255 letters.
SHAPES = {
    "guid": (r"regexp_full_match(@, '[^\s,\x00-\x1f]{1,255}')", "row.invalid_guid"),
    "year": ("regexp_full_match(@, '[0-9]{4}')", "row.invalid_year"),
    "integer": ("regexp_full_match(@, '[+-]?[0-9]{1,15}')", "row.invalid_integer"),
    "float": ("regexp_full_match(@, '[+-]?[0-9]{1,15}([.][0-9]{1,15})?')", "row.invalid_float"),
    "boolean": ("@ IN ('true', 'false')", "row.invalid_boolean"),
    "date": (DAY, "row.invalid_date"),
}
EMPTY_ITEM = r"regexp_matches(@, '(^|,)\s*(,|$)')"
STATUS = ("active", "tobedeleted")

# A row to be deleted needs no more than its id, but for these: here they are known by who, where and what.
KNOWN_BY_CONTENT = ("roles", "enrollments", "results")

# (column, code, SQL that is true for a wrong row)
Fault = tuple[str, str, str]


def check_rows(delivery: Delivery, manifest: Manifest) -> None:
    """Each cell by itself: required, date, number, list, one of the allowed words."""
    for name, mode in manifest.modes.items():
        table = tables(manifest.version)[name]
        faults = [fault for field in table.fields for fault in _faults_of(table, field, manifest, mode)]
        listed = ", ".join(
            f"CASE WHEN {wrong} THEN {{'column': '{column}', 'code': '{code}', 'value': \"{column}\"}} END"
            for column, code, wrong in faults
        )
        found = delivery.con.execute(f"""
            SELECT _row, fault['column'], fault['code'], fault['value']
            FROM (SELECT _row, unnest(list_filter([{listed}], lambda fault: fault IS NOT NULL)) AS fault
                  FROM "{table.raw}")
            ORDER BY _row
        """).fetchall()
        for row, column, code, value in found:
            _tell(delivery, table, row, column, code, value)


def _tell(delivery: Delivery, table: CsvTable, row: int, column: str, code: str, value: str | None) -> None:
    words = STATUS if column == "status" else next(field.values for field in table.fields if field.name == column)
    delivery.refuse(
        code, file=table.file_name, row=row, column=column, found=value_class(value), allowed=", ".join(words)
    )


def _faults_of(table: CsvTable, field: Field, manifest: Manifest, mode: str) -> list[Fault]:
    cell = f'"{field.name}"'
    if field.name in ("status", "dateLastModified"):
        return _lifecycle(field.name, cell, manifest, mode)
    faults = []
    if field.is_required:
        is_always = field.name == "sourcedId" or table.name in KNOWN_BY_CONTENT
        kept = "" if is_always else " AND status IS DISTINCT FROM 'tobedeleted'"
        faults.append((field.name, "row.missing_required_value", f"{cell} IS NULL{kept}"))
    return faults + (_list_faults(field, cell) if field.is_list else _shape_faults(field, cell))


def _shape_faults(field: Field, cell: str) -> list[Fault]:
    shape = _shape(field)
    if shape is None:
        return []
    return [(field.name, shape[1], f"{cell} IS NOT NULL AND NOT ({shape[0].replace('@', cell)})")]


def _list_faults(field: Field, cell: str) -> list[Fault]:
    """An empty item between commas, and items that are not what they should be."""
    empty = EMPTY_ITEM.replace("@", cell)
    faults = [(field.name, "row.invalid_list", empty)]
    shape = _shape(field)
    if shape:
        is_right = shape[0].replace("@", "trim(part)")
        wrong = f"len(list_filter(string_split({cell}, ','), lambda part: NOT ({is_right}))) > 0"
        faults.append((field.name, shape[1], f"NOT ({empty}) AND {wrong}"))
    return faults


def _shape(field: Field) -> tuple[str, str] | None:
    if field.values:
        listed = ", ".join(f"'{value}'" for value in field.values)
        own = " OR regexp_full_match(@, 'ext:.+')" if field.is_extensible else ""
        return f"@ IN ({listed}){own}", "row.invalid_enum"
    return SHAPES.get("guid" if field.kind == "guids" else field.kind)


def _lifecycle(name: str, cell: str, manifest: Manifest, mode: str) -> list[Fault]:
    """status and dateLastModified: empty in full files, filled in where changes are sent.

    Full files of 1.1 commonly say 'active', which changes nothing; 'tobedeleted' contradicts being full.
    """
    if mode == "bulk":
        harmless = f" AND {cell} <> 'active'" if name == "status" else " AND false"
        also = harmless if manifest.version == "1.1" else ""
        return [(name, "row.field_forbidden_in_bulk", f"{cell} IS NOT NULL{also}")]
    shape = f"{cell} IN {STATUS}" if name == "status" else INSTANT.replace("@", cell)
    code = "row.invalid_enum" if name == "status" else "row.invalid_datetime"
    return [
        (name, "row.field_required_in_delta", f"{cell} IS NULL"),
        (name, code, f"{cell} IS NOT NULL AND NOT ({shape})"),
    ]


def check_ids_once(delivery: Delivery, manifest: Manifest) -> None:
    """No sourcedId twice in a file; every row but the first is told."""
    for name in manifest.modes:
        table = tables(manifest.version)[name]
        doubled = delivery.con.execute(f"""
            SELECT _row, first_row FROM (
                SELECT _row, min(_row) OVER (PARTITION BY sourcedId) AS first_row FROM "{table.raw}")
            WHERE _row > first_row ORDER BY _row
        """).fetchall()
        for row, first in doubled:
            delivery.refuse(
                "reference.duplicate_sourced_id", file=table.file_name, row=row, column="sourcedId", first=first
            )


def check_references(delivery: Delivery, manifest: Manifest) -> None:
    """Every id named in a full file is a row of the file it points to.

    A file of changes may speak of what was sent before: what it names is looked up later, among what is held.
    """
    for name, mode in manifest.modes.items():
        table = tables(manifest.version)[name]
        for field in table.fields:
            if mode == "bulk" and field.target and manifest.modes.get(field.target) != "delta":
                _check_reference(delivery, manifest, table, field)


def _check_reference(delivery: Delivery, manifest: Manifest, table: CsvTable, field: Field) -> None:
    target = tables(manifest.version)[field.target]
    is_there = manifest.is_supplied(field.target)
    code = "reference.missing_target_record" if is_there else "reference.missing_target_file"
    unknown = f'WHERE named NOT IN (SELECT sourcedId FROM "{target.raw}")' if is_there else ""
    found = delivery.con.execute(f"""
        SELECT DISTINCT _row FROM (
            SELECT _row, trim(unnest(string_split("{field.name}", ','))) AS named FROM "{table.raw}"
            WHERE "{field.name}" IS NOT NULL)
        {unknown} ORDER BY _row
    """).fetchall()
    for (row,) in found:
        delivery.refuse(code, file=table.file_name, row=row, column=field.name, target=target.file_name)
