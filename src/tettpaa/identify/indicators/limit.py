"""Fraværsgrensen in one subject (opplæringsforskrifta § 9-8), settled event by event. Pure.

Absence in a subject may be at most 10 % of the hours planned for the school year, counted in hours
of 60 minutes; strictly more than that costs the grade, nothing is rounded. The order of events
decides: under the text in force from 1 August 2025 absence for health counts until the limit is
reached, also when a doctor has signed for it, and from then on a health professional's note exempts.

This is the judge: the compiled fold must give the same minutes for the same events.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from typing import Literal

from tettpaa.knowledge.law.absence_limit import AbsenceLimit, Documentation, causes, law_on
from tettpaa.schools.places.school_year import school_year_of

Outcome = Literal["within", "over_10", "over_15"]
Treatment = Literal["counts", "exempt", "health_until_limit", "risk_until_limit"]


@dataclass(frozen=True)
class Event:
    """One absence in the subject: minutes away on a day, cause a–i or '', and how it is documented.

    Negative minutes correct earlier absence of the same cause and documentation.
    """

    on: dt.date
    minutes: int
    cause: str = ""
    documentation: Documentation = "none"


@dataclass(frozen=True)
class Verdict:
    """What became of an event: how many of its minutes counted, and the code of the reason."""

    event: Event
    counted_minutes: Fraction
    why: str


@dataclass(frozen=True)
class Settlement:
    """Where a pupil stands in one subject as of a day. Verdicts lie in the order the law reads them."""

    law: AbsenceLimit
    as_of: dt.date
    planned_hours: Fraction
    lesson_minutes: int
    verdicts: tuple[Verdict, ...]

    @property
    def limit_minutes(self) -> Fraction:
        """10 % of the planned hours, in minutes, unrounded."""
        return self._share(self.law.limit_percent)

    @property
    def discretion_minutes(self) -> Fraction:
        """15 % of the planned hours: up to here the head may decide for a grade."""
        return self._share(self.law.discretion_percent)

    @property
    def counted_minutes(self) -> Fraction:
        """What counts against the limit."""
        return sum((verdict.counted_minutes for verdict in self.verdicts), Fraction(0))

    @property
    def left_minutes(self) -> Fraction:
        """What may still be used without passing the limit; 0 once it is reached or passed."""
        return max(Fraction(0), self.limit_minutes - self.counted_minutes)

    @property
    def lessons_within(self) -> int:
        """The most whole lessons that are still within the limit."""
        return int(self.limit_minutes // self.lesson_minutes)

    @property
    def lessons_over(self) -> int:
        """The fewest whole lessons that pass the limit."""
        return self.lessons_within + 1

    @property
    def discretion_lessons(self) -> int:
        """The most whole lessons up to which the head may decide."""
        return int(self.discretion_minutes // self.lesson_minutes)

    @property
    def lessons_left(self) -> int:
        """Whole lessons that may still be missed without passing the limit."""
        return int(self.left_minutes // self.lesson_minutes)

    @property
    def outcome(self) -> Outcome:
        """Within the limit, over it, or over what the head may decide about. Over is strictly more."""
        if self.counted_minutes > self.discretion_minutes:
            return "over_15"
        return "over_10" if self.counted_minutes > self.limit_minutes else "within"

    @property
    def passed_on(self) -> dt.date | None:
        """The day of the event that passed the limit."""
        sums = accumulate(verdict.counted_minutes for verdict in self.verdicts)
        for verdict, counted in zip(self.verdicts, sums, strict=True):
            if counted > self.limit_minutes:
                return verdict.event.on
        return None

    def _share(self, percent: int) -> Fraction:
        return self.planned_hours * self.law.minutes_per_hour * percent / 100


def settle(
    events: Iterable[Event],
    planned_hours: Fraction | int,
    lesson_minutes: int,
    as_of: dt.date,
    *,
    has_documented_risk: bool = False,
    holy_days: Sequence[dt.date] | None = None,
) -> Settlement:
    """Settle one pupil's absence in one subject for the school year of `as_of`, by the law of that day.

    Events on one day keep the order given, corrections last. `has_documented_risk`: a health
    professional has documented a condition with a higher risk of absence, so that
    self-certification holds after the limit too. `holy_days`: the pupil's documented holy days in
    all subjects this year, oldest first, of which the first two are exempt; without it, those
    among the events. Planned hours and lesson length are above zero; LawUnknown for too early a day.
    """
    law = law_on(as_of)
    whole = Settlement(law, as_of, Fraction(planned_hours), lesson_minutes, ())
    if whole.planned_hours <= 0 or lesson_minutes <= 0:
        raise ValueError("planned hours and lesson minutes are above zero")
    ordered = sorted(events, key=lambda event: (event.on, event.minutes < 0))
    standing = _standing(ordered, as_of)
    documented = _holy_days_among(zip(ordered, standing, strict=True)) if holy_days is None else holy_days
    exempt_days = documented[: law.holy_days_at_most]
    counted, verdicts = Fraction(0), []
    for event, (minutes, why) in zip(ordered, standing, strict=True):
        share = Fraction(0)
        if not why:
            treatment, why = treatment_of(event, law, exempt_days, has_documented_risk)
            share, why = _share_that_counts(minutes, treatment, why, whole.limit_minutes - counted)
        counted += share
        verdicts.append(Verdict(event, share, why))
    return replace(whole, verdicts=tuple(verdicts))


def _standing(events: Sequence[Event], as_of: dt.date) -> list[tuple[int, str]]:
    """Per event the minutes left after corrections, and a reason where there are none to judge.

    A correction takes from the latest earlier events of the same cause and documentation, which
    are then judged as if they had been recorded right at once.
    """
    why = [_left_out(event, as_of) for event in events]
    left = [0 if out else max(0, event.minutes) for event, out in zip(events, why, strict=True)]
    for place, event in enumerate(events):
        if why[place] or event.minutes > 0:
            continue
        missing = -event.minutes
        for earlier in range(place - 1, -1, -1):
            same = (events[earlier].cause, events[earlier].documentation) == (event.cause, event.documentation)
            if same and left[earlier] and missing:
                taken = min(left[earlier], missing)
                left[earlier] -= taken
                missing -= taken
                why[earlier] = "" if left[earlier] else "corrected"
        why[place] = "correction_of_nothing" if missing else "correction"
    return list(zip(left, why, strict=True))


def _left_out(event: Event, as_of: dt.date) -> str:
    """One settlement for the whole school year; nothing follows from another, nothing from the future."""
    if event.on > as_of:
        return "after_as_of"
    return "another_year" if school_year_of(event.on) != school_year_of(as_of) else ""


def _holy_days_among(standing: Iterable[tuple[Event, tuple[int, str]]]) -> list[dt.date]:
    """Days with documented absence for other religious holy days (cause c), oldest first, each once."""
    documented_by = causes()["c"].documented_by
    return sorted(
        {
            event.on
            for event, (minutes, why) in standing
            if minutes and not why and event.cause == "c" and event.documentation in documented_by
        }
    )


def treatment_of(
    event: Event, law: AbsenceLimit, exempt_days: Sequence[dt.date], has_documented_risk: bool
) -> tuple[Treatment, str]:
    """How § 9-8 treats an absence of this cause and documentation, and the reason.

    A health professional's note or a self-certificate without a cause is for health: no other
    cause takes them alone.
    """
    is_health = event.cause == "a" or (not event.cause and event.documentation in ("self", "health"))
    if event.documentation == "none":
        return "counts", "undocumented"
    if event.documentation == "self":
        if not is_health:
            return "counts", "self_only_for_health"
        is_at_risk = has_documented_risk and law.self_certification_at_risk
        return ("risk_until_limit" if is_at_risk else "counts"), "self_certified"
    if is_health:
        if event.documentation not in causes()["a"].documented_by:
            return "counts", "not_by_health_professional"
        if law.health_documentation == "from_first_hour":
            return "exempt", "health_documented"
        return "health_until_limit", "health_before_limit"
    if event.cause not in law.causes:
        return "counts", "no_cause"
    if event.cause == "c" and event.on not in exempt_days:
        return "counts", "holy_day_past_the_limit"
    return "exempt", "documented_cause"


def _share_that_counts(minutes: int, treatment: Treatment, why: str, room: Fraction) -> tuple[Fraction, str]:
    """Minutes that count, given the room left to the limit; an event that reaches it counts that far only."""
    if treatment == "counts":
        return Fraction(minutes), why
    if treatment == "exempt":
        return Fraction(0), why
    kind = treatment.removesuffix("_until_limit")
    share = min(Fraction(minutes), max(Fraction(0), room))
    if share == minutes:
        return share, why
    return share, f"{kind}_reaches_limit" if share else f"{kind}_after_limit"
