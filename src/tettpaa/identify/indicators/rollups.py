"""Absence of groups, programmes, schools and owners, from the pupils' own numbers: one pass, then sums by set."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold.codes import DAYS as DAYS_OF_YEAR
from tettpaa.identify.indicators.fold.codes import SEEN
from tettpaa.identify.indicators.gauges import YEAR_SO_FAR, Gauge, Window

NAMES = ("absence_days", "single_hours", "all_hours", "reported_hours", "unreported_days")


@dataclass(frozen=True)
class Rollup:
    """Pupils enrolled on the day, seen together. None is unknown: no calendar, or nothing registered.

    `days` and `hours` are sums over the pupils, `share` the percent of all their registered hours they were away
    from, `unregistered` the sum of their days with lessons nobody has registered.
    """

    pupils: int
    days: float | None
    hours: float | None
    share: float | None
    median_days: float | None
    unregistered: int | None


def rollups(
    columns: Columns, sets: Sequence[np.ndarray], *, as_of: dt.date, window: Window = YEAR_SO_FAR
) -> list[Rollup]:
    """One roll-up for each set of pupil numbers (`everybody`, `by_school`, `by_group`, `by_programme` make them)."""
    values = fold(columns, as_of, [Gauge(name, window) for name in NAMES]).values[:, SEEN]
    return [_rollup(values[numbers]) for numbers in sets]


def _rollup(values: np.ndarray) -> Rollup:
    """Each number over the pupils it is known of; lessons that are not delivered leave shares unknown."""
    days, hours, away, told, unregistered = (column[np.isfinite(column)] for column in values.T)
    has_share = bool(len(unregistered)) and told.sum() > 0
    return Rollup(
        pupils=len(values),
        days=float(days.sum()) if len(days) else None,
        hours=float(hours.sum()) if len(hours) else None,
        share=float(100 * away.sum() / told.sum()) if has_share else None,
        median_days=float(np.median(days)) if len(days) else None,
        unregistered=int(unregistered.sum()) if len(unregistered) else None,
    )


def everybody(columns: Columns, *, as_of: dt.date) -> np.ndarray:
    """The numbers of the pupils enrolled on a day."""
    return np.flatnonzero(_enrolled_at(columns, as_of) >= 0)


def by_school(columns: Columns, *, as_of: dt.date) -> dict[int, np.ndarray]:
    """School key → the numbers of the pupils enrolled there on a day."""
    at = _enrolled_at(columns, as_of)
    return {key: np.flatnonzero(at == number) for number, key in enumerate(columns.raw.schools)}


def by_programme(columns: Columns, *, as_of: dt.date) -> dict[str, np.ndarray]:
    """Education programme (two letters, '' unknown) → the numbers of its pupils enrolled on a day."""
    rows, day = columns.raw["enrolments"], columns.day(as_of)
    live = (rows["since"] <= day) & (day <= np.minimum(rows["until"], DAYS_OF_YEAR))
    area_of = dict(zip(rows["pupil"][live].tolist(), rows["area"][live].tolist(), strict=True))
    areas = np.array([area_of.get(key, "") for key in columns.pupils.tolist()])
    here = everybody(columns, as_of=as_of)
    return {str(area): here[areas[here] == area] for area in np.unique(areas[here])}


def by_group(columns: Columns, *, as_of: dt.date) -> dict[int, np.ndarray]:
    """Group key → the numbers of its members on a day."""
    ties, pupils, day = columns.parts["memberships"], columns.parts["pupils"], columns.day(as_of)
    number = np.repeat(np.arange(len(pupils)), pupils["memberships_end"] - pupils["memberships"])
    live = (ties["since"] <= day) & (day <= ties["until"])
    order = np.argsort(ties["key"][live], kind="stable")
    keys, begins = np.unique(ties["key"][live][order], return_index=True)
    return dict(zip(keys.tolist(), np.split(number[live][order], begins[1:]), strict=True))


def _enrolled_at(columns: Columns, as_of: dt.date) -> np.ndarray:
    """The number of the school each pupil is enrolled at on a day, −1 for none."""
    calendars, pupils = columns.parts["calendars"], columns.parts["pupils"]
    return calendars["enrolled_at"][:, columns.day(as_of)][pupils["calendar"]]
