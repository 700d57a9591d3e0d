"""Every indicator of one pupil, over a window, as of a day: as seen, at least and at most.

NaN is unknown (something is missing); −inf is too early to say; inf is without limit.
"""

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from tettpaa.identify.indicators.gauges import TREND_DAYS, Gauge, Window
from tettpaa.identify.indicators.reference import days as of_day
from tettpaa.identify.indicators.reference.case import Case
from tettpaa.identify.indicators.reference.days import LEAST, MOST, SEEN, Day, days_of
from tettpaa.identify.indicators.reference.known import KNOWN, known
from tettpaa.identify.indicators.reference.marks import GRADED, graded
from tettpaa.identify.indicators.reference.subjects import Account, accounts, law_is_known, weeks_left

# Sums over the window's days, and how many of the number make one of the indicator's unit.
SUMS: dict[str, tuple[Callable[[Day, str], int | Fraction], int]] = {
    "absence_days": (of_day.absence_days, 1),
    "single_hours": (of_day.single_minutes, 60),
    "all_hours": (of_day.all_minutes, 60),
    "undocumented_days": (of_day.undocumented_days, 1),
    "undocumented_hours": (of_day.undocumented_minutes, 60),
    "absent_school_days": (of_day.is_absent, 1),
    "partial_days": (of_day.is_partial, 1),
    "late_count": (of_day.late, 1),
    "monday_friday_days": (of_day.is_monday_or_friday, 1),
    "first_lesson_count": (of_day.first_missed, 1),
    "last_lesson_count": (of_day.last_missed, 1),
    "unreported_days": (of_day.is_unregistered, 1),
    "unknown_code_rows": (of_day.unknown_codes, 1),
}
NEEDS_LESSONS = ("first_lesson_count", "last_lesson_count", "unreported_days", "absence_share")
TOO_EARLY = -math.inf


class Number(NamedTuple):
    """As seen, at least, at most."""

    seen: float
    least: float
    most: float


UNKNOWN = Number(math.nan, math.nan, math.nan)


@dataclass
class Pupil:
    """A case as known on `as_of`; asked for the numbers of any day through it."""

    case: Case
    as_of: dt.date

    @cached_property
    def days(self) -> list[Day]:
        return days_of(self.case, self.as_of)

    def number(self, gauge: Gauge, on: dt.date) -> Number:
        """The gauge on a day."""
        name = gauge.indicator
        if name in KNOWN:
            return Number(*[known(self.case, name, on)] * 3)
        if name in GRADED:
            return Number(*[graded(self.case, name, on)] * 3)
        if not self.case.has_calendar() or (name in NEEDS_LESSONS and not self.case.has_lessons()):
            return UNKNOWN
        if name.startswith("subject"):
            return self._subjects(name, on) if law_is_known(self.as_of) else UNKNOWN
        return Number(*(self._of_days(gauge, on, how) for how in (SEEN, LEAST, MOST)))

    def _past(self, on: dt.date) -> list[Day]:
        return [day for day in self.days if day.on <= on]

    def _window(self, window: Window, on: dt.date) -> list[Day]:
        days = self._past(on)
        if window.school_days is not None:
            return days[-window.school_days :]
        return [day for day in days if window.since is None or day.on >= window.since]

    def _of_days(self, gauge: Gauge, on: dt.date, how: str) -> float:
        name, days = gauge.indicator, self._window(gauge.window, on)
        if name in SUMS:
            return _total(days, name, how)
        if name in ("absence_share", "absence_day_share"):
            return _share(days, name, how)
        if name in ("trend_days", "trend_hours"):
            return self._trend(name, gauge.window.school_days or TREND_DAYS, on, how)
        if name == "longest_streak":
            return max(_streaks(days, how), default=0)
        if name == "current_streak":
            return next(iter(_streaks(self._past(on), how)[-1:]), 0)
        return _weekday_run(self._past(on), how)

    def _trend(self, name: str, length: int, on: dt.date, how: str) -> float:
        """The least trend has the least now and the most before."""
        days = self._past(on)
        if len(days) < 2 * length:
            return TOO_EARLY
        number = "absence_days" if name == "trend_days" else "single_hours"
        before = {SEEN: SEEN, LEAST: MOST, MOST: LEAST}[how]
        unit = SUMS[number][1]
        now = _sum(days[-length:], number, how)
        return float(now - _sum(days[-2 * length : -length], number, before)) / unit

    def _subjects(self, name: str, on: dt.date) -> Number:
        found = accounts(self.case, self.days, self.as_of, on)
        if name == "subject_passes_within":
            return Number(*[weeks_left(self.case, self.days, found, on)] * 3)
        is_blind = any(day.is_blind for day in self._past(on))
        seen, most = _over(found, name, with_untold=False), _over(found, name, with_untold=True)
        hidden = [account for account in found if not account.planned and account.counted + account.untold > 0]
        if name == "subject_hours_left_min":
            return Number(seen, 0 if (is_blind or hidden) and not math.isnan(most) else most, seen)
        if is_blind or (name == "subject_share_max" and hidden):
            return Number(seen, seen, math.inf)
        return Number(seen, seen, most + (0 if name == "subject_share_max" else len(hidden)))


def _sum(days: list[Day], name: str, how: str) -> int | Fraction:
    return sum(SUMS[name][0](day, how) for day in days)


def _total(days: list[Day], name: str, how: str) -> float:
    return float(_sum(days, name, how)) / SUMS[name][1]


def _share(days: list[Day], name: str, how: str) -> float:
    part: int | Fraction
    if name == "absence_share":
        part = sum(of_day.all_minutes(day, how) for day in days)
        whole = sum(of_day.reported_minutes(day, how) for day in days)
    else:
        part = sum(of_day.absence_days(day, how) for day in days)
        whole = sum(of_day.is_reported(day, how) for day in days)
    return float(100 * part / whole) if whole else TOO_EARLY


def _streaks(days: list[Day], how: str) -> list[int]:
    """For each day the length of the run of whole days that ends on it."""
    lengths: list[int] = []
    for day in days:
        is_whole = of_day.absence_days(day, how) >= 1
        lengths.append((lengths[-1] if lengths else 0) + 1 if is_whole else 0)
    return lengths


def _weekday_run(days: list[Day], how: str) -> int:
    """Of the seven weekdays, the longest run of absence up to its last school day."""
    runs = [0] * 7
    for day in days:
        runs[day.on.weekday()] = runs[day.on.weekday()] + 1 if of_day.is_absent(day, how) else 0
    return max(runs)


def _over(found: list[Account], name: str, *, with_untold: bool) -> float:
    """One number over the subjects with a plan: highest share, fewest hours left, how many are over."""
    planned = [account for account in found if account.planned]
    used = [account.counted + (account.untold if with_untold else 0) for account in planned]
    pairs = list(zip(used, planned, strict=True))
    if name == "subjects_over_limit":
        return sum(minutes > _limit(account) for minutes, account in pairs)
    if name == "subjects_over_discretion":
        return sum(minutes > account.settlement.discretion_minutes for minutes, account in pairs if account.settlement)
    if not planned:
        return math.nan
    if name == "subject_share_max":
        return max(float(100 * minutes / account.planned) for minutes, account in pairs)
    return min(float(max(0, _limit(account) - minutes) / 60) for minutes, account in pairs)


def _limit(account: Account):
    return account.settlement.limit_minutes if account.settlement else 0
