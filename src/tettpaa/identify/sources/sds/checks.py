"""Checks the rows of School Data Sync files: filled in, dates, each id once, and naming rows that are there."""

from collections.abc import Collection

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.problems import value_class
from tettpaa.identify.sources.sds.layouts import Column, SdsFile

# Tried in this order; the first that reads a whole column is taken. The samples write month before day.
DATE_FORMATS = ("%Y-%m-%d", "%Y%m%d", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y")


def check_rows(delivery: Delivery, supplied: Collection[SdsFile]) -> None:
    """Every fault of cells, ids and references. Dates are afterwards written as yyyy-mm-dd."""
    by_name = {file.name: file for file in supplied}
    for file in supplied:
        for column in file.columns:
            if column.is_required:
                _check_filled(delivery, file, column)
            if column.kind == "date":
                _settle_dates(delivery, file, column)
            if column.target in by_name:
                _check_reference(delivery, file, column, by_name[column.target])
        if file.key:
            _check_once(delivery, file)


def _check_filled(delivery: Delivery, file: SdsFile, column: Column) -> None:
    rows = delivery.con.execute(f'SELECT _file, _row FROM {file.raw} WHERE "{column.name}" IS NULL ORDER BY _row')
    for name, row in rows.fetchall():
        delivery.refuse("row.missing_required_value", file=name, row=row, column=column.headings[0])


def _settle_dates(delivery: Delivery, file: SdsFile, column: Column) -> None:
    cell = f'"{column.name}"'
    counts = ", ".join(f"count(*) FILTER (WHERE try_strptime({cell}, '{known}') IS NULL)" for known in DATE_FORMATS)
    unread = delivery.con.execute(f"SELECT {counts} FROM {file.raw} WHERE {cell} IS NOT NULL").fetchall()[0]
    best = DATE_FORMATS[unread.index(min(unread))]
    rows = delivery.con.execute(f"""
        SELECT _file, _row, {cell} FROM {file.raw}
        WHERE {cell} IS NOT NULL AND try_strptime({cell}, '{best}') IS NULL ORDER BY _row
    """).fetchall()
    for name, row, value in rows:
        heading = column.headings[0]
        delivery.refuse("row.invalid_date", file=name, row=row, column=heading, found=value_class(value))
    delivery.con.execute(f"UPDATE {file.raw} SET {cell} = strftime(try_strptime({cell}, '{best}'), '%Y-%m-%d')")


def _check_reference(delivery: Delivery, file: SdsFile, column: Column, target: SdsFile) -> None:
    rows = delivery.con.execute(f"""
        SELECT _file, _row, (SELECT any_value(_file) FROM {target.raw}) FROM {file.raw}
        WHERE "{column.name}" NOT IN (SELECT id FROM {target.raw} WHERE id IS NOT NULL) ORDER BY _row
    """).fetchall()
    for name, row, target_file in rows:
        delivery.refuse(
            "reference.missing_target_record", file=name, row=row, column=column.headings[0],
            target=target_file or f"{target.name}.csv",
        )  # fmt: skip


def _check_once(delivery: Delivery, file: SdsFile) -> None:
    key = ", ".join(f'"{name}"' for name in file.key)
    rows = delivery.con.execute(f"""
        SELECT _file, _row, first_row FROM (
            SELECT _file, _row, min(_row) OVER (PARTITION BY {key}) AS first_row FROM {file.raw})
        WHERE _row > first_row ORDER BY _row
    """).fetchall()
    heading = next(column for column in file.columns if column.name == file.key[0]).headings[0]
    for name, row, first in rows:
        delivery.refuse("reference.duplicate_sourced_id", file=name, row=row, column=heading, first=first)
