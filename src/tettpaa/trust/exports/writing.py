"""Files of an export: CSV as Excel in Norwegian opens it, and Excel. Both say whose they are."""

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import Any

import xlsxwriter

from tettpaa.trust.exports.cells import Value, neutral, written
from tettpaa.trust.exports.sheet import Sheet, Watermark

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# A cell is never read as anything but what it is.
_AS_WRITTEN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NARROWEST, _WIDEST = 10, 40
# What Excel takes in a footer, and in the name of a sheet.
_FOOTER_MOST = 240
_MARK_SHEET = "Uttrekk"


def file_of(file_format: str, sheet: Sheet, mark: Watermark) -> bytes:
    return {"csv": _csv, "xlsx": _xlsx}[file_format](sheet, mark)


def _csv(sheet: Sheet, mark: Watermark) -> bytes:
    """Every cell in quotation marks (RFC 4180 §§ 2.6, 2.7); the watermark stands in the last rows."""
    text = io.StringIO()
    out = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    out.writerow(neutral(heading) for heading in sheet.headings)
    out.writerows([written(value, sheet.unknown) for value in row] for row in sheet.rows)
    out.writerow([neutral(mark.title)])
    out.writerows([neutral(name), neutral(told)] for name, told in mark.facts)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(sheet: Sheet, mark: Watermark) -> bytes:
    """The rows, with the watermark on every printed page, and on a sheet of its own."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, _AS_WRITTEN) as book:
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "dd.mm.yyyy"})
        rows = book.add_worksheet()
        rows.freeze_panes(1, 0)
        rows.set_footer("&C&8" + mark.line.replace("&", "&&")[:_FOOTER_MOST])
        for place, heading in enumerate(sheet.headings):
            rows.write_string(0, place, neutral(heading), bold)
            rows.set_column(place, place, _width_of(sheet, place))
        for number, row in enumerate(sheet.rows, 1):
            for place, value in enumerate(row):
                _write(rows, number, place, value, sheet.unknown, day)
        told = book.add_worksheet(_MARK_SHEET)
        told.set_column(0, 1, _WIDEST)
        for number, (name, fact) in enumerate(((mark.title, ""), *mark.facts)):
            told.write_string(number, 0, neutral(name), bold)
            told.write_string(number, 1, neutral(fact))
    return kept.getvalue()


def _write(sheet: Any, row: int, place: int, value: Value, unknown: str, day: Any) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(row, place, dt.datetime.combine(value, dt.time()), day)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, place, value)
    else:
        sheet.write_string(row, place, written(value, unknown))


def _width_of(sheet: Sheet, place: int) -> int:
    longest = max([len(sheet.headings[place]), *(len(written(row[place], sheet.unknown)) for row in sheet.rows)])
    return min(max(longest + 2, _NARROWEST), _WIDEST)
