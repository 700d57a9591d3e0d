"""Each of a pupil's subjects against the absence limit, settled by the plain calculator, with what each absence counted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.fold.take import WHOLE_DAY
from tettpaa.identify.indicators.limit import Event, Settlement, Verdict, settle
from tettpaa.identify.indicators.limit_projection import PACE_DAYS, Projection, project
from tettpaa.knowledge.law.absence_limit import LawUnknown, causes
from tettpaa.pages.pupil.year import Absence, Day, PupilYear, Subject, year_of

ANY_LENGTH = 60


@dataclass(frozen=True)
class SubjectLimit:
    """One subject. `settlement` is None where the planned hours are unknown; `is_known` False: nothing registered.

    `counted` pairs each absence with what became of it, in the order the law reads them.
    """

    subject: Subject
    used_minutes: int
    is_known: bool
    unregistered_minutes: int
    settlement: Settlement | None
    projection: Projection | None
    projected_minutes: Fraction | None
    counted: list[tuple[Absence, Verdict | None]]


def limits_of(year: PupilYear) -> list[SubjectLimit]:
    """Every subject of the pupil, those with least left first; those whose limit is unknown last."""
    holy_days = _holy_days(year.days)
    found = [_limit(year, subject, holy_days) for subject in year.subjects]
    return sorted(found, key=_urgency)


def nearest_of(columns: Columns, pupil: int, as_of: dt.date) -> tuple[str, Settlement] | None:
    """The subject code with the least left of those the pupil has been away from; None where there is none."""
    year = year_of(columns, pupil, as_of, is_whole=False)
    if year is None:
        return None
    holy_days = _holy_days(year.days)
    found = []
    for subject in year.subjects:
        events = [event for day in year.days for _absence, event in _events(day, subject.slot)]
        if events and (settlement := _settled(year, subject, events, holy_days)):
            found.append((settlement.left_minutes, -settlement.counted_minutes, subject.code, settlement))
    return min(found, key=lambda each: each[:3])[2:] if found else None


def _urgency(limit: SubjectLimit) -> tuple:
    settlement = limit.settlement
    if settlement is None or not limit.is_known:
        return settlement is None, 0, -limit.used_minutes, limit.subject.code
    return False, float(settlement.left_minutes) or -float(settlement.counted_minutes), 0, limit.subject.code


def _limit(year: PupilYear, subject: Subject, holy_days: list[dt.date]) -> SubjectLimit:
    events = [pair for day in year.days for pair in _events(day, subject.slot)]
    settlement = _settled(year, subject, [event for _absence, event in events], holy_days)
    verdicts: Sequence[Verdict | None] = settlement.verdicts if settlement else [None] * len(events)
    registered = sum(day.registered_in[subject.slot] for day in year.days)
    projection = project(settlement, [*_reported(year), *year.ahead]) if settlement else None
    return SubjectLimit(
        subject=subject,
        used_minutes=sum(event.minutes for _absence, event in events),
        is_known=bool(events) or registered > 0 or not year.has_lessons,
        unregistered_minutes=sum(_unregistered(day, subject.slot) for day in year.days),
        settlement=settlement,
        projection=projection,
        projected_minutes=_projected(year, settlement, projection),
        counted=[(absence, verdict) for (absence, _event), verdict in zip(events, verdicts, strict=True)],
    )


def _events(day: Day, slot: int) -> list[tuple[Absence, Event]]:
    """Lessons away in the subject; then, of a share of the day away, that share of its lessons in the subject."""
    found = [
        (each, Event(day.on, each.minutes, each.cause, each.documentation))
        for each in day.absences
        if each.slot == slot and each.minutes > 0
    ]
    held = day.held_in[slot]
    for each in day.absences if held else ():
        told = sum(event.minutes for _absence, event in found)
        minutes = min(held * each.hundredths // WHOLE_DAY, held - told)
        if minutes > 0:
            found.append((each, Event(day.on, minutes, each.cause, each.documentation)))
    return found


def _settled(year: PupilYear, subject: Subject, events: list[Event], holy_days: list[dt.date]) -> Settlement | None:
    if subject.planned_minutes is None:
        return None
    hours = Fraction(subject.planned_minutes, 60)
    try:
        return settle(events, hours, subject.lesson_minutes or ANY_LENGTH, year.as_of, holy_days=holy_days)
    except LawUnknown:
        return None


def _holy_days(days: list[Day]) -> list[dt.date]:
    """Documented other religious holy days (cause c) in any subject, oldest first."""
    documented_by = causes()["c"].documented_by
    return [
        day.on
        for day in days
        if any(each.is_absence and each.cause == "c" and each.documentation in documented_by for each in day.absences)
    ]


def _unregistered(day: Day, slot: int) -> int:
    """Minutes in the subject that nobody has registered, and that the pupil is not known to be away from."""
    if not day.is_unreported:
        return 0
    missed = sum(event.minutes for _absence, event in _events(day, slot))
    return max(0, day.held_in[slot] - max(day.registered_in[slot], missed))


def _reported(year: PupilYear) -> list[dt.date]:
    return [day.on for day in year.days if day.is_reported]


def _projected(year: PupilYear, settlement: Settlement | None, projection: Projection | None) -> Fraction | None:
    """What will have counted at the end of the year at the pace of the last 20 registered school days."""
    if settlement is None or projection is None or projection.kind == "unknown":
        return None
    past = _reported(year)[-PACE_DAYS:]
    if len(past) < PACE_DAYS:
        return None
    used = sum(verdict.counted_minutes for verdict in settlement.verdicts if verdict.event.on >= past[0])
    return settlement.counted_minutes + Fraction(used) * len(year.ahead) / PACE_DAYS
