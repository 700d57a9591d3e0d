"""One pupil's school year as the fold takes it: each school day, its lessons, and what is left of its absence."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.law import DOCUMENTATION
from tettpaa.identify.indicators.fold.settle import settle
from tettpaa.identify.indicators.fold.shapes import KEPT, Facts
from tettpaa.knowledge.law.absence_limit import Documentation

CAUSES = " abcdefghi"
WHOLE_DAY = 100


@dataclass(frozen=True)
class Absence:
    """What counts of an absence on one school day, after corrections: minutes, or hundredths of a day.

    `code` is the source's own word; None where it gave none.
    """

    on: dt.date
    lesson: int | None
    subject: str
    minutes: int
    hundredths: int
    cause: str
    documentation: Documentation
    code: str | None
    is_late: bool
    is_unknown_code: bool

    @property
    def is_absence(self) -> bool:
        return self.minutes > 0 or self.hundredths > 0


@dataclass
class Day:
    """A school day: minutes held and registered, in all and by subject, and the absences."""

    on: dt.date
    held: int = 0
    registered: int = 0
    held_in: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    registered_in: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    absences: list[Absence] = field(default_factory=list)

    @property
    def away(self) -> int:
        """Minutes away; of a day that is away as a share, that share of its lessons."""
        minutes, share = sum(each.minutes for each in self.absences), sum(each.hundredths for each in self.absences)
        return max(minutes, min(self.held, minutes + self.held * share // WHOLE_DAY))

    @property
    def share_away(self) -> int:
        """Hundredths of the day given as days by the source."""
        return sum(each.hundredths for each in self.absences)

    @property
    def is_whole_day(self) -> bool:
        """Away from everything that was held, or a whole day by the source."""
        return self.share_away >= WHOLE_DAY or (self.held > 0 and self.away >= self.held)

    @property
    def unregistered(self) -> int:
        """Minutes that nobody has registered, in lessons the pupil is not known to be away from."""
        return max(0, self.held - max(self.registered, self.away))


@dataclass(frozen=True)
class Subject:
    """A subject the pupil has: planned hours of the year and lesson length in minutes, None where unknown."""

    code: str
    planned_minutes: int | None
    lesson_minutes: int | None


@dataclass(frozen=True)
class PupilYear:
    """`days` are the school days through `as_of`, `ahead` those to come; `has_calendar` False: nothing is known."""

    as_of: dt.date
    has_calendar: bool
    has_lessons: bool
    days: list[Day]
    ahead: list[dt.date]
    closed: list[dt.date]
    subjects: list[Subject]


def year_of(columns: Columns, pupil: int, as_of: dt.date, *, with_lessons: bool = True) -> PupilYear | None:
    """The pupil's year as known on the day; None for a year the pupil was not enrolled in.

    Without lessons nothing is known of what was held: enough to settle absence that is told by lesson.
    """
    if pupil not in columns.pupils:
        return None
    facts, today = columns.facts(as_of), columns.day(as_of)
    record = facts.pupils[columns.number_of(pupil)]
    calendar = facts.calendars[record["calendar"]]
    school_days = [int(day) for day in np.flatnonzero(calendar["is_school_day"])]
    days = {day: Day(columns.date(day)) for day in school_days if day <= today}
    if with_lessons:
        _add_lessons(columns, facts, record, days)
    for absence, day in _absences(columns, facts, record, today):
        days[day].absences.append(absence)
    return PupilYear(
        as_of=as_of,
        has_calendar=bool(record["has_calendar"]),
        has_lessons=bool(record["has_lessons"]),
        days=list(days.values()),
        ahead=[columns.date(day) for day in school_days if day > today],
        closed=list(_closed(columns, calendar, school_days, today)),
        subjects=_subjects(columns, facts, record, today),
    )


def _closed(columns: Columns, calendar: np.ndarray, school_days: list[int], today: int) -> Iterator[dt.date]:
    """Weekdays without school between the first school day and today."""
    for day in range(school_days[0] if school_days else today, today + 1):
        if not calendar["is_school_day"][day] and columns.date(day).weekday() < 5:
            yield columns.date(day)


def _add_lessons(columns: Columns, facts: Facts, record: np.ndarray, days: dict[int, Day]) -> None:
    """The lessons of each group, while the pupil is a member."""
    for membership in _memberships(facts, record):
        begins, ends = facts.lessons_of[membership["group"]]
        subject = _code(columns, membership["slot"])
        for lesson in facts.lessons[begins:ends]:
            day = days.get(int(lesson["day"]))
            if day is not None and membership["since"] <= lesson["day"] <= membership["until"]:
                day.held += int(lesson["held"])
                day.registered += int(lesson["registered"])
                day.held_in[subject] += int(lesson["held"])
                day.registered_in[subject] += int(lesson["registered"])


def _memberships(facts: Facts, record: np.ndarray) -> np.ndarray:
    return facts.memberships[record["memberships"] : record["memberships_end"]]


def _absences(columns: Columns, facts: Facts, record: np.ndarray, today: int) -> Iterator[tuple[Absence, int]]:
    entries = facts.entries[record["entries"] : record["entries_end"]]
    kept = np.zeros(len(entries), KEPT)
    count = settle(entries, today, facts.subjects, kept)
    codes, code_of = columns.raw.absence_codes, columns.raw["absences"]["code"]
    for entry, left in zip(entries[:count], kept[:count], strict=True):
        code = int(code_of[entry["row"]])
        absence = Absence(
            on=columns.date(entry["day"]),
            lesson=int(entry["lesson"]) if entry["lesson"] >= 0 else None,
            subject=_code(columns, entry["slot"]),
            minutes=int(left["minutes"]),
            hundredths=int(left["hundredths"]),
            cause=CAUSES[entry["cause"]].strip(),
            documentation=cast(Documentation, DOCUMENTATION[entry["documentation"]]),
            code=codes[code] if code >= 0 else None,
            is_late=bool(entry["is_late"]),
            is_unknown_code=bool(entry["is_unknown_code"]),
        )
        yield absence, int(entry["day"])


def _subjects(columns: Columns, facts: Facts, record: np.ndarray, today: int) -> list[Subject]:
    """Those the pupil is a member of a group in today, and those with absence but no group."""
    memberships = _memberships(facts, record)
    had = {int(slot) for slot in memberships["slot"] if slot >= 0}
    live = (memberships["since"] <= today) & (today <= memberships["until"])
    open_ones = {int(slot) for slot in memberships["slot"][live] if slot >= 0}
    entries = facts.entries[record["entries"] : record["entries_end"]]
    loose = {int(entry["slot"]) for entry in entries if entry["slot"] >= 0} - had
    return [
        Subject(
            _code(columns, slot),
            int(facts.subjects[slot]["planned"]) or None,
            int(facts.subjects[slot]["lesson_minutes"]) or None,
        )
        for slot in sorted(open_ones | loose)
    ]


def _code(columns: Columns, slot: int) -> str:
    codes = columns.raw.subject_codes
    return codes[int(slot) % len(codes)] if slot >= 0 else ""
