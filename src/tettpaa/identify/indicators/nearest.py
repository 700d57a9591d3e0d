"""The subjects in which a pupil nears the absence limit, or has passed it (opplæringsforskrifta § 9-8), the nearest first."""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.gauges import HOURS
from tettpaa.identify.indicators.limit import Settlement
from tettpaa.identify.indicators.limit_projection import project
from tettpaa.identify.indicators.programs import levels_as_bits
from tettpaa.identify.indicators.rules import Condition
from tettpaa.identify.indicators.sight import Sight

WEEK = 7
# The limit holds in upper secondary school only.
LEVELS = levels_as_bits(("Vg1", "Vg2", "Vg3"))


@dataclass(frozen=True)
class Nearness:
    """When a subject is near: percent of planned hours used, or hours left, or weeks until it is passed at this pace.

    The regulation gives no figure. Ours is three quarters of the limit, 7.5 %: 10.5 of 14 hours.
    """

    percent: float = 7.5
    hours_left: float = 0
    weeks: int = -1


def nearness_of(conditions: Iterable[Condition]) -> Nearness:
    """Ours, or as far from the limit as any of the rules flags."""
    near = Nearness()
    for each in conditions:
        bound = each.threshold
        if each.gauge.indicator == "subject_share_max" and each.comparison in ("at_least", "more_than"):
            near = replace(near, percent=min(near.percent, bound))
        elif each.gauge.indicator == "subject_hours_left_min" and each.comparison in ("at_most", "less_than"):
            near = replace(near, hours_left=max(near.hours_left, bound))
        elif each.gauge.indicator == "subject_passes_within" and each.comparison in ("at_most", "less_than"):
            near = replace(near, weeks=max(near.weeks, math.floor(bound)))
    return near


@dataclass(frozen=True)
class NearSubject:
    """A subject by its code: hours of 60 minutes left to the limit, below 0 where it is passed.

    `is_at_most`: lessons that nobody has registered may leave fewer. `weeks`: whole weeks until it is passed at the
    pace of the last 20 school days, where that is why it is near; else None.
    """

    code: str
    left_hours: float
    is_at_most: bool
    weeks: int | None


def subjects_near(columns: Columns, number: int, as_of: dt.date, near: Nearness) -> list[NearSubject]:
    """The near and the passed subjects of the pupil with this number in the columns.

    Subjects whose planned hours nobody has delivered are left out: nothing is known of their limit.
    """
    sight = Sight(columns, number, as_of)
    if not (sight.pupil["has_calendar"] and sight.pupil["year_level"] & LEVELS):
        return []
    found = []
    for slot in sight.open_slots():
        settled = sight.settle(slot)
        if settled and settled[0]:
            found += _near(sight, slot, settled[1], near)
    return sorted(found, key=lambda each: (each.left_hours, each.code))


def _near(sight: Sight, slot: int, settlement: Settlement, near: Nearness) -> list[NearSubject]:
    left = float(settlement.limit_minutes - settlement.counted_minutes) / HOURS
    percent = 100 * float(settlement.counted_minutes / settlement.planned_hours) / HOURS
    is_near = percent >= near.percent or left <= near.hours_left
    weeks = None if is_near or near.weeks < 0 else _weeks(sight, settlement)
    if not is_near and (weeks is None or weeks > near.weeks):
        return []
    return [NearSubject(sight.code_of(slot), round(left, 4), sight.has_unregistered(slot), weeks)]


def _weeks(sight: Sight, settlement: Settlement) -> int | None:
    """Whole weeks to the day it is passed, None where it will not be, or it is too early to say."""
    projection = project(settlement, sight.told_and_ahead)
    if projection.kind != "at_this_pace" or projection.on is None:
        return None
    return math.ceil((projection.on - settlement.as_of).days / WEEK)
