"""A school year as squares: weeks across, weekdays down, each kind of day with its own mark.

Pure geometry: one unit is one pixel of a 16-pixel square. The year is drawn in parts of two or three
months: a phone sets them below each other, a desk side by side.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

SQUARE, STEP = 16, 19
LEFT, TOP = 38, 22
SCHOOL_WEEK, WEEK = 5, 7
CUT_BEFORE_MONTHS = (1, 4, 11)


@dataclass(frozen=True)
class CalendarDay:
    """One day: its kind (a key of `MARKS`) and a short note ('2 av 5 timer')."""

    on: dt.date
    kind: str
    note: str = ""


# What is drawn in the square besides its frame, so that no kind is told by colour alone.
MARKS: dict[str, str] = {
    "present": "",
    "undocumented": "M2 2h12v12H2Z",
    "documented": "M1 11 11 1M5 15 15 5",
    "partly": "M2 14V2l12 12Z",
    "late": "M8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Z",
    "not_reported": "M5.4 6.2C5.4 4.6 6.5 3.6 8 3.6s2.6 1 2.6 2.4c0 2-2.5 1.9-2.5 3.9M8 11.8v1",
    "no_school": "M5.5 8h5",
}
# Drawn together in one path: there are many, and nothing is asked of them.
QUIET = ("present", "no_school")


@dataclass(frozen=True)
class Square:
    """A day's place in the drawing."""

    day: CalendarDay
    x: int
    y: int


@dataclass(frozen=True)
class Part:
    """Some two or three months: size, the days with a mark, and the quiet days as paths."""

    width: int
    height: int
    first: dt.date
    last: dt.date
    squares: list[Square]
    present: str
    no_school: str
    months: list[tuple[int, dt.date]]
    weekdays: list[tuple[int, dt.date]]


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the day's week."""
    return day - dt.timedelta(days=day.weekday())


def parts(days: Sequence[CalendarDay], first: dt.date, last: dt.date) -> list[Part]:
    """The year from `first` through `last`, cut before November, January and April; whole weeks each.

    A part without any day is left out.
    """
    starts = [first, *(cut for cut in _cuts(first, last) if first < cut <= last)]
    ends = [start - dt.timedelta(days=1) for start in starts[1:]] + [last]
    spans = (
        (start, end, [day for day in days if start <= day.on <= end]) for start, end in zip(starts, ends, strict=True)
    )
    # What is still to come would be an empty frame.
    drawn = [_part(within, start, end) for start, end, within in spans if within]
    # One width for all, so that a square is as large in spring as in autumn.
    widest = max((part.width for part in drawn), default=0)
    return [replace(part, width=widest) for part in drawn]


def _cuts(first: dt.date, last: dt.date) -> list[dt.date]:
    years = range(first.year, last.year + 1)
    return [_first_monday(dt.date(year, month, 1)) for year in years for month in CUT_BEFORE_MONTHS]


def _first_monday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=-day.weekday() % WEEK)


def _part(days: Sequence[CalendarDay], first: dt.date, last: dt.date) -> Part:
    origin = monday_of(first)
    weeks = (monday_of(last) - origin).days // WEEK + 1
    rows = max([SCHOOL_WEEK, *(day.on.weekday() + 1 for day in days)])
    placed = [_placed(day, origin) for day in days]
    return Part(
        width=LEFT + weeks * STEP,
        height=TOP + rows * STEP,
        first=first,
        last=last,
        squares=[square for square in placed if square.day.kind not in QUIET],
        present="".join(f"M{s.x} {s.y}h{SQUARE}v{SQUARE}h-{SQUARE}Z" for s in placed if s.day.kind == "present"),
        no_school="".join(f"M{s.x + 5} {s.y + 8}h6" for s in placed if s.day.kind == "no_school"),
        months=_months(origin, weeks),
        weekdays=[(TOP + row * STEP + 13, origin + dt.timedelta(days=row)) for row in range(rows)],
    )


def _placed(day: CalendarDay, origin: dt.date) -> Square:
    column = (day.on - origin).days // WEEK
    return Square(day, LEFT + column * STEP, TOP + day.on.weekday() * STEP)


def _months(origin: dt.date, weeks: int) -> list[tuple[int, dt.date]]:
    """Where each month's name stands: over the first week that begins in it."""
    mondays = [origin + dt.timedelta(weeks=week) for week in range(weeks)]
    starts = [0] + [i for i in range(1, weeks) if mondays[i].month != mondays[i - 1].month]
    # A short name needs two weeks of room before the next.
    kept = [i for i, after in zip(starts, [*starts[1:], weeks + 2], strict=True) if after - i >= 2]
    return [(LEFT + i * STEP, mondays[i]) for i in kept]


def counted(days: Iterable[CalendarDay]) -> Counter[str]:
    """How many days there are of each kind."""
    return Counter(day.kind for day in days)
