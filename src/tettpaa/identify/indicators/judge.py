"""Verdicts of rules over columns, and the facts a verdict rests on: values, windows, dates, and the rows behind."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold import codes
from tettpaa.identify.indicators.gauges import TREND_DAYS, Gauge
from tettpaa.identify.indicators.programs import programs_of
from tettpaa.identify.indicators.rules import Rule

NOT, UNKNOWN, HOLDS = codes.NOT, codes.UNKNOWN, codes.HOLDS


@dataclass(frozen=True)
class Verdicts:
    """What each rule says of each pupil as of a day: (pupils, rules), pupils in the order of `columns.pupils`.

    `state` is NOT, UNKNOWN or HOLDS; `first_held` and `held_since` are day numbers, −1 for never.
    """

    columns: Columns
    as_of: dt.date
    state: np.ndarray
    first_held: np.ndarray
    held_since: np.ndarray

    def first_held_on(self, pupil: int, rule: int) -> dt.date | None:
        """The day the rule first held for the pupil number, by what is known as of the day."""
        return self._date(self.first_held[pupil, rule])

    def held_since_on(self, pupil: int, rule: int) -> dt.date | None:
        """The day since which the rule holds without a break; None if it does not."""
        return self._date(self.held_since[pupil, rule])

    def _date(self, day: int) -> dt.date | None:
        return None if day < 0 else self.columns.date(day)


def verdicts(columns: Columns, rules: Sequence[Rule], *, as_of: dt.date) -> Verdicts:
    """One pass: every rule on every pupil of the columns."""
    found = fold(columns, as_of, [], programs_of(rules, columns.school_year)).verdicts
    return Verdicts(columns, as_of, found["state"], found["first_held"], found["held_since"])


def facts(columns: Columns, rule: Rule, pupil: int, *, as_of: dt.date) -> list[dict]:
    """The rule's gauges for one pupil key: value, unit, window, threshold, and the days it is about.

    A value is None where it is unknown; `at_least` and `at_most` tell what it can turn out to be, and
    `unknown_days` how many school days in the window have lessons nobody has registered.
    """
    gauges = [condition.gauge for condition in rule.conditions]
    unknown = [Gauge("unreported_days", gauge.window) for gauge in gauges]
    values = values_of(columns, pupil, [*gauges, *unknown], as_of=as_of)
    listed = []
    for number, condition in enumerate(rule.conditions):
        since, until = window_dates(columns, condition.gauge, pupil, as_of=as_of)
        listed.append(
            as_json(condition.gauge, values[:, number])
            | {
                "comparison": condition.comparison, "threshold": condition.threshold,
                "from": since.isoformat(), "to": until.isoformat(),
                "unknown_days": told(values[codes.SEEN, len(gauges) + number]),
            }
        )  # fmt: skip
    return listed


def as_json(gauge: Gauge, values: np.ndarray) -> dict:
    """A gauge with its value as seen, and at least and at most where these differ."""
    seen, low, high = (told(value) for value in values)
    found = {
        "indicator": gauge.indicator, "value": seen, "unit": gauge.described.unit,
        "window": gauge.window.as_json() if gauge.described.is_windowed else None,
    }  # fmt: skip
    if np.isposinf(values[codes.SEEN]):
        found["note"] = "not_at_this_pace"
    return found if seen == low == high else found | {"at_least": low, "at_most": high}


def told(value: float) -> float | int | None:
    """A number to show, whole where it is whole; None where it is unknown, too early or without limit."""
    if not np.isfinite(value):
        return None
    rounded = round(float(value), 4)
    return int(rounded) if rounded == int(rounded) else rounded


def values_of(columns: Columns, pupil: int, gauges: Sequence[Gauge], *, as_of: dt.date) -> np.ndarray:
    """(3, gauges) for one pupil key: as seen, at least, at most."""
    return fold(columns, as_of, gauges, pupils=(columns.number_of(pupil),)).values[0]


def window_dates(columns: Columns, gauge: Gauge, pupil: int, *, as_of: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day the gauge looks at for a pupil key; a trend's second half only."""
    day, days = columns.day(as_of), gauge.window.school_days or (TREND_DAYS if gauge.is_trend else None)
    first = 0
    if days is not None:
        calendar = columns.calendar_of(pupil)
        school_days = int(calendar["before"][day + 1])
        first = int(calendar["nth"][school_days - days]) if school_days > days else 0
    elif gauge.window.since:
        first = columns.day(gauge.window.since)
    return columns.date(first), columns.date(day)
