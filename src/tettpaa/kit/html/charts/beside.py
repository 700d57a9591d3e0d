"""Two groups before and after a day, as two lines; and a difference with its interval, as a bar on a scale.

x is in percent of the drawing's width and y in pixels, as in `development.py`, whose scale is used here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from tettpaa.kit.html.charts.development import ROUND_STEPS, scale

HEIGHT, TOP, BOTTOM = 230, 44, 190
LEFT_SHARE, RIGHT_SHARE = 9.0, 97.0
LABEL_HEIGHT = 20
INTERVAL_HEIGHT, MIDDLE = 64, 26
EDGE = 4.0  # percent of the width kept free at both ends of an interval's scale

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """One group: its points and the pieces between them, and where its name stands."""

    points: list[Point]
    segments: list[tuple[float, float, float, float]]
    name_at: Point


@dataclass(frozen=True)
class Beside:
    """Both lines, the scale, the day between before and after, and each part's number, −4 to 4."""

    first: Line
    second: Line
    grid: list[tuple[float, float]]
    begins: float
    ticks: list[tuple[float, int]]


@dataclass(frozen=True)
class IntervalBar:
    """From `low` to `high` with the value between, and none; all percent of the width. `ends` are the scale's numbers."""

    low: float
    high: float
    value: float
    none: float
    ends: tuple[float, float]


def beside(first: Sequence[float], second: Sequence[float]) -> Beside:
    """Two courses of equally many parts, half of them before the day."""
    values = scale(max(*first, *second, 1))
    slot = (RIGHT_SHARE - LEFT_SHARE) / len(first)
    xs = [round(LEFT_SHARE + slot * (place + 0.5), 2) for place in range(len(first))]
    half = len(first) // 2
    one, other = (
        [(x, _height(value, values[-1])) for x, value in zip(xs, course, strict=True)] for course in (first, second)
    )
    one_name, other_name = _names(one, other)
    return Beside(
        _line(one, one_name), _line(other, other_name), [(_height(value, values[-1]), value) for value in values],
        round(LEFT_SHARE + slot * half, 2), [(x, place - half + (place >= half)) for place, x in enumerate(xs)],
    )  # fmt: skip


def _line(points: list[Point], name_at: Point) -> Line:
    return Line(points, [(*a, *b) for a, b in pairwise(points)], name_at)


def _height(value: float, top: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * value / top, 1)


def _names(first: Sequence[Point], second: Sequence[Point]) -> tuple[Point, Point]:
    """The names stand at the ends: that of the line that ends higher above both lines, the other's below. On a telephone
    a name reaches into the parts before the day, so all of them are kept clear of.
    """
    heights = [y for _x, y in (*first, *second)]
    above, below = min(heights) - 10, min(max(heights) + LABEL_HEIGHT, BOTTOM - 6)
    one, other = (above, below) if first[-1][1] <= second[-1][1] else (below, above)
    return (first[-1][0], one), (second[-1][0], other)


def interval_bar(value: float, low: float, high: float, reach: float) -> IntervalBar:
    """A difference on a scale that reaches equally far to both sides of none, the same for every bar of a page."""
    share = (100 - 2 * EDGE) / (2 * reach)

    def place(each: float) -> float:
        return round(50 + share * max(-reach, min(reach, each)), 2)

    return IntervalBar(place(low), place(high), place(value), place(0.0), (-reach, reach))


def reach_of(values: Sequence[float]) -> float:
    """A round number that no value lies beyond."""
    most = max((abs(value) for value in values), default=1)
    return next((step for step in ROUND_STEPS if step >= most), float(ceil(most)))
