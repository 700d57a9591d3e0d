"""What a concern and its answer must say, and how soon it is answered. Pure; days are handed in."""

import datetime as dt
import tomllib
from functools import cache
from importlib.resources import files

LONGEST_LINE = 400
ANSWERS = ("spoke", "followed", "case", "no_need")
ASK_WHY = ("followed", "no_need")


def faults_in_concern(*, line: str) -> dict[str, str]:
    """Field → fault. A concern is one to 400 characters: what was seen, not what somebody is."""
    return {"line": fault} if (fault := _fault_in(line)) else {}


def faults_in_answer(*, answer: str, line: str) -> dict[str, str]:
    """Field → fault. To leave a concern as it is asks for a reason; what was done speaks for itself."""
    if answer not in ANSWERS:
        return {"answer": "unknown_answer"}
    if answer in ASK_WHY and not line.strip():
        return {"line": "reason_missing"}
    return {"line": "line_too_long"} if len(line) > LONGEST_LINE else {}


def fault_in_reason(reason: str) -> str:
    """A withdrawal says why."""
    return "reason_missing" if not reason.strip() else _fault_in(reason)


def answered_within(on: dt.date) -> int:
    """School days a concern may wait, as it stands on a day. LookupError where nothing is said."""
    rows = [row for row in _deadlines() if row["from"] <= on]
    if not rows:
        raise LookupError(f"no deadline for concerns on {on}")
    return int(max(rows, key=lambda row: row["from"])["school_days"])


def _fault_in(line: str) -> str:
    if not line.strip():
        return "line_missing"
    return "line_too_long" if len(line) > LONGEST_LINE else ""


@cache
def _deadlines() -> list[dict]:
    return tomllib.loads(files(__package__).joinpath("deadline.toml").read_text("utf-8"))["answered_within"]
