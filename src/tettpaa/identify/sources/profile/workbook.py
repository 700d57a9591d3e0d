"""Reads a workbook as the CSV files it stands for, so that everything after is the same for both."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from tettpaa.identify.sources.delivery import Delivery

# Sheets that explain and hold no rows; the template has the first.
EXPLAINING = ("forklaring", "explanation")


def sheets_as_csv(workbook: Path, name: str, delivery: Delivery) -> Iterator[tuple[str, str, Path]]:
    """(sheet's name in lower case, what to call it in a fault, its CSV file) for every sheet that holds rows.

    A sheet with a heading and nothing below is left out: a workbook made from the template has a sheet for
    each table, and an untouched one must not mean that everything has gone.
    """
    try:
        opened = CalamineWorkbook.from_path(workbook)
        for place, sheet_name in enumerate(opened.sheet_names):
            if sheet_name.strip().lower() not in EXPLAINING:
                file = workbook.with_name(f"{workbook.stem}-{place}.csv")
                if _write(opened.get_sheet_by_name(sheet_name), file) > 1:
                    yield sheet_name.strip().lower(), f"{name} ({sheet_name})", file
    except (CalamineError, OSError, ValueError):
        delivery.refuse("file.not_a_workbook", file=name)


def _write(sheet: CalamineSheet, file: Path) -> int:
    """Write the sheet with a line for each of its rows, so that row numbers stay; give the rows that hold something."""
    filled = 0
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        for row in sheet.iter_rows():
            cells = [text_of_cell(cell) for cell in row]
            filled += any(cells)
            writer.writerow(cells)
    return filled


def text_of_cell(cell: object) -> str:
    """A cell as the CSV profile writes it: 45 and not 45.0, 2025-08-18 and not a number of days."""
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, dt.time):
        return cell.strftime("%H:%M")
    return "" if cell is None else str(cell)
