"""What each school day held: lessons, absence, and the numbers one day gives."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from tettpaa.identify.indicators.reference.case import Case, Lesson
from tettpaa.identify.indicators.reference.pieces import Piece, settled

SEEN, LEAST, MOST = "seen", "least", "most"
MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True)
class Day:
    """A school day of the pupil: the pupil's held lessons and what is left of the absence, as known on `as_of`."""

    on: dt.date
    lessons: list[Lesson]
    pieces: list[Piece]
    as_of: dt.date
    knows_lessons: bool

    @property
    def held(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def open_lessons(self) -> list[Lesson]:
        """Those nobody has registered."""
        return [lesson for lesson in self.lessons if lesson.registered_on is None or lesson.registered_on > self.as_of]

    @property
    def registered(self) -> int:
        return self.held - sum(lesson.minutes for lesson in self.open_lessons)

    @property
    def minutes(self) -> int:
        return sum(piece.minutes for piece in self.pieces)

    @property
    def share(self) -> Fraction:
        return sum((piece.share for piece in self.pieces), Fraction(0))

    @property
    def undocumented(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.documentation == "none" and (piece.minutes or piece.share)]

    @property
    def is_absent(self) -> bool:
        return self.minutes > 0 or self.share > 0

    @property
    def is_whole(self) -> bool:
        """Every held lesson is missed, or the source says a day."""
        return self.share >= 1 or (self.held > 0 and self.minutes >= self.held)

    @property
    def untold(self) -> int:
        """Minutes nobody has spoken of: held, less the larger of registered and missed; none of a whole day."""
        return 0 if self.is_whole else max(0, self.held - max(self.registered, self.minutes))

    @property
    def can_be_whole(self) -> bool:
        """Nothing is registered that was not missed."""
        return self.untold > 0 and self.minutes >= self.registered

    @property
    def is_blind(self) -> bool:
        """A share of a day away where no lessons are delivered: how many minutes, nobody knows."""
        return self.share > 0 and self.held == 0 and not self.knows_lessons

    @property
    def is_edge(self) -> bool:
        return self.on.weekday() in (0, 4)

    def missed(self, number: int) -> bool:
        return any(piece.minutes > 0 and piece.lesson == number for piece in self.pieces)

    def edge_lesson(self, *, is_first: bool) -> int | None:
        """The number of the first or the last lesson; a register for the whole day (0) is neither."""
        numbers = [lesson.number for lesson in self.lessons if lesson.number > 0]
        return (min(numbers) if is_first else max(numbers)) if numbers else None


def days_of(case: Case, as_of: dt.date) -> list[Day]:
    """The pupil's school days through `as_of`."""
    pieces = settled(case, as_of)
    knows = case.has_lessons()
    return [
        Day(on, _lessons_on(case, on), [piece for piece in pieces if piece.on == on], as_of, knows)
        for on in case.school_days() if on <= as_of
    ]  # fmt: skip


def _lessons_on(case: Case, day: dt.date) -> list[Lesson]:
    """Held lessons of the groups the pupil is a member of; twice where the pupil is a member twice."""
    return [
        lesson for membership in case.memberships if membership.covers(day) and membership.group in case.groups
        for lesson in case.lessons if lesson.group == membership.group and lesson.on == day
    ]  # fmt: skip


# What one day gives, as seen, at least and at most. The most: everything untold was missed.


def absence_days(day: Day, how: str) -> Fraction:
    if day.is_whole or (how == MOST and day.can_be_whole):
        return Fraction(1)
    return day.share


def single_minutes(day: Day, how: str) -> int:
    """Minutes of a day not wholly missed; at least none if it may turn out to be a day."""
    if day.is_whole or (how == LEAST and day.can_be_whole):
        return 0
    return day.minutes + _most_single(day, how)


def undocumented_days(day: Day, how: str) -> Fraction:
    if day.is_whole:
        return Fraction(1 if day.undocumented else 0)
    if how == MOST and day.can_be_whole:
        return Fraction(1)
    return sum((piece.share for piece in day.undocumented), Fraction(0))


def undocumented_minutes(day: Day, how: str) -> int:
    if day.is_whole or (how == LEAST and day.can_be_whole):
        return 0
    return sum(piece.minutes for piece in day.undocumented) + _most_single(day, how)


def _most_single(day: Day, how: str) -> int:
    """The untold minutes; one less where all of them would make it a day."""
    if how != MOST:
        return 0
    return day.untold - 1 if day.can_be_whole else day.untold


def all_minutes(day: Day, how: str) -> int:
    """Lessons missed, and for a share of a day that share of what was held."""
    away = max(day.minutes, min(day.held, day.minutes + int(day.held * day.share)))
    if how == MOST:
        away += MINUTES_A_DAY if day.is_blind else day.untold
    return away


def reported_minutes(day: Day, how: str) -> int:
    """Registered, or missed."""
    told = max(day.registered, all_minutes(day, SEEN))
    return told if how == SEEN else told + day.untold


def is_reported(day: Day, how: str) -> int:
    told = day.is_absent or day.registered > 0 or day.held == 0
    return 1 if told or (how != SEEN and day.untold > 0) else 0


def is_absent(day: Day, how: str) -> int:
    return 1 if day.is_absent or (how == MOST and day.untold > 0) else 0


def is_partial(day: Day, how: str) -> int:
    if day.is_whole or (how == LEAST and day.can_be_whole):
        return 0
    return is_absent(day, how)


def is_monday_or_friday(day: Day, how: str) -> int:
    return is_absent(day, how) if day.is_edge else 0


def late(day: Day, how: str) -> int:
    """At most once more in each lesson number that is not registered, on a day with untold minutes."""
    times = sum(piece.is_late for piece in day.pieces)
    if how == MOST and day.untold:
        times += len({lesson.number for lesson in day.open_lessons})
    return times


def first_missed(day: Day, how: str) -> int:
    return _edge_missed(day, how, is_first=True)


def last_missed(day: Day, how: str) -> int:
    return _edge_missed(day, how, is_first=False)


def _edge_missed(day: Day, how: str, *, is_first: bool) -> int:
    number = day.edge_lesson(is_first=is_first)
    if number is None or day.is_whole or (how == LEAST and day.can_be_whole):
        return 0
    is_open = how == MOST and day.untold > 0 and number in {lesson.number for lesson in day.open_lessons}
    return 1 if day.missed(number) or is_open else 0


def is_unregistered(day: Day, how: str) -> int:
    return 1 if day.untold > 0 else 0


def unknown_codes(day: Day, how: str) -> int:
    return sum(piece.is_unknown_code for piece in day.pieces)
