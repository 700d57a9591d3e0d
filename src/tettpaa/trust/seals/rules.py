"""When a pupil has changed school, and which school's file is to be closed from which day. Pure.

Source: opplæringslova § 25-1 (2) and (4); forskrift til opplæringslova § 20-3: at a change of school only a closed list may
be fetched. Going to two schools at once is no change, and neither is the end of a stay as a guest.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tettpaa.schools.places.school_year import first_day, last_day

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Stay:
    """A pupil at a school, first and last day included."""

    school: int
    since: dt.date
    until: dt.date

    def holds(self, day: dt.date) -> bool:
        return self.since <= day <= self.until

    def covers(self, other: "Stay") -> bool:
        return self.since <= other.since and other.until <= self.until


@dataclass(frozen=True)
class Move:
    """The pupil's last day at a school, and the first on which she goes only elsewhere; None: nowhere yet."""

    left_on: dt.date
    due_on: dt.date | None


def stay_of(school: int, school_year: int, valid_from: dt.date, valid_to: dt.date | None) -> Stay:
    """An enrolment belongs to one school year, and ends with it where nothing else is said."""
    end = last_day(school_year)
    return Stay(school, max(valid_from, first_day(school_year)), min(valid_to or end, end))


def moves(stays: Collection[Stay], on: dt.date, known: Mapping[int, bool] | None = None) -> dict[int, Move]:
    """School → the move away from it, of every school she has begun at and goes on from.

    `known`: schools she was known to go to before what is told now, with whether a move away is noted already. A stay
    that one at another school covers is a guest's, and no move when it ends; but a cover that is told only now is not
    believed of a school that was known before, for then the source has dated the new stay back.
    """
    known = known or {}
    return {
        school: move for school in {stay.school for stay in stays}
        if (move := _move_from(school, stays, on, known)) is not None
    }  # fmt: skip


def _move_from(school: int, stays: Collection[Stay], on: dt.date, known: Mapping[int, bool]) -> Move | None:
    begun = [stay for stay in stays if stay.school == school and stay.since <= on]
    if not begun:
        return None
    last = max(begun, key=lambda stay: stay.until)
    others = [stay for stay in stays if stay.school != school]
    if not known.get(school, False) and any(_is_host(each, last, known) for each in others):
        return None
    due = next((day for day in _candidates(last, others) if not _is_at(school, stays, day)), None)
    return Move(last.until, due) if due is not None or last.until < on else None


def _is_host(other: Stay, stay: Stay, known: Mapping[int, bool]) -> bool:
    return other.covers(stay) and (other.school in known or stay.school not in known)


def _candidates(last: Stay, others: Collection[Stay]) -> Iterator[dt.date]:
    """Days after the last on which she begins, or goes on, elsewhere; the first of them first."""
    after = last.until + DAY
    yield from sorted({max(after, other.since) for other in others if other.until >= after})


def _is_at(school: int, stays: Collection[Stay], day: dt.date) -> bool:
    return any(stay.school == school and stay.holds(day) for stay in stays)
