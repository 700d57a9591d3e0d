"""A year's weeks as bars, with the year before as a line: zero-based, labelled where they end."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT, TOP, BOTTOM = 220, 28, 188
BAR_SHARE = 0.64
MOST_TICKS = 10
LABEL_GAP = 18
# Steps a scale may have: the smallest that covers the highest value in two steps.
ROUND_STEPS = (0.5, 1, 2, 2.5, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000)


@dataclass(frozen=True)
class Week:
    """One week: its number, this year's value and last year's; None is unknown, or not there yet."""

    number: int
    now: float | None
    before: float | None = None


@dataclass(frozen=True)
class Bar:
    """This year's value, x and width in percent, y and height in pixels."""

    week: Week
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True)
class Drawing:
    """Everything the template draws; x in percent of the width, y in pixels of 220."""

    bars: list[Bar]
    unknown: list[tuple[float, Week]]
    segments: list[tuple[float, float, float, float]]
    grid: list[tuple[float, float]]
    ticks: list[tuple[float, int]]
    now_label: tuple[float, float, Week] | None
    before_label: tuple[float, float, Week] | None


def scale_top(highest: float) -> float:
    """The top of the scale: two round steps, never zero."""
    for step in ROUND_STEPS:
        if 2 * step >= highest:
            return 2 * step
    return highest


def drawing(weeks: Sequence[Week]) -> Drawing:
    """Where each thing stands. A week unknown between known ones is marked; weeks to come are left open."""
    top = scale_top(max([value for week in weeks for value in (week.now, week.before) if value is not None], default=1))
    slot = 100 / max(len(weeks), 1)

    def y_of(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * value / top, 1)

    def x_of(index: int) -> float:
        return round(slot * (index + 0.5), 2)

    bars = [
        Bar(week, round(x_of(i) - slot * BAR_SHARE / 2, 2), round(slot * BAR_SHARE, 2), y_of(week.now), BOTTOM - y_of(week.now))
        for i, week in enumerate(weeks)
        if week.now is not None
    ]
    known = [i for i, week in enumerate(weeks) if week.now is not None]
    earlier = [(x_of(i), y_of(week.before), week) for i, week in enumerate(weeks) if week.before is not None]
    now_label = (x_of(known[-1]), y_of(weeks[known[-1]].now or 0) - 8, weeks[known[-1]]) if known else None
    before_label = (earlier[-1][0], earlier[-1][1] - 8, earlier[-1][2]) if earlier else None
    return Drawing(
        bars=bars,
        unknown=[(x_of(i), week) for i, week in enumerate(weeks) if week.now is None and known and i < known[-1]],
        segments=_segments([None if week.before is None else (x_of(i), y_of(week.before)) for i, week in enumerate(weeks)]),
        grid=[(y_of(value), value) for value in (0, top / 2, top)],
        ticks=[(x_of(i), week.number) for i, week in enumerate(weeks) if i % _every(len(weeks)) == 0],
        now_label=now_label,
        before_label=_apart(before_label, now_label),
    )


def _every(count: int) -> int:
    return -(-count // MOST_TICKS) or 1


def _segments(points: Sequence[tuple[float, float] | None]) -> list[tuple[float, float, float, float]]:
    """The line as pieces between known neighbours: an unknown week leaves a gap."""
    pairs = zip(points, points[1:], strict=False)
    return [(a[0], a[1], b[0], b[1]) for a, b in pairs if a is not None and b is not None]


def _apart(label: tuple[float, float, Week] | None, other: tuple[float, float, Week] | None) -> tuple[float, float, Week] | None:
    """The label moved up or down where the two would be written over each other."""
    if label is None or other is None or abs(label[0] - other[0]) > 30 or abs(label[1] - other[1]) >= LABEL_GAP:
        return label
    moved = other[1] - LABEL_GAP if label[1] <= other[1] else other[1] + LABEL_GAP
    return label[0], max(moved, 12), label[2]
