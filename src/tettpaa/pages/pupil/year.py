"""One pupil's school year as the fold sees it: each school day with what it added, and what is left of its absence."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.law import CAUSES, DOCUMENTATION
from tettpaa.identify.indicators.fold import codes
from tettpaa.identify.indicators.fold.settle import settle
from tettpaa.identify.indicators.fold.shapes import KEPT, Facts
from tettpaa.identify.indicators.fold.take import WHOLE_DAY
from tettpaa.identify.indicators.sight import Sight
from tettpaa.knowledge.law.absence_limit import Documentation


@dataclass(frozen=True)
class Absence:
    """What counts of an absence on one school day, after corrections: minutes, or hundredths of a day.

    `slot` is the subject at its school, −1 for none; `code` the source's own word, None where it gave none.
    """

    on: dt.date
    lesson: int | None
    slot: int
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
    """A school day. `held`, `away` and `known` are minutes: of lessons held, away, and registered or known to be away.

    `whole` is the day's part in days of absence, in hundredths; `held_in` and `registered_in` are by slot.
    """

    on: dt.date
    held: int = 0
    away: int = 0
    known: int = 0
    whole: int = 0
    is_unreported: bool = False
    absences: list[Absence] = field(default_factory=list)
    held_in: Counter[int] = field(default_factory=Counter)
    registered_in: Counter[int] = field(default_factory=Counter)

    @property
    def is_whole_day(self) -> bool:
        return self.whole >= WHOLE_DAY

    @property
    def is_reported(self) -> bool:
        """Somebody has registered something, or nothing was to be registered."""
        return self.known > 0 or self.whole > 0 or not self.held


@dataclass(frozen=True)
class Subject:
    """A subject the pupil has: planned minutes of the year and lesson length in minutes, None where unknown."""

    slot: int
    code: str
    planned_minutes: int | None
    lesson_minutes: int | None


@dataclass(frozen=True)
class PupilYear:
    """`days` are the school days through `as_of`, `ahead` those to come; without a calendar nothing is known."""

    as_of: dt.date
    has_calendar: bool
    has_lessons: bool
    days: list[Day]
    ahead: list[dt.date]
    closed: list[dt.date]
    subjects: list[Subject]


def year_of(columns: Columns, pupil: int, as_of: dt.date, *, is_whole: bool = True) -> PupilYear | None:
    """The pupil's year as known on the day; None for a year the pupil was not enrolled in.

    Unless it is to be whole, only what settles the subjects is told: absences, and lessons where absence is
    given in days.
    """
    if pupil not in columns.pupils:
        return None
    facts, today = columns.facts(as_of), columns.day(as_of)
    record = facts.pupils[columns.number_of(pupil)]
    calendar = facts.calendars[record["calendar"]]
    school_days = [int(day) for day in np.flatnonzero(calendar["is_school_day"])]
    days = {day: Day(columns.date(day)) for day in school_days if day <= today}
    entries, kept = _settled(facts, record, today)
    for absence, day in _absences(columns, entries, kept):
        days[day].absences.append(absence)
    if is_whole or (kept["hundredths"] > 0).any():
        _add_lessons(facts, record, days)
    if is_whole:
        _add_sums(Sight(columns, columns.number_of(pupil), as_of), days)
    return PupilYear(
        as_of=as_of,
        has_calendar=bool(record["has_calendar"]),
        has_lessons=bool(record["has_lessons"]),
        days=list(days.values()),
        ahead=[columns.date(day) for day in school_days if day > today],
        closed=list(_closed(columns, calendar, school_days, today)),
        subjects=_subjects(columns, facts, record, today, entries),
    )


def _settled(facts: Facts, record: np.ndarray, today: int) -> tuple[np.ndarray, np.ndarray]:
    """The pupil's entries through today, and what corrections have left of each."""
    entries = facts.entries[record["entries"] : record["entries_end"]]
    kept = np.zeros(len(entries), KEPT)
    count = settle(entries, today, facts.subjects, kept)
    return entries[:count], kept[:count]


def _add_sums(sight: Sight, days: dict[int, Day]) -> None:
    """What each day added to the fold's own sums."""
    for number, day in days.items():
        day.away = sight.of_day(number, codes.ALL)
        day.known = sight.of_day(number, codes.REPORTED)
        day.whole = sight.of_day(number, codes.WHOLE)
        day.is_unreported = sight.of_day(number, codes.UNREPORTED) > 0


def _closed(columns: Columns, calendar: np.ndarray, school_days: list[int], today: int) -> Iterator[dt.date]:
    """Weekdays without school between the first school day and today."""
    for day in range(school_days[0] if school_days else today, today + 1):
        if not calendar["is_school_day"][day] and columns.date(day).weekday() < 5:
            yield columns.date(day)


def _add_lessons(facts: Facts, record: np.ndarray, days: dict[int, Day]) -> None:
    """Minutes held, in all and in each subject, and registered in it, while the pupil is a member of a group."""
    for membership in memberships_of(facts, record):
        begins, ends = facts.lessons_of[membership["group"]]
        slot = int(membership["slot"])
        for lesson in facts.lessons[begins:ends]:
            day = days.get(int(lesson["day"]))
            if day is not None and membership["since"] <= lesson["day"] <= membership["until"]:
                day.held += int(lesson["held"])
                day.held_in[slot] += int(lesson["held"])
                day.registered_in[slot] += int(lesson["registered"])


def memberships_of(facts: Facts, record: np.ndarray) -> np.ndarray:
    """The pupil's memberships of groups."""
    return facts.memberships[record["memberships"] : record["memberships_end"]]


def _absences(columns: Columns, entries: np.ndarray, kept: np.ndarray) -> Iterator[tuple[Absence, int]]:
    """Each absence with its day's number, in the order of time."""
    texts, code_of = columns.raw.absence_codes, columns.raw["absences"]["code"]
    for entry, left in zip(entries, kept, strict=True):
        told = entries[left["by"]]
        code = int(code_of[entry["row"]])
        absence = Absence(
            on=columns.date(entry["day"]),
            lesson=int(entry["lesson"]) if entry["lesson"] >= 0 else None,
            slot=int(entry["slot"]),
            minutes=int(left["minutes"]),
            hundredths=int(left["hundredths"]),
            cause=CAUSES[told["cause"]].strip(),
            documentation=cast(Documentation, DOCUMENTATION[told["documentation"]]),
            code=texts[code] if code >= 0 else None,
            is_late=bool(entry["is_late"]),
            is_unknown_code=bool(entry["is_unknown_code"]),
        )
        yield absence, int(entry["day"])


def _subjects(columns: Columns, facts: Facts, record: np.ndarray, today: int, entries: np.ndarray) -> list[Subject]:
    """Those the pupil is a member of a group in today, and those with absence so far but no group."""
    ties = memberships_of(facts, record)
    live = (ties["since"] <= today) & (today <= ties["until"])
    loose = set(entries["slot"].tolist()) - set(ties["slot"].tolist())
    return [
        Subject(
            slot,
            columns.raw.subject_codes[slot % len(columns.raw.subject_codes)],
            int(facts.subjects[slot]["planned"]) or None,
            int(facts.subjects[slot]["lesson_minutes"]) or None,
        )
        for slot in sorted(set(ties["slot"][live].tolist()) | loose)
        if slot >= 0
    ]
