"""What a guardian sees of a child, by the child's age and what the child has said yes to. Pure; fields.toml has the table.

Source: docs/explanation/trust.md; barnelova §§ 30–33 and 47.
"""

import datetime as dt
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Band(StrEnum):
    """Ages between which the law sees a difference."""

    UNDER_15 = "under_15"
    FIFTEEN = "15"
    SIXTEEN = "16_17"
    ADULT = "18"


class Says(StrEnum):
    """Whether a guardian sees a thing, from the loosest to the strictest."""

    YES = "yes"
    CONSENT = "consent"
    NO = "no"


BANDS, STRICTNESS = tuple(Band), tuple(Says)
Cell = tuple[str, Band]
Choices = Mapping[Cell, Says]


class FieldsUnknown(LookupError):
    """No version of the table is written down for a day."""


@dataclass(frozen=True)
class Fields:
    """The table as in force from `valid_from`: `shipped`, and `most`, the loosest an owner may choose."""

    valid_from: dt.date
    source: str
    ages: tuple[int, ...]  # from which each band begins
    shipped: Choices
    most: Choices

    @property
    def things(self) -> frozenset[str]:
        return frozenset(thing for thing, _band in self.shipped)

    def says(self, thing: str, band: Band, choices: Choices) -> Says:
        """What holds: the owner's choice where there is one, never looser than the law lets; a thing not here is no."""
        cell = (thing, band)
        if cell not in self.shipped:
            return Says.NO
        return stricter(choices.get(cell, self.shipped[cell]), self.most[cell])


def stricter(one: Says, other: Says) -> Says:
    return max(one, other, key=STRICTNESS.index)


def is_looser(one: Says, other: Says) -> bool:
    """Whether `one` lets a guardian see more than `other`."""
    return STRICTNESS.index(one) < STRICTNESS.index(other)


def band_of(fields: Fields, age: int) -> Band:
    """The band of a whole number of years."""
    return BANDS[bisect_right(fields.ages, age) - 1]


def things_seen(fields: Fields, choices: Choices, age: int, agreed: frozenset[str]) -> frozenset[str]:
    """The things of the matrix a guardian sees of a child of this age that has `agreed` to some."""
    band = band_of(fields, age)
    said = {thing: fields.says(thing, band, choices) for thing in fields.things}
    return frozenset(
        thing for thing, says in said.items() if says is Says.YES or (says is Says.CONSENT and thing in agreed)
    )


@cache
def versions() -> tuple[Fields, ...]:
    """All versions written down, oldest first."""
    told = tomllib.loads(files(__package__).joinpath("fields.toml").read_text("utf-8"))["version"]
    made = [
        Fields(
            row["valid_from"],
            row["source"],
            tuple(row["ages"]),
            _cells(row["thing"], "shipped"),
            _cells(row["thing"], "most"),
        )
        for row in told
    ]
    return tuple(sorted(made, key=lambda version: version.valid_from))


def _cells(things: Mapping, column: str) -> Choices:
    return {
        (thing, band): Says(word)
        for thing, row in things.items()
        for band, word in zip(BANDS, row[column], strict=True)
    }


def fields_on(day: dt.date) -> Fields:
    """The table in force on a day; FieldsUnknown before the first."""
    for version in reversed(versions()):
        if version.valid_from <= day:
            return version
    raise FieldsUnknown(day)
