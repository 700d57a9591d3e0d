"""`profile.csv`: what the delivery is, as rows of property and value. Without it, a full delivery."""

import csv
import datetime as dt
from pathlib import Path

from tettpaa.identify.sources.delivery import Delivery

MODES = ("full", "changes")
PROPERTIES = ("mode", "from", "to")


def read_about(file: Path, name: str, delivery: Delivery) -> None:
    """Set the delivery's mode and period."""
    with file.open(encoding="utf-8", newline="") as opened:
        text = opened.read(10_000)
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    for row, cells in enumerate(csv.reader(text.splitlines(), delimiter=delimiter), start=1):
        given = [cell.strip() for cell in cells]
        if row > 1 and any(given):
            _set(delivery, name, row, given[0].lower(), given[1] if len(given) > 1 else "")


def _set(delivery: Delivery, name: str, row: int, wanted: str, value: str) -> None:
    if wanted == "mode" and value.lower() in MODES:
        delivery.mode = "full" if value.lower() == "full" else "changes"
    elif wanted in ("from", "to") and _is_day(value):
        setattr(delivery, f"{wanted}_on", value)
    elif wanted in PROPERTIES:
        delivery.refuse("profile.wrong_value", file=name, row=row, column="value", property=wanted)
    else:
        delivery.refuse("profile.unknown_property", file=name, row=row, column="property", known=", ".join(PROPERTIES))


def _is_day(value: str) -> bool:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return value == ""
    return len(value) == 10
