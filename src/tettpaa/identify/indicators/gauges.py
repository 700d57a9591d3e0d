"""A gauge: one indicator over one window, and how the fold finds it. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.catalogue import INDICATORS, Indicator
from tettpaa.identify.indicators.fold import codes
from tettpaa.identify.indicators.fold.shapes import GAUGE
from tettpaa.schools.places.school_year import day_number

HOURS = 60  # raw minutes in an hour
DAYS = 100  # raw hundredths in a day
TREND_DAYS = 20

# Indicator → how, part, and raw units in one of its units.
FOUND: dict[str, tuple[int, int, int]] = {
    "absence_days": (codes.SUM, codes.WHOLE, DAYS),
    "single_hours": (codes.SUM, codes.SINGLE, HOURS),
    "all_hours": (codes.SUM, codes.ALL, HOURS),
    "undocumented_days": (codes.SUM, codes.UNDOC_WHOLE, DAYS),
    "undocumented_hours": (codes.SUM, codes.UNDOC_SINGLE, HOURS),
    "absent_school_days": (codes.SUM, codes.ANY, 1),
    "partial_days": (codes.SUM, codes.PARTIAL, 1),
    "absence_share": (codes.SHARE, codes.ALL, 1),
    "absence_day_share": (codes.DAY_SHARE, codes.WHOLE, 1),
    "late_count": (codes.SUM, codes.LATE, 1),
    "longest_streak": (codes.LONGEST, codes.WHOLE, 1),
    "current_streak": (codes.CURRENT, codes.WHOLE, 1),
    "trend_days": (codes.TREND, codes.WHOLE, DAYS),
    "trend_hours": (codes.TREND, codes.SINGLE, HOURS),
    "weekday_run": (codes.WEEKDAY, codes.ANY, 1),
    "monday_friday_days": (codes.SUM, codes.MONDAY_FRIDAY, 1),
    "first_lesson_count": (codes.SUM, codes.FIRST, 1),
    "last_lesson_count": (codes.SUM, codes.LAST, 1),
    "unreported_days": (codes.SUM, codes.UNREPORTED, 1),
    "unknown_code_rows": (codes.SUM, codes.UNKNOWN_CODE, 1),
    "subject_share_max": (codes.SUBJECT, codes.SHARE_MAX, 1),
    "subject_hours_left_min": (codes.SUBJECT, codes.LEFT_MIN, 1),
    "subjects_over_limit": (codes.SUBJECT, codes.OVER_LIMIT, 1),
    "subjects_over_discretion": (codes.SUBJECT, codes.OVER_DISCRETION, 1),
    "subject_passes_within": (codes.SUBJECT, codes.PASSES, 1),
    "iv_or_1_count": (codes.GRADE, codes.IV_OR_1, 1),
    "iv_count": (codes.GRADE, codes.IV, 1),
    "core_low_count": (codes.GRADE, codes.CORE_LOW, 1),
    "grade_fall_max": (codes.GRADE, codes.FALL, 1),
    "missing_basis": (codes.GRADE, codes.BASIS, 1),
    "order_low": (codes.GRADE, codes.ORDER, 1),
    "conduct_low": (codes.GRADE, codes.CONDUCT, 1),
    "remarks": (codes.GRADE, codes.REMARKS, 1),
    "admission_choice": (codes.CONTEXT, codes.CHOICE, 1),
    "grunnskolepoeng": (codes.CONTEXT, codes.POINTS, 1),
    "earlier_absence_days": (codes.CONTEXT, codes.EARLIER_DAYS, 1),
    "earlier_absence_hours": (codes.CONTEXT, codes.EARLIER_HOURS, 1),
    "entry_core_grade": (codes.CONTEXT, codes.ENTRY_CORE, 1),
    "earlier_iv_or_1_count": (codes.CONTEXT, codes.EARLIER_IV, 1),
    "late_start_days": (codes.CONTEXT, codes.LATE_START, 1),
    "changed_programme": (codes.CONTEXT, codes.CHANGED, 1),
    # No indicator by itself: what shares of groups and schools are of.
    "reported_hours": (codes.SUM, codes.REPORTED, HOURS),
}


@dataclass(frozen=True)
class Window:
    """The last `school_days` up to the day, or since a date, or (neither) the school year so far.

    A window never reaches back past 1 August.
    """

    school_days: int | None = None
    since: dt.date | None = None

    def as_json(self) -> dict[str, object]:
        """As it stands in a rule set: {"school_days": 20} or {"since": "school_year" | "2025-09-29"}."""
        if self.school_days is not None:
            return {"school_days": self.school_days}
        return {"since": self.since.isoformat() if self.since else "school_year"}


YEAR_SO_FAR = Window()
LAST_20 = Window(school_days=20)


@dataclass(frozen=True)
class Gauge:
    """One indicator over one window. Indicators without a window take the year so far."""

    indicator: str
    window: Window = YEAR_SO_FAR

    @property
    def described(self) -> Indicator:
        """The catalogue's words about it."""
        return INDICATORS[self.indicator]

    @property
    def raw_units(self) -> int:
        """Raw units in one of the indicator's: 60 for hours kept in minutes."""
        return FOUND[self.indicator][2]

    @property
    def is_trend(self) -> bool:
        """Whether it compares the window with as many school days before."""
        return FOUND[self.indicator][0] == codes.TREND

    def row(self, school_year: int) -> tuple[int, int, int, int]:
        """How the fold finds it: how, part, window, and the window's number of days or first day."""
        how, part, _ = FOUND[self.indicator]
        if self.window.school_days is not None:
            return how, part, codes.LAST_DAYS, self.window.school_days
        if self.is_trend:
            return how, part, codes.LAST_DAYS, TREND_DAYS
        since = self.window.since
        return how, part, codes.SINCE, day_number(since, school_year) if since else 0


def rows(gauges: Sequence[Gauge], school_year: int) -> np.ndarray:
    """Gauges as the fold takes them."""
    return np.array([gauge.row(school_year) for gauge in gauges], GAUGE)


def every_gauge() -> list[Gauge]:
    """Each indicator over the year so far, and those with windows over the last 20 school days too."""
    listed = []
    for name, indicator in INDICATORS.items():
        windows = (YEAR_SO_FAR, LAST_20) if indicator.is_windowed else (YEAR_SO_FAR,)
        gauges = [Gauge(name, window) for window in windows]
        listed += gauges[1:] if gauges[0].is_trend else gauges
    return listed
