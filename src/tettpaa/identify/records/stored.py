"""How a described column is kept in a record table. Pure."""

from tettpaa.schema import Column, Table

_TYPES = {
    "text": "VARCHAR",
    "id": "BIGINT",
    "int": "INTEGER",
    "decimal": "DOUBLE",
    "date": "DATE",
    "time": "SMALLINT",  # minute of the day
    "bool": "BOOLEAN",
}


def stored_type(column: Column) -> str:
    """The DuckDB type of a described column; a time is the minute of the day, an id its key."""
    return _TYPES[column.type]


def stored_columns(table: Table) -> dict[str, str]:
    """Column name → DuckDB type of a record table as kept, partition columns last.

    `row_key` tells one row from another: made from the row's own id where it has one, else from
    its content (see imports/rows.py). The source's own row ids are not kept.
    """
    columns = {"row_key": "BIGINT"}
    for column in table.columns:
        if column.type == "id" and not column.refers_to:
            continue
        if column.name == "school_id":
            continue
        columns[column.stored_name] = stored_type(column)
    return columns | {"school_year": "SMALLINT", "school": "BIGINT"}


def order_of(table: Table) -> str:
    """The order rows lie in within a school's file: by pupil and time where there are any, so the fold reads on."""
    names = stored_columns(table)
    whose = "pupil" if "pupil" in names else "group"
    wanted = (whose, table.dated_by, "lesson", "starts", "row_key")
    return ", ".join(f'"{name}"' for name in wanted if name in names)
