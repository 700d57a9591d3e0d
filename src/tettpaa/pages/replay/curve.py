"""The yardstick's curves with the two rule sets as points: x in percent of the width, y in pixels, as other charts."""

from dataclasses import dataclass
from itertools import pairwise

HEIGHT, TOP, BOTTOM = 300, 20, 260
LEFT, RIGHT = 9.0, 97.0
GRID = (0, 20, 40, 60, 80, 100)

Segment = tuple[float, float, float, float]


@dataclass(frozen=True)
class Line:
    """One model's curve: `look` is a class of the page's style."""

    label: str
    look: str
    segments: list[Segment]


@dataclass(frozen=True)
class Spot:
    """One rule set. `mark` is the letter that stands in it and in the legend."""

    label: str
    mark: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    lines: list[Line]
    spots: list[Spot]
    across: list[tuple[float, int]]
    up: list[tuple[float, int]]


def drawing(
    curves: list[tuple[str, str, list[tuple[float, float]]]], spots: list[tuple[str, str, float, float]]
) -> Drawing:
    """`curves`: label, look and points (share found, share right); `spots`: label, mark, share found, share right."""
    return Drawing(
        [Line(label, look, [(*_at(*a), *_at(*b)) for a, b in pairwise(points)]) for label, look, points in curves],
        [Spot(label, mark, *_at(found, right)) for label, mark, found, right in spots],
        [(_at(value / 100, 0)[0], value) for value in GRID],
        [(_at(0, value / 100)[1], value) for value in GRID],
    )


def _at(found: float, right: float) -> tuple[float, float]:
    return round(LEFT + (RIGHT - LEFT) * found, 2), round(BOTTOM - (BOTTOM - TOP) * right, 1)
