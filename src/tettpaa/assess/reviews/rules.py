"""What a line of a class review must say, and which half-year a day is in. Pure."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from tettpaa.schools.places.school_year import school_year_of

LONGEST_LINE = 400
FINE, TALK, CASE, MAPPING, MEETING = "fine", "talk", "case", "mapping", "meeting"
CHOICES = (FINE, TALK, CASE, MAPPING, MEETING)
# To do more than talk, others must know why.
ASK_WHY = (CASE, MAPPING, MEETING)
HALVES = (1, 2)


def faults_in_line(*, choice: str, line: str) -> dict[str, str]:
    """Field → fault."""
    if choice not in CHOICES:
        return {"choice": "unknown_choice"}
    if choice in ASK_WHY and not line.strip():
        return {"line": "line_missing"}
    return {"line": "line_too_long"} if len(line) > LONGEST_LINE else {}


def fault_in_taking_part(took_part: Iterable[str], may_take_part: Iterable[str]) -> str:
    """'' where somebody took part, and all of them could: a review is not closed in an empty room."""
    taken = set(took_part)
    if not taken:
        return "nobody_took_part"
    return "unknown_participant" if taken - set(may_take_part) else ""


def half_year_of(day: dt.date) -> int:
    """1 or 2. LookupError where nothing is said of the day."""
    rows = [row for row in _second() if row["from"] <= day]
    if not rows:
        raise LookupError(f"nothing says when the second half-year begins on {day}")
    row = max(rows, key=lambda row: row["from"])
    return 2 if day >= dt.date(school_year_of(day) + 1, row["month"], row["day"]) else 1


@cache
def _second() -> list[dict]:
    return tomllib.loads(files(__package__).joinpath("half_years.toml").read_text("utf-8"))["second_half_year"]
