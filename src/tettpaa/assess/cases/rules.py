"""What opening, waiting, closing and handing on must say. Pure; days are handed in."""

import datetime as dt
import tomllib
from functools import cache
from importlib.resources import files

LONGEST = 1000
LONGEST_LINE = 400


def fault_in_line(line: str, longest: int = LONGEST_LINE) -> str:
    """'' where the line says something and is not too long."""
    if not line.strip():
        return "line_missing"
    return "line_too_long" if len(line) > longest else ""


def faults_in_opening(*, because: str, known: frozenset[str], reason: str) -> dict[str, str]:
    """Field → fault. A case says where it comes from, and in a line what is to be looked into."""
    faults = {} if because in known else {"because": "unknown_because"}
    return faults | ({"reason": fault} if (fault := fault_in_line(reason)) else {})


def faults_in_waiting(*, until: dt.date, reason: str, today: dt.date) -> dict[str, str]:
    """Field → fault. Deliberate waiting has a day ahead and a reason."""
    faults = {"reason": fault} if (fault := fault_in_line(reason)) else {}
    if until <= today:
        faults["until"] = "not_ahead"
    elif until > today + longest_wait(today):
        faults["until"] = "too_far"
    return faults


def longest_wait(on: dt.date) -> dt.timedelta:
    """How long waiting begun on a day may last. LookupError where nothing is said."""
    rows = [row for row in _limits() if row["from"] <= on]
    if not rows:
        raise LookupError(f"no longest wait on {on}")
    return dt.timedelta(days=int(max(rows, key=lambda row: row["from"])["days"]))


@cache
def _limits() -> list[dict]:
    return tomllib.loads(files(__package__).joinpath("limits.toml").read_text("utf-8"))["longest_wait"]


def faults_in_closing(*, outcome: str, known: frozenset[str], evaluation: str) -> dict[str, str]:
    """Field → fault. A case is closed with what came of it and what was learned, not left."""
    faults = {} if outcome in known else {"outcome": "unknown_outcome"}
    return faults | ({"evaluation": fault} if (fault := fault_in_line(evaluation, LONGEST)) else {})
