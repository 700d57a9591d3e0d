"""The absence limit in each of a pupil's subjects, settled by the plain calculator (`indicators/limit.py`)."""

import datetime as dt
import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from tettpaa.identify.indicators.limit import Event, Settlement, settle
from tettpaa.identify.indicators.limit_projection import project
from tettpaa.identify.indicators.reference.case import Case
from tettpaa.identify.indicators.reference.days import SEEN, Day, is_reported
from tettpaa.knowledge.law.absence_limit import Documentation, LawUnknown, causes, law_on

Slot = tuple[str, str]
ANY_LENGTH = 60


@dataclass(frozen=True)
class Account:
    """A subject the pupil has on a day: what counts, what nobody has registered, and the plan (0: unknown)."""

    slot: Slot
    counted: Fraction
    untold: int
    planned: int
    settlement: Settlement | None


def law_is_known(as_of: dt.date) -> bool:
    try:
        law_on(as_of)
    except LawUnknown:
        return False
    return True


def accounts(case: Case, days: list[Day], as_of: dt.date, on: dt.date) -> list[Account]:
    """Each subject open on the day `on`, by what is known as of `as_of`."""
    past = [day for day in days if day.on <= on]
    told = [_slot(case, membership.group) for membership in case.memberships]
    told += [piece.slot for day in days for piece in day.pieces]
    slots = {slot for slot in told if slot}
    holy_days = _holy_days(past)
    return [
        _account(case, slot, past, as_of, on, holy_days)
        for slot in sorted(slots) if _is_open(case, slot, on)
    ]  # fmt: skip


def _slot(case: Case, group: str) -> Slot | None:
    found = case.groups.get(group)
    return (found.school, found.subject) if found and found.subject else None


def _is_open(case: Case, slot: Slot | None, on: dt.date) -> bool:
    """While the pupil is a member of a group in it; always where there is no membership."""
    ties = [membership for membership in case.memberships if _slot(case, membership.group) == slot]
    return not ties or any(tie.covers(on) for tie in ties)


def _holy_days(days: list[Day]) -> list[dt.date]:
    """Documented holy days in any subject, oldest first."""
    documented = causes()["c"].documented_by
    documented_days = {
        day.on
        for day in days
        for piece in day.pieces
        if piece.cause == "c" and piece.documentation in documented and (piece.minutes or piece.share)
    }
    return sorted(documented_days)


def _account(case: Case, slot: Slot, days: list[Day], as_of: dt.date, on: dt.date, holy_days: list[dt.date]) -> Account:
    subject = case.subjects.get(slot)
    planned = subject.planned_minutes or 0 if subject else 0
    events = [event for day in days for event in _events(case, slot, day)]
    untold = sum(_untold(case, slot, day) for day in days)
    if planned:
        # The law of `as_of` settles the whole year's account, also when looking back within it.
        settlement = settle(events, Fraction(planned, 60), ANY_LENGTH, as_of, holy_days=holy_days)
        return Account(slot, settlement.counted_minutes, untold, planned, settlement)
    vast = settle(events, 10**6, ANY_LENGTH, as_of, holy_days=holy_days)
    return Account(slot, vast.counted_minutes, untold, 0, None)


def _events(case: Case, slot: Slot, day: Day) -> list[Event]:
    """Lesson absence in the subject; then, for a share of the day away, that share of its lessons."""
    lessons = [piece for piece in day.pieces if piece.minutes > 0 and piece.slot == slot]
    events = [Event(day.on, piece.minutes, piece.cause, cast(Documentation, piece.documentation)) for piece in lessons]
    held = _held(case, slot, day)
    for piece in day.pieces:
        if piece.share > 0:
            left = held - sum(event.minutes for event in events)
            minutes = min(int(held * piece.share), left)
            if minutes > 0:
                events.append(Event(day.on, minutes, piece.cause, cast(Documentation, piece.documentation)))
    return events


def _held(case: Case, slot: Slot, day: Day) -> int:
    return sum(lesson.minutes for lesson in day.lessons if _slot(case, lesson.group) == slot)


def _untold(case: Case, slot: Slot, day: Day) -> int:
    """Minutes of the subject nobody has spoken of, on a day that is not wholly missed."""
    if not day.untold:
        return 0
    held = _held(case, slot, day)
    unregistered = sum(lesson.minutes for lesson in day.open_lessons if _slot(case, lesson.group) == slot)
    missed = sum(event.minutes for event in _events(case, slot, day))
    return max(0, held - max(held - unregistered, missed))


def weeks_left(case: Case, days: list[Day], found: list[Account], on: dt.date) -> float:
    """Whole weeks until the first subject passes; inf at no such pace; −inf too early or late to say; NaN no plan."""
    known = [account.settlement for account in found if account.settlement]
    if not known:
        return math.nan
    told = [day.on for day in days if day.on <= on and is_reported(day, SEEN)]
    ahead = [day for day in case.school_days() if day > on]
    weeks = [_weeks(settlement, told + ahead, on) for settlement in known]
    if 0 in weeks:
        return 0
    return -math.inf if -math.inf in weeks else min(weeks)


def _weeks(settlement: Settlement, school_days: list[dt.date], on: dt.date) -> float:
    projection = project(replace(settlement, as_of=on), school_days)
    if projection.kind == "passed":
        return 0
    if projection.kind == "unknown":
        return -math.inf
    if projection.kind == "not_at_this_pace" or projection.on is None:
        return math.inf
    return math.ceil((projection.on - on).days / 7)
