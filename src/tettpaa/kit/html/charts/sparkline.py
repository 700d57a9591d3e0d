"""A few values as a small line, and what they say in words."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 120, 32, 4


@dataclass(frozen=True)
class Sparkline:
    """The line's pieces as SVG paths (a gap where a value is unknown) and the last known point."""

    path: str
    last: tuple[float, float] | None


def sparkline(values: Sequence[float | None]) -> Sparkline:
    """Zero-based, so that a small change looks small."""
    top = max([value for value in values if value is not None], default=0) or 1
    step = (WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)
    pieces, last, is_drawing = [], None, False
    for index, value in enumerate(values):
        if value is None:
            is_drawing = False
            continue
        last = (round(MARGIN + index * step, 1), round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * value / top, 1))
        pieces.append(f"{'L' if is_drawing else 'M'}{last[0]} {last[1]}")
        is_drawing = True
    return Sparkline("".join(pieces), last)


def direction(now: float | None, before: float | None) -> str:
    """'up', 'down', 'same', or 'unknown' where either is."""
    if now is None or before is None:
        return "unknown"
    return "same" if now == before else "up" if now > before else "down"
