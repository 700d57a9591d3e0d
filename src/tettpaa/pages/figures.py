"""Pupils' absence as the pages' tables show it: one pass over a class or a school, each number with its doubt."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold.codes import HIGH, LOW, SEEN
from tettpaa.identify.indicators.gauges import LAST_20, Gauge

GAUGES = (
    Gauge("absence_days"), Gauge("single_hours"), Gauge("absence_days", LAST_20), Gauge("single_hours", LAST_20),
    Gauge("trend_days"), Gauge("trend_hours"),
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """A number as seen, and the least it is when lessons that nobody has registered are. None is unknown."""

    value: float | None
    least: float | None = None
    is_certain: bool = True


@dataclass(frozen=True)
class PupilFigures:
    """One pupil this school year: days and single hours of absence, never converted into each other.

    `recent_…` are of the last 20 school days, `trend_…` those less the 20 before: unknown until there are 40.
    """

    days: Figure
    hours: Figure
    recent_days: Figure
    recent_hours: Figure
    trend_days: Figure
    trend_hours: Figure


UNKNOWN = Figure(None)
NOTHING_KNOWN = PupilFigures(*(UNKNOWN for _ in GAUGES))


def figures_in(columns: Columns, as_of: dt.date) -> dict[int, PupilFigures]:
    """Pupil key → figures as of the day, of every pupil whose year is loaded. One pass."""
    values = fold(columns, as_of, GAUGES).values
    return {int(key): PupilFigures(*_figures(row)) for key, row in zip(columns.pupils, values, strict=True)}


def _figures(cases: np.ndarray) -> Iterable[Figure]:
    """(cases, gauges) → one figure a gauge."""
    for seen, low, high in zip(cases[SEEN], cases[LOW], cases[HIGH], strict=True):
        yield Figure(float(seen), float(low), bool(low == high)) if np.isfinite(seen) else UNKNOWN
