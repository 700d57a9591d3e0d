"""The rules' numbers as data: what was in force on a day. Pure."""

import datetime as dt
import tomllib
from functools import cache
from importlib.resources import files


def limit_on(name: str, on: dt.date) -> dict:
    """The row in force. LookupError where nothing is said of that day."""
    rows = [row for row in _limits()[name] if row["from"] <= on]
    if not rows:
        raise LookupError(f"no {name} on {on}")
    return max(rows, key=lambda row: row["from"])


@cache
def _limits() -> dict[str, list[dict]]:
    return tomllib.loads(files(__package__).joinpath("limits.toml").read_text("utf-8"))
