"""A year's weeks as bars, with the year before as a line: zero-based, labelled where they end.

x is in percent of the drawing's width and y in pixels, so that one drawing fits a phone and a desk
without its letters growing or shrinking.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

HEIGHT, TOP, BOTTOM = 230, 36, 196
# The scale's numbers stand left of the first bar.
LEFT_SHARE = 9.0
BAR_SHARE = 0.64
MOST_TICKS, MOST_STEPS = 10, 3
# What a label covers on a phone: percent of the width, pixels of the height.
LABEL_SHARE, LABEL_HEIGHT = 30.0, 20
ROUND_STEPS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)


@dataclass(frozen=True)
class Week:
    """One week: its number, this year's value and last year's; None is unknown, or not there yet.

    `url`: where what this year's value counts stands; '' where it does not open.
    """

    number: int
    now: float | None
    before: float | None = None
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """This year's value in one week."""

    week: Week
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True)
class Label:
    """What a series is called, near where it ends; `is_before_point` when it stands to the point's left."""

    week: Week
    x: float
    y: float
    is_before_point: bool


@dataclass(frozen=True)
class Drawing:
    """Everything that is drawn."""

    bars: list[Bar]
    unknown: list[tuple[float, Week]]
    segments: list[tuple[float, float, float, float]]
    grid: list[tuple[float, float]]
    ticks: list[tuple[float, int]]
    now_label: Label | None
    before_label: Label | None


Point = tuple[float, float]


def scale(highest: float) -> list[float]:
    """Round values from 0 to at least `highest`, in at most three steps."""
    step = next((step for step in ROUND_STEPS if ceil(highest / step) <= MOST_STEPS), highest / MOST_STEPS)
    return [step * i for i in range(max(ceil(highest / step), 1) + 1)]


def drawing(weeks: Sequence[Week]) -> Drawing:
    """Where each thing stands. A week unknown between known ones is marked; weeks to come are left open."""
    values = scale(max([v for week in weeks for v in (week.now, week.before) if v is not None], default=1))
    slot = (100 - LEFT_SHARE) / max(len(weeks), 1)
    xs = [round(LEFT_SHARE + slot * (i + 0.5), 2) for i in range(len(weeks))]
    now = [_point(x, week.now, values[-1]) for x, week in zip(xs, weeks, strict=True)]
    before = [_point(x, week.before, values[-1]) for x, week in zip(xs, weeks, strict=True)]
    drawn = [point for point in (*now, *before) if point]
    now_label = _label(weeks, now, drawn)
    return Drawing(
        bars=_bars(weeks, now, slot * BAR_SHARE),
        unknown=_unknown(weeks, xs, now),
        segments=[(*a, *b) for a, b in pairwise(before) if a and b],
        grid=[(_height(value, values[-1]), value) for value in values],
        ticks=[(x, week.number) for i, (x, week) in enumerate(zip(xs, weeks, strict=True)) if i % _every(weeks) == 0],
        now_label=now_label,
        before_label=_apart(_label(weeks, before, drawn), now_label),
    )


def _height(value: float, top: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * value / top, 1)


def _point(x: float, value: float | None, top: float) -> Point | None:
    return None if value is None else (x, _height(value, top))


def _bars(weeks: Sequence[Week], points: Sequence[Point | None], width: float) -> list[Bar]:
    return [
        Bar(week, round(point[0] - width / 2, 2), round(width, 2), point[1], round(BOTTOM - point[1], 1))
        for week, point in zip(weeks, points, strict=True)
        if point
    ]


def _unknown(weeks: Sequence[Week], xs: Sequence[float], points: Sequence[Point | None]) -> list[tuple[float, Week]]:
    """Weeks without a value before the last that has one."""
    last = max((i for i, point in enumerate(points) if point), default=-1)
    return [(xs[i], week) for i, week in enumerate(weeks) if points[i] is None and i < last]


def _every(weeks: Sequence[Week]) -> int:
    return -(-len(weeks) // MOST_TICKS) or 1


def _label(weeks: Sequence[Week], points: Sequence[Point | None], drawn: Sequence[Point]) -> Label | None:
    """Above whatever is drawn where the words will stand."""
    ends = [(week, point) for week, point in zip(weeks, points, strict=True) if point]
    if not ends:
        return None
    week, (x, _) = ends[-1]
    is_left = x > 50
    reach = (x - LABEL_SHARE, x + 3) if is_left else (x - 3, x + LABEL_SHARE)
    return Label(week, x, min(y for at, y in drawn if reach[0] <= at <= reach[1]) - 8, is_left)


def _apart(label: Label | None, other: Label | None) -> Label | None:
    """The label moved above the other where the two would be written over each other."""
    if label is None or other is None:
        return label
    if abs(label.x - other.x) > LABEL_SHARE or abs(label.y - other.y) >= LABEL_HEIGHT:
        return label
    return Label(label.week, label.x, other.y - LABEL_HEIGHT, label.is_before_point)
