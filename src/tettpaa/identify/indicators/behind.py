"""What a number is made of: its school days, each with its part of the number and the absence rows behind."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.fold import codes
from tettpaa.identify.indicators.gauges import DAYS, FOUND, HOURS, Gauge
from tettpaa.identify.indicators.judge import window_dates
from tettpaa.identify.indicators.sight import Sight
from tettpaa.identify.indicators.spells import runs

WEEK = 7
RAW_UNITS = {codes.WHOLE: DAYS, codes.ALL: HOURS}  # of what a share is the part


@dataclass(frozen=True)
class Behind:
    """A school day's part of a number, in the indicator's unit; `rows` are places among the columns' absence rows."""

    on: dt.date
    amount: float
    rows: tuple[int, ...]


def rows_behind(columns: Columns, gauge: Gauge, pupil: int, *, as_of: dt.date) -> list[Behind]:
    """The days a gauge is made of for a pupil key; the parts of a sum add up to the number as seen.

    Of a share, the hours or days away; of a trend, the latest half; of a streak or a weekday run, its days; of
    subjects, the hours that count in the one that decides. Nothing for grades and what was known at the start.
    """
    how, part, unit = FOUND[gauge.indicator]
    sight = Sight(columns, columns.number_of(pupil), as_of)
    if not _knows(sight, how, part) or how in (codes.GRADE, codes.CONTEXT):
        return []
    if how == codes.SUBJECT:
        return list(_nearest_subject(sight))
    since, until = (columns.day(day) for day in window_dates(columns, gauge, pupil, as_of=as_of))
    days = range(since, until + 1)
    if how in (codes.LONGEST, codes.CURRENT, codes.WEEKDAY):
        return [_behind(sight, day, 1) for day in _run(sight, how, days)]
    shared = how in (codes.SHARE, codes.DAY_SHARE)
    return list(_parts(sight, part, RAW_UNITS[part] if shared else unit, days))


def _knows(sight: Sight, how: int, part: int) -> bool:
    """Whether the calendar, and the lessons where the number rests on them, have come."""
    is_of_lessons = how == codes.SUM and part in (codes.FIRST, codes.LAST, codes.UNREPORTED)
    has_lessons = sight.pupil["has_lessons"] or not (is_of_lessons or how == codes.SHARE)
    return bool(sight.pupil["has_calendar"] and has_lessons)


def _behind(sight: Sight, day: int, amount: float) -> Behind:
    """A day with all its rows that still say something."""
    told = (sight.kept["minutes"] > 0) | (sight.kept["hundredths"] > 0) | sight.entries["is_late"]
    rows = sight.entries["row"][(sight.entries["day"] == day) & (told | sight.entries["is_unknown_code"])]
    return Behind(sight.columns.date(day), amount, tuple(rows.tolist()))


def _parts(sight: Sight, mark: int, unit: int, days: Iterable[int]) -> Iterator[Behind]:
    """Each day that adds to a sum."""
    for day in days:
        if amount := sight.of_day(day, mark):
            yield _behind(sight, day, amount / unit)


def _run(sight: Sight, how: int, days: range) -> list[int]:
    """The days of the longest or the present streak, or of the longest present run of one weekday."""
    if how == codes.WEEKDAY:
        latest_first = sight.school_days[::-1]
        return max((_ends_in_run(sight, latest_first, weekday) for weekday in range(WEEK)), key=len)
    listed = list(runs(sight, days))
    if how == codes.LONGEST:
        return max(listed, key=len, default=[])
    return listed[-1] if listed and listed[-1][-1] == sight.school_days[-1] else []


def _ends_in_run(sight: Sight, latest_first: list[int], weekday: int) -> list[int]:
    """The days of a weekday absent without a break, up to its last school day."""
    found = []
    for day in latest_first:
        if day % WEEK == weekday:
            if not sight.of_day(day, codes.ANY):
                break
            found.append(day)
    return found[::-1]


def _nearest_subject(sight: Sight) -> Iterator[Behind]:
    """What counts in the open subject with the highest share of its planned hours."""
    settled = [found for slot in sight.open_slots() if (found := sight.settle(slot))]
    if not settled:
        return
    rows, settlement = max(settled, key=lambda each: each[1].counted_minutes / each[1].planned_hours)
    for row, verdict in zip(rows, settlement.verdicts, strict=True):
        if verdict.counted_minutes:
            yield Behind(verdict.event.on, float(verdict.counted_minutes) / HOURS, (row,))
