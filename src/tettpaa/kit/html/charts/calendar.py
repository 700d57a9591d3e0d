"""A school year as squares: weeks across, weekdays down, each kind of day with its own mark.

Pure geometry: one unit is one pixel of a 16-pixel square. The year is drawn as two halves, so that
a phone can set them below each other.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SQUARE, STEP = 16, 19
LEFT, TOP = 34, 20
SCHOOL_WEEK, WHOLE_WEEK = 5, 7


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
class Half:
    """Autumn or spring: its size, the days with a mark, and the quiet days as paths."""

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


def halves(days: Iterable[CalendarDay], first: dt.date, last: dt.date) -> list[Half]:
    """The year from `first` through `last`, cut at New Year; a week belongs where its Monday lies."""
    by_half: dict[int, list[CalendarDay]] = {monday_of(first).year: []}
    for year in range(first.year, monday_of(last).year + 1):
        by_half.setdefault(year, [])
    for day in sorted(days, key=lambda day: day.on):
        by_half.setdefault(monday_of(day.on).year, []).append(day)
    cuts = sorted(by_half)
    starts = [first, *(_first_monday(year) for year in cuts[1:])]
    ends = [start - dt.timedelta(days=1) for start in starts[1:]] + [last]
    return [_half(by_half[year], start, end) for year, start, end in zip(cuts, starts, ends, strict=True)]


def _first_monday(year: int) -> dt.date:
    new_year = dt.date(year, 1, 1)
    return new_year + dt.timedelta(days=-new_year.weekday() % WHOLE_WEEK)


def _half(days: Sequence[CalendarDay], first: dt.date, last: dt.date) -> Half:
    origin = monday_of(first)
    weeks = (monday_of(last) - origin).days // WHOLE_WEEK + 1
    rows = max([SCHOOL_WEEK, *(day.on.weekday() + 1 for day in days)])
    placed = [_placed(day, origin) for day in days]
    return Half(
        width=LEFT + weeks * STEP,
        height=TOP + rows * STEP,
        first=first,
        last=last,
        squares=[square for square in placed if square.day.kind not in QUIET],
        present="".join(f"M{s.x} {s.y}h{SQUARE}v{SQUARE}h-{SQUARE}Z" for s in placed if s.day.kind == "present"),
        no_school="".join(f"M{s.x + 5} {s.y + 8}h6" for s in placed if s.day.kind == "no_school"),
        months=_months(origin, weeks),
        weekdays=[(TOP + row * STEP + 12, origin + dt.timedelta(days=row)) for row in range(rows)],
    )


def _placed(day: CalendarDay, origin: dt.date) -> Square:
    column = (day.on - origin).days // WHOLE_WEEK
    return Square(day, LEFT + column * STEP, TOP + day.on.weekday() * STEP)


def _months(origin: dt.date, weeks: int) -> list[tuple[int, dt.date]]:
    """Where each month's name stands: over the first week that begins in it."""
    mondays = [origin + dt.timedelta(weeks=week) for week in range(weeks)]
    starts = [0] + [i for i in range(1, weeks) if mondays[i].month != mondays[i - 1].month]
    # A name needs three weeks of room before the next.
    kept = [i for i, after in zip(starts, [*starts[1:], weeks + 3], strict=True) if after - i >= 3]
    return [(LEFT + i * STEP, mondays[i]) for i in kept]


def counted(days: Iterable[CalendarDay]) -> Counter[str]:
    """How many days there are of each kind."""
    return Counter(day.kind for day in days)
