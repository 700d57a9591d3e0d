"""What a number is made of: its school days, each with its part of the number and the absence rows behind."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import cast

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.law import CAUSES, DOCUMENTATION
from tettpaa.identify.indicators.fold import codes
from tettpaa.identify.indicators.fold.look import look
from tettpaa.identify.indicators.fold.take import WHOLE_DAY
from tettpaa.identify.indicators.gauges import DAYS, FOUND, HOURS, Gauge
from tettpaa.identify.indicators.judge import window_dates
from tettpaa.identify.indicators.limit import Event, Settlement, settle
from tettpaa.knowledge.law.absence_limit import Documentation, LawUnknown, causes
from tettpaa.schools.places.school_year import first_day

WEEK = 7
ANY_LENGTH = 60
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
    sight = _Sight(columns, columns.number_of(pupil), as_of)
    if not sight.knows(how, part) or how in (codes.GRADE, codes.CONTEXT):
        return []
    if how == codes.SUBJECT:
        return list(sight.nearest_subject())
    since, until = (columns.day(day) for day in window_dates(columns, gauge, pupil, as_of=as_of))
    days = range(since, until + 1)
    if how in (codes.LONGEST, codes.CURRENT, codes.WEEKDAY):
        return [sight.behind(day, 1) for day in sight.run(how, days)]
    shared = how in (codes.SHARE, codes.DAY_SHARE)
    return list(sight.parts(part, RAW_UNITS[part] if shared else unit, days))


class _Sight:
    """One pupil's days and entries as the fold sees them."""

    def __init__(self, columns: Columns, number: int, as_of: dt.date) -> None:
        self.columns, self.facts, self.as_of, self.today = columns, columns.facts(as_of), as_of, columns.day(as_of)
        self.pupil = self.facts.pupils[number]
        weekday = first_day(columns.school_year).weekday()
        self.seen, self.kept = look(self.pupil, self.facts, self.today, weekday)
        self.entries = self.facts.entries[self.pupil["entries"] :][: len(self.kept)]

    def knows(self, how: int, part: int) -> bool:
        """Whether the calendar, and the lessons where the number rests on them, have come."""
        is_of_lessons = how == codes.SUM and part in (codes.FIRST, codes.LAST, codes.UNREPORTED)
        return bool(
            self.pupil["has_calendar"] and (self.pupil["has_lessons"] or not (is_of_lessons or how == codes.SHARE))
        )

    @cached_property
    def school_days(self) -> list[int]:
        """Through the day it is seen from."""
        found = np.flatnonzero(self.facts.calendars[self.pupil["calendar"]]["is_school_day"])
        return [int(day) for day in found if day <= self.today]

    def of_day(self, day: int, mark: int) -> int:
        """What one day adds to a sum."""
        before = self.facts.calendars[self.pupil["calendar"]]["before"]
        return int(self.seen[before[day + 1], mark] - self.seen[before[day], mark])

    def behind(self, day: int, amount: float) -> Behind:
        """A day with all its rows that still say something."""
        told = (self.kept["minutes"] > 0) | (self.kept["hundredths"] > 0) | self.entries["is_late"]
        rows = self.entries["row"][(self.entries["day"] == day) & (told | self.entries["is_unknown_code"])]
        return Behind(self.columns.date(day), amount, tuple(rows.tolist()))

    def parts(self, mark: int, unit: int, days: Iterable[int]) -> Iterator[Behind]:
        """Each day that adds to a sum."""
        for day in days:
            if amount := self.of_day(day, mark):
                yield self.behind(day, amount / unit)

    def run(self, how: int, days: range) -> list[int]:
        """The days of the longest or the present streak, or of the longest present run of one weekday."""
        if how == codes.WEEKDAY:
            runs = [self._ends_in_run(self.school_days[::-1], weekday) for weekday in range(WEEK)]
            return max(runs, key=len)
        longest: list[int] = []
        run: list[int] = []
        for day in self.school_days:
            run = [*run, day] if day in days and self.of_day(day, codes.WHOLE) >= WHOLE_DAY else []
            longest = run if len(run) > len(longest) else longest
        return longest if how == codes.LONGEST else run

    def _ends_in_run(self, latest_first: list[int], weekday: int) -> list[int]:
        """The days of a weekday absent without a break, up to its last school day."""
        found = []
        for day in latest_first:
            if day % WEEK == weekday:
                if not self.of_day(day, codes.ANY):
                    break
                found.append(day)
        return found[::-1]

    def nearest_subject(self) -> Iterator[Behind]:
        """What counts in the open subject with the highest share of its planned hours."""
        settled = [found for slot in self._open_slots() if (found := self._settle(slot))]
        if not settled:
            return
        rows, settlement = max(settled, key=lambda each: each[1].counted_minutes / each[1].planned_hours)
        for row, verdict in zip(rows, settlement.verdicts, strict=True):
            if verdict.counted_minutes:
                yield Behind(verdict.event.on, float(verdict.counted_minutes) / HOURS, (row,))

    def _memberships(self) -> np.ndarray:
        return self.facts.memberships[self.pupil["memberships"] : self.pupil["memberships_end"]]

    def _open_slots(self) -> set[int]:
        """Subjects the pupil has today, and those with absence but no group."""
        ties = self._memberships()
        live = (ties["since"] <= self.today) & (self.today <= ties["until"])
        loose = set(self.entries["slot"].tolist()) - set(ties["slot"].tolist())
        return {slot for slot in set(ties["slot"][live].tolist()) | loose if slot >= 0}

    def _settle(self, slot: int) -> tuple[list[int], Settlement] | None:
        """The subject's absence rows, and what became of each."""
        planned = int(self.facts.subjects[slot]["planned"])
        if not planned:
            return None
        events = sorted(self._events(slot), key=lambda pair: pair[1].on)
        try:
            settlement = settle(
                [event for _, event in events],
                Fraction(planned, HOURS),
                ANY_LENGTH,
                self.as_of,
                holy_days=self._holy_days,
            )
        except LawUnknown:
            return None
        return [row for row, _ in events], settlement

    def _events(self, slot: int) -> Iterator[tuple[int, Event]]:
        """Lessons missed in the subject; of a share of a day, that share of its lessons nobody has spoken of."""
        told: dict[int, int] = {}
        for is_share in (False, True):
            for entry, kept in zip(self.entries, self.kept, strict=True):
                day, minutes = int(entry["day"]), int(kept["minutes"]) if entry["slot"] == slot and not is_share else 0
                if is_share and kept["hundredths"] > 0:
                    held = self._held(slot, day)
                    minutes = min(held * int(kept["hundredths"]) // WHOLE_DAY, held - told.get(day, 0))
                if minutes > 0:
                    told[day] = told.get(day, 0) + minutes
                    speaks = self.entries[kept["by"]]
                    cause, documentation = CAUSES[speaks["cause"]].strip(), DOCUMENTATION[speaks["documentation"]]
                    yield int(entry["row"]), Event(self.columns.date(day), minutes, cause, documentation)

    def _held(self, slot: int, day: int) -> int:
        """Minutes held in the subject on a day."""
        held = 0
        for tie in self._memberships():
            if tie["slot"] == slot and tie["since"] <= day <= tie["until"]:
                begins, ends = self.facts.lessons_of[tie["group"]]
                lessons = self.facts.lessons[begins:ends]
                held += int(lessons["held"][lessons["day"] == day].sum())
        return held

    @cached_property
    def _holy_days(self) -> list[dt.date]:
        """Documented holy days (cause c) in any subject, oldest first."""
        documented_by = causes()["c"].documented_by
        documented = [DOCUMENTATION.index(cast(Documentation, name)) for name in documented_by]
        is_holy = (self.entries["cause"] == CAUSES.index("c")) & np.isin(self.entries["documentation"], documented)
        is_kept = (self.kept["minutes"] > 0) | (self.kept["hundredths"] > 0)
        return [self.columns.date(day) for day in np.unique(self.entries["day"][is_holy & is_kept])]
