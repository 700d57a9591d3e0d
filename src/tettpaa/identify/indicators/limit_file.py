"""Reads a file of absences for the § 9-8 calculator: one row per absence, each fault with its row and mending."""

import csv
import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast, get_args

from tettpaa.identify.indicators.limit import Event
from tettpaa.identify.sources.problems import Problem
from tettpaa.knowledge.law.absence_limit import Documentation, causes

COLUMNS = ("date", "minutes", "cause", "documentation")
MINUTES_A_DAY = 24 * 60


class FileRefused(Exception):
    """The file or an option is not usable; `problems` says where and how to mend it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("limit_file.toml").read_text("utf-8"))


def fault(code: str, *, file: str = "", row: int | None = None, column: str = "", **facts: object) -> Problem:
    """The fault `code` of limit_file.toml at a place. No cell is repeated: it may tell about somebody's health."""
    known = {"file": file, "row": row, "column": column, **facts}
    words = {name: text.format(**known) for name, text in _words()[code].items()}
    return Problem(f"limit.{code}", file, row, column, words["nb"], words["fix_nb"], words["en"], words["fix_en"])


def read_events(path: Path) -> list[Event]:
    """The absences in the file, in its order; FileRefused with every fault found.

    Comma or semicolon; UTF-8, with or without mark, or Windows-1252. Rows are numbered as a
    spreadsheet shows them: the heading is row 1. Blank lines are passed over.
    """
    rows = _rows(_text(path), path.name)
    heading = next(rows, None)
    if heading is None:
        raise FileRefused([fault("empty", file=path.name)])
    names = [name.strip().lower() for name in heading[1]]
    if missing := [column for column in COLUMNS if column not in names]:
        raise FileRefused([fault("missing_column", file=path.name, row=1, column=column) for column in missing])
    events, problems = [], []
    for number, cells in rows:
        if len(cells) != len(names):
            problems.append(fault("wrong_width", file=path.name, row=number, found=len(cells), expected=len(names)))
            continue
        row = dict(zip(names, (cell.strip() for cell in cells), strict=True))
        if found := _faults(row, path.name, number):
            problems += found
        else:
            events.append(_event(row))
    if problems:
        raise FileRefused(problems)
    return events


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError:
        raise FileRefused([fault("not_found", file=path.name)]) from None
    if b"\x00" in content:
        raise FileRefused([fault("unreadable", file=path.name)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """(row as a spreadsheet numbers it, cells), blank lines left out."""
    heading = text.split("\n", 1)[0]
    reader = csv.reader(text.splitlines(), delimiter=";" if heading.count(";") > heading.count(",") else ",")
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error:
        raise FileRefused([fault("unreadable", file=name)]) from None


def _faults(row: dict[str, str], name: str, number: int) -> list[Problem]:
    codes = [
        ("not_a_date", "date", is_date(row["date"])),
        ("not_minutes", "minutes", _is_minutes(row["minutes"])),
        ("not_a_cause", "cause", not row["cause"] or row["cause"].lower() in causes()),
        ("not_documentation", "documentation", (row["documentation"] or "none") in get_args(Documentation)),
    ]
    return [fault(code, file=name, row=number, column=column) for code, column, is_fine in codes if not is_fine]


def is_date(text: str) -> bool:
    """A day written YYYY-MM-DD and no other way."""
    try:
        return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and dt.date.fromisoformat(text))
    except ValueError:
        return False


def _is_minutes(text: str) -> bool:
    return bool(re.fullmatch(r"-?[0-9]{1,5}", text)) and 0 < abs(int(text)) <= MINUTES_A_DAY


def _event(row: dict[str, str]) -> Event:
    documentation = cast(Documentation, row["documentation"] or "none")
    return Event(dt.date.fromisoformat(row["date"]), int(row["minutes"]), row["cause"].lower(), documentation)
