"""The empty files to fill in: one CSV for each table, or a workbook with a sheet for each and the columns explained."""

import csv
import io

import xlsxwriter

from tettpaa.identify.sources.profile.describing import TYPES, example_of, rule_of
from tettpaa.schema import SOURCE_TABLES, Table


def empty_csv(table: Table) -> bytes:
    """The heading row with semicolons and a UTF-8 mark, as Excel in Norwegian opens it."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow([column.name for column in table.columns])
    return text.getvalue().encode("utf-8-sig")


def empty_workbook() -> bytes:
    """A workbook with a sheet for each table, and first a sheet that explains every column."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        plain_text = book.add_format({"num_format": "@"})
        _explain(book, bold)
        for table in SOURCE_TABLES.values():
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(table.columns):
                # As text, so that 0123 stays 0123 and no date is turned.
                sheet.set_column(place, place, max(12, len(column.name) + 2), plain_text)
                sheet.write_string(0, place, column.name, bold)
                sheet.write_comment(0, place, f"{column.nb}. {rule_of(column)}")
    return kept.getvalue()


def _explain(book: xlsxwriter.Workbook, bold) -> None:
    sheet = book.add_worksheet("Forklaring")
    sheet.freeze_panes(1, 0)
    for place, (heading, width) in enumerate(
        [("Ark", 16), ("Kolonne", 28), ("Må fylles ut", 12), ("Slag", 12), ("Betydning", 70), ("Eksempel", 20)]
    ):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, bold)
    row = 1
    for table in SOURCE_TABLES.values():
        for column in table.columns:
            meaning = f"{column.nb}. {rule_of(column)}".strip()
            cells = [table.name, column.name, "ja" if column.required else "", TYPES[column.type], meaning]
            sheet.write_row(row, 0, [*cells, example_of(table, column)])
            row += 1
