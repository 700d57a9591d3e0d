"""One pupil's days, entries and subjects as the fold sees them, for telling what a number is made of."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import cast

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.law import CAUSES, DOCUMENTATION
from tettpaa.identify.indicators.fold import codes
from tettpaa.identify.indicators.fold.look import look
from tettpaa.identify.indicators.fold.take import WHOLE_DAY
from tettpaa.identify.indicators.gauges import HOURS
from tettpaa.identify.indicators.limit import Event, Settlement, settle
from tettpaa.knowledge.law.absence_limit import Documentation, LawUnknown, causes
from tettpaa.schools.places.school_year import first_day

ANY_LENGTH = 60


class Sight:
    """A pupil's year through a day. `entries` are absence on school days, `kept` what corrections have left of each."""

    def __init__(self, columns: Columns, number: int, as_of: dt.date) -> None:
        self.columns, self.facts, self.as_of, self.today = columns, columns.facts(as_of), as_of, columns.day(as_of)
        self.pupil = self.facts.pupils[number]
        weekday = first_day(columns.school_year).weekday()
        self.seen, self.kept = look(self.pupil, self.facts, self.today, weekday)
        self.entries = self.facts.entries[self.pupil["entries"] :][: len(self.kept)]
        self.calendar = self.facts.calendars[self.pupil["calendar"]]

    @cached_property
    def all_school_days(self) -> list[int]:
        """The year's, those to come too."""
        return [int(day) for day in np.flatnonzero(self.calendar["is_school_day"])]

    @cached_property
    def school_days(self) -> list[int]:
        """Through the day it is seen from."""
        return [day for day in self.all_school_days if day <= self.today]

    @cached_property
    def told_and_ahead(self) -> list[dt.date]:
        """School days somebody has registered something of, and those to come: by these a pace is measured."""
        before = self.calendar["before"]
        added = np.diff(self.seen[:, codes.REPORTED_DAY])
        told = [day for day in self.school_days if added[before[day]]]
        return [self.columns.date(day) for day in [*told, *self.all_school_days[len(self.school_days) :]]]

    def of_day(self, day: int, mark: int) -> int:
        """What one day adds to a sum."""
        before = self.calendar["before"]
        return int(self.seen[before[day + 1], mark] - self.seen[before[day], mark])

    @cached_property
    def memberships(self) -> np.ndarray:
        """The pupil's memberships of groups."""
        return self.facts.memberships[self.pupil["memberships"] : self.pupil["memberships_end"]]

    def open_slots(self) -> set[int]:
        """Subjects the pupil has today, and those with absence but no group."""
        ties = self.memberships
        live = (ties["since"] <= self.today) & (self.today <= ties["until"])
        loose = set(self.entries["slot"].tolist()) - set(ties["slot"].tolist())
        return {slot for slot in set(ties["slot"][live].tolist()) | loose if slot >= 0}

    def code_of(self, slot: int) -> str:
        """The subject's code."""
        return self.columns.raw.subject_codes[slot % len(self.columns.raw.subject_codes)]

    def settle(self, slot: int) -> tuple[list[int], Settlement] | None:
        """The subject's absence rows, and what became of each; None where the planned hours or the law are unknown."""
        planned = int(self.facts.subjects[slot]["planned"])
        if not planned:
            return None
        pairs = self.events(slot)
        hours, events = Fraction(planned, HOURS), [event for _, event in pairs]
        try:
            settlement = settle(events, hours, ANY_LENGTH, self.as_of, holy_days=self.holy_days)
        except LawUnknown:
            return None
        return [row for row, _ in pairs], settlement

    def events(self, slot: int) -> list[tuple[int, Event]]:
        """The subject's absences with their rows, in the order of days.

        Lessons missed; then, of a share of a day, that share of its lessons nobody has spoken of.
        """
        lessons = (self.entries["slot"] == slot) & (self.kept["minutes"] > 0)
        found = [self._event(place, int(self.kept[place]["minutes"])) for place in np.flatnonzero(lessons).tolist()]
        told: Counter[dt.date] = Counter()
        for _row, event in found:
            told[event.on] += event.minutes
        for place in np.flatnonzero(self.kept["hundredths"] > 0).tolist():
            on, held = self.columns.date(self.entries[place]["day"]), self.held(slot, int(self.entries[place]["day"]))
            minutes = min(held * int(self.kept[place]["hundredths"]) // WHOLE_DAY, held - told[on])
            if minutes > 0:
                told[on] += minutes
                found.append(self._event(place, minutes))
        return sorted(found, key=lambda pair: pair[1].on)

    def _event(self, place: int, minutes: int) -> tuple[int, Event]:
        entry, speaks = self.entries[place], self.entries[self.kept[place]["by"]]
        cause, documentation = CAUSES[speaks["cause"]].strip(), DOCUMENTATION[speaks["documentation"]]
        return int(entry["row"]), Event(self.columns.date(entry["day"]), minutes, cause, documentation)

    def held(self, slot: int, day: int) -> int:
        """Minutes held in the subject on a day."""
        return sum(int(lessons["held"][lessons["day"] == day].sum()) for lessons in self._lessons(slot))

    def has_unregistered(self, slot: int) -> bool:
        """Whether there are lessons in the subject that nobody has registered, and that may be absence."""
        for lessons in self._lessons(slot):
            open_days = lessons["day"][lessons["held"] > lessons["registered"]].tolist()
            if any(self.of_day(day, codes.UNREPORTED) and not self._is_missed(slot, day) for day in open_days):
                return True
        return False

    def _is_missed(self, slot: int, day: int) -> bool:
        """Whether the pupil is known to be away from all that was held in the subject on a day."""
        on = self.columns.date(day)
        return sum(event.minutes for _row, event in self.events(slot) if event.on == on) >= self.held(slot, day)

    def _lessons(self, slot: int) -> Iterator[np.ndarray]:
        """The subject's days with lessons through today, for each of the pupil's groups in it."""
        for tie in self.memberships[self.memberships["slot"] == slot]:
            begins, ends = self.facts.lessons_of[tie["group"]]
            lessons = self.facts.lessons[begins:ends]
            days = lessons["day"]
            yield lessons[(days >= tie["since"]) & (days <= min(int(tie["until"]), self.today))]

    @cached_property
    def holy_days(self) -> list[dt.date]:
        """Documented holy days (cause c) in any subject, oldest first."""
        documented_by = causes()["c"].documented_by
        documented = [DOCUMENTATION.index(cast(Documentation, name)) for name in documented_by]
        is_holy = (self.entries["cause"] == CAUSES.index("c")) & np.isin(self.entries["documentation"], documented)
        is_kept = (self.kept["minutes"] > 0) | (self.kept["hundredths"] > 0)
        return [self.columns.date(day) for day in np.unique(self.entries["day"][is_holy & is_kept])]
