"""A form of numbered rows as it was sent, with a row more, a row less, or two that change places. Pure.

Field names tell the place: `stair-1-who` is the second row's.
"""

import re
from collections.abc import Mapping, Sequence

PREFIX = "stair"
TOTAL = f"{PREFIX}-TOTAL_FORMS"
_FIELD = re.compile(rf"{PREFIX}-(\d{{1,3}})-(\w+)")

Row = dict[str, list[str]]


def rearranged(sent: Mapping[str, Sequence[str]], act: str, most: int) -> dict[str, list[str]]:
    """The form after an act: `add`, `remove:1`, `up:1` or `down:1`. An act on a row that is not there changes nothing."""
    rows = _after(_rows(sent), act, most)
    others = {name: list(values) for name, values in sent.items() if not _FIELD.fullmatch(name)}
    fields = {f"{PREFIX}-{number}-{name}": values for number, row in enumerate(rows) for name, values in row.items()}
    return {**others, **fields, TOTAL: [str(len(rows))]}


def _rows(sent: Mapping[str, Sequence[str]]) -> list[Row]:
    found: dict[int, Row] = {}
    for name, values in sent.items():
        if place := _FIELD.fullmatch(name):
            found.setdefault(int(place[1]), {})[place[2]] = list(values)
    return [found[number] for number in sorted(found)]


def _after(rows: list[Row], act: str, most: int) -> list[Row]:
    name, _colon, place = act.partition(":")
    if name == "add":
        return [*rows, {}] if len(rows) < most else rows
    number = int(place) if place.isdecimal() else len(rows)
    if number >= len(rows):
        return rows
    if name == "remove":
        return rows[:number] + rows[number + 1 :]
    other = number + {"up": -1, "down": 1}.get(name, 0)
    if 0 <= other < len(rows):
        rows[number], rows[other] = rows[other], rows[number]
    return rows
