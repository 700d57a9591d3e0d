"""How well a score told one half from the other. Pure."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from tettpaa.trust.disclosure import SMALLEST_SHOWN

Z95 = 1.959964
# Shares found that a curve is read at: enough to draw it, too few to find anybody in it.
READ_AT = tuple(step / 20 for step in range(1, 21))


@dataclass(frozen=True)
class Curve:
    """AUC: how often somebody with the outcome scored higher than somebody without, and its 95 % interval.

    `points`: to find this share of those with the outcome, this share of those pointed out was right.
    """

    auc: float
    low: float
    high: float
    points: tuple[tuple[float, float], ...]

    def as_json(self) -> dict:
        rounded = [[round(found, 4), round(right, 4)] for found, right in self.points]
        return {"auc": [round(value, 4) for value in (self.auc, self.low, self.high)], "points": rounded}


def curve_of(scores: np.ndarray, is_outcome: np.ndarray) -> Curve:
    """Higher scores should mean the outcome. Both kinds must be there."""
    auc = area_under(scores, is_outcome)
    low, high = interval_of(auc, int(is_outcome.sum()), int((~is_outcome).sum()))
    return Curve(auc, low, high, _points(scores, is_outcome))


def area_under(scores: np.ndarray, is_outcome: np.ndarray) -> float:
    """By ranks (Mann and Whitney 1947); ties count half."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    with_it, without = int(is_outcome.sum()), int((~is_outcome).sum())
    return float((ranks[is_outcome].sum() - with_it * (with_it + 1) / 2) / (with_it * without))


def interval_of(auc: float, with_it: int, without: int) -> tuple[float, float]:
    """95 %, by Hanley and McNeil (Radiology 1982)."""
    one, two = auc / (2 - auc), 2 * auc * auc / (1 + auc)
    spread = auc * (1 - auc) + (with_it - 1) * (one - auc * auc) + (without - 1) * (two - auc * auc)
    half = Z95 * sqrt(max(spread, 0.0) / (with_it * without))
    return max(0.0, auc - half), min(1.0, auc + half)


def _points(scores: np.ndarray, is_outcome: np.ndarray) -> tuple[tuple[float, float], ...]:
    """Those with equal scores are pointed out together: nobody could choose among them.

    A point is told only where it tells no small number: of those pointed out since the point before, and of those left, as
    many as are ever told went one way and as many the other, or none.
    """
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(is_outcome[order])
    ends = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    places = np.searchsorted(hits[ends] / hits[-1], np.array(READ_AT) - 1e-9)
    counts = np.stack([hits[ends], ends + 1 - hits[ends]], axis=1)
    points, before, whole = [], np.zeros(2, np.int64), counts[-1]
    for here in counts[sorted({*np.minimum(places, len(ends) - 1).tolist(), len(ends) - 1})]:
        if _is_told(here - before) and _is_told(whole - here):
            points.append((float(here[0] / whole[0]), float(here[0] / here.sum())))
            before = here
    return tuple(points)


def _is_told(numbers: np.ndarray) -> bool:
    return bool(((numbers == 0) | (numbers >= SMALLEST_SHOWN)).all())
