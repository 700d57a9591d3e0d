"""When a pupil will pass the absence limit in a subject, if the last weeks go on. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tettpaa.identify.indicators.limit import Settlement
from tettpaa.schools.places.school_year import school_year_of

# The pace is that of the last 20 school days, so that one bad week alone does not foretell the year.
PACE_DAYS = 20


@dataclass(frozen=True)
class Projection:
    """'passed' (it has been, on `on`), 'at_this_pace' (it will be, on `on`), 'not_at_this_pace', or 'unknown'."""

    kind: Literal["passed", "at_this_pace", "not_at_this_pace", "unknown"]
    on: dt.date | None = None

    @property
    def week(self) -> int | None:
        """The ISO week of that day."""
        return self.on.isocalendar().week if self.on else None


def project(settlement: Settlement, school_days: Iterable[dt.date]) -> Projection:
    """The day the limit is passed at the pace of the last 20 school days: counted minutes per school day.

    `school_days` are the school year's days by the school's own calendar, those to come too; past
    days that nobody has reported are left out by the caller. Unknown before 20 days have passed
    and where the days to come are not known.
    """
    if settlement.outcome != "within":
        return Projection("passed", settlement.passed_on)
    year = school_year_of(settlement.as_of)
    days = sorted({day for day in school_days if school_year_of(day) == year})
    past = [day for day in days if day <= settlement.as_of][-PACE_DAYS:]
    ahead = [day for day in days if day > settlement.as_of]
    if len(past) < PACE_DAYS or not ahead:
        return Projection("unknown")
    used = sum(verdict.counted_minutes for verdict in settlement.verdicts if verdict.event.on >= past[0])
    if not used:
        return Projection("not_at_this_pace")
    needed = int(settlement.left_minutes * PACE_DAYS // used) + 1
    return Projection("at_this_pace", ahead[needed - 1]) if needed <= len(ahead) else Projection("not_at_this_pace")
