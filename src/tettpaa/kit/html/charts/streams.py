"""How many went from one place to another, step by step: columns of places with bands between them. Pure.

x is in percent of the drawing's width and y in pixels: the bands are stretched to the width, the words are not, so that one
drawing fits a phone and a desk. Heights are true to the numbers; what is not told is not drawn, and stands in the table.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TOP, TALL, GAP = 28, 260, 26
BAR = 2.0
# The last column's words stand to its right, as all others do.
LAST_AT = 76.0


@dataclass(frozen=True)
class Stream:
    """From `step` to the next, from one place to another; without `count` it is not told."""

    step: int
    source: str
    target: str
    count: int | None


@dataclass(frozen=True)
class Place:
    """A place in a column; without `count` it is not told how many are there."""

    name: str
    column: int
    x: float
    y: float
    height: float
    count: int | None

    @property
    def middle(self) -> float:
        return round(self.y + self.height / 2, 1)

    @property
    def words_at(self) -> float:
        return round(self.x + BAR + 0.8, 2)


@dataclass(frozen=True)
class Band:
    """A stream as drawn: `outline` is the path of its edge."""

    stream: Stream
    outline: str


@dataclass(frozen=True)
class Drawing:
    """Everything that is drawn, and how many streams are not."""

    places: list[Place]
    bands: list[Band]
    columns: list[float]
    height: float
    untold: int


def drawing(streams: Sequence[Stream], order: Sequence[str]) -> Drawing:
    """Places in each column in the given order, bands between them."""
    told = [stream for stream in streams if stream.count]
    last = max((stream.step for stream in streams), default=-1) + 1
    xs = [round(LAST_AT * column / last, 2) if last else 0.0 for column in range(last + 1)]
    sizes = _sizes(told)
    scale = TALL / max((sum(column.values()) for column in sizes.values()), default=1)
    places = {
        (column, name): place for column, x in enumerate(xs)
        for name, place in _column(column, x, sizes[column], order, scale, streams).items()
    }  # fmt: skip
    height = max((place.y + place.height for place in places.values()), default=TOP) + 14
    bands = _bands(told, places, order, scale)
    return Drawing(list(places.values()), bands, xs, round(height, 1), len(streams) - len(told))


def _sizes(told: Sequence[Stream]) -> Mapping[int, dict[str, int]]:
    """Column → place → the greater of what came and what went: what is not told may make them differ."""
    sides: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for stream in told:
        sides[stream.step, stream.source][0] += stream.count or 0
        sides[stream.step + 1, stream.target][1] += stream.count or 0
    sizes: dict[int, dict[str, int]] = defaultdict(dict)
    for (column, name), counts in sides.items():
        sizes[column][name] = max(counts)
    return sizes


def _column(
    column: int, x: float, sizes: Mapping[str, int], order: Sequence[str], scale: float, streams: Sequence[Stream]
) -> dict[str, Place]:
    y, found = float(TOP), {}
    for name in (name for name in order if name in sizes):
        height = max(round(sizes[name] * scale, 1), 1.0)
        found[name] = Place(name, column, x, round(y, 1), height, _told_at(column, name, streams))
        y += max(height, 4) + GAP
    return found


def _told_at(column: int, name: str, streams: Sequence[Stream]) -> int | None:
    """How many are in a place, where every stream from it, or else to it, is told."""
    leaving = [stream.count for stream in streams if (stream.step, stream.source) == (column, name)]
    coming = [stream.count for stream in streams if (stream.step + 1, stream.target) == (column, name)]
    for counts in (coming, leaving):
        if counts and None not in counts:
            return sum(count or 0 for count in counts)
    return None


def _bands(
    told: Sequence[Stream], places: Mapping[tuple[int, str], Place], order: Sequence[str], scale: float
) -> list[Band]:
    left, right = ({at: place.y for at, place in places.items()} for _ in range(2))
    found = []
    for stream in sorted(told, key=lambda one: (one.step, order.index(one.source), order.index(one.target))):
        start, end = places[stream.step, stream.source], places[stream.step + 1, stream.target]
        high = max(round((stream.count or 0) * scale, 1), 1.0)
        y1, y2 = left[stream.step, stream.source], right[stream.step + 1, stream.target]
        left[stream.step, stream.source] += high
        right[stream.step + 1, stream.target] += high
        found.append(Band(stream, _outline(start.x + BAR, y1, end.x, y2, high)))
    return found


def _outline(x1: float, y1: float, x2: float, y2: float, high: float) -> str:
    """Two curves that bend half-way, and the straight ends between them."""
    half = round((x1 + x2) / 2, 2)
    there = f"M{x1:.2f} {y1:.1f}C{half} {y1:.1f} {half} {y2:.1f} {x2:.2f} {y2:.1f}"
    back = f"V{y2 + high:.1f}C{half} {y2 + high:.1f} {half} {y1 + high:.1f} {x1:.2f} {y1 + high:.1f}Z"
    return there + back
