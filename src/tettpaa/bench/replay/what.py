"""The rule, its changes, and the answer: who was flagged when, and how many of those who broke off were flagged before."""

import numpy as np

from tettpaa.bench.indicators.draw import SCHOOL_YEAR
from tettpaa.identify.indicators.gauges import LAST_20, Gauge
from tettpaa.identify.indicators.rules import Condition, Rule

Results = dict[str, np.ndarray]

MINUTES = 600
# A slider that is moved; the last is the one whose answers are compared.
THRESHOLDS = (5, 6, 4, 2, 7, 3)


def years_of(count: int) -> list[int]:
    """The school years before the bench's own."""
    return list(range(SCHOOL_YEAR - count, SCHOOL_YEAR))


def rule_of(days: int) -> Rule:
    """So many whole days, or ten hours, in twenty school days."""
    return Rule("slider", {}, {}, (
        (Condition(Gauge("absence_days", LAST_20), "at_least", days),),
        (Condition(Gauge("single_hours", LAST_20), "at_least", MINUTES / 60),),
    ))  # fmt: skip
