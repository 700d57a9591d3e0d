"""A proportion with what it bears: 8 of 20 is 40 %, and could be anything from 22 to 61. Pure."""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from tettpaa.trust.disclosure.release import HIDDEN, Hidden, Number

# Of the normal distribution, for an interval that holds the true one 95 times of 100.
Z95 = 1.959964


@dataclass(frozen=True)
class Proportion:
    """`part` of `whole`, as fractions of 1: `value` seen, and its 95 % interval by Wilson's score (1927)."""

    part: int
    whole: int
    value: float
    low: float
    high: float


def proportion(part: Number, whole: Number) -> Proportion | Literal[Hidden.HIDDEN] | None:
    """The proportion of two released numbers: hidden where one is, and None (unknown) where there is nobody."""
    if isinstance(part, Hidden) or isinstance(whole, Hidden):
        return HIDDEN
    if whole == 0:
        return None
    low, high = interval(part, whole)
    return Proportion(part, whole, part / whole, low, high)


def interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson's 95 % interval for a proportion, as fractions of 1. `whole` is at least 1."""
    seen, z2 = part / whole, Z95 * Z95
    middle = (seen + z2 / (2 * whole)) / (1 + z2 / whole)
    half = Z95 / (1 + z2 / whole) * sqrt(seen * (1 - seen) / whole + z2 / (4 * whole * whole))
    return max(0.0, middle - half), min(1.0, middle + half)
