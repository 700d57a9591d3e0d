"""The core set that all three compute, and how the fold does.

Per pupil as of the day: days, single minutes, undocumented minutes, late, partial days, first and last lessons,
Mondays and Fridays, days in the last 10 and 20 school days, those less the 20 before, longest and current streak,
subjects over 10 % and over 15 %; the first day of "3 days or 10 hours in 20 school days", and of a subject over
10 % and over 15 %. Per school: pupils, days, minutes. Per group: lessons held, and those nobody has registered.
"""

import numpy as np

from tettpaa.bench.indicators.county import AS_OF
from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.engine import Outcome, fold
from tettpaa.identify.indicators.fold.codes import SEEN
from tettpaa.identify.indicators.gauges import LAST_20, Gauge, Window
from tettpaa.identify.indicators.programs import programs_of
from tettpaa.identify.indicators.rules import Condition, Rule

Results = dict[str, np.ndarray]

GAUGES = {
    "days": Gauge("absence_days"), "minutes": Gauge("single_hours"), "undocumented": Gauge("undocumented_hours"),
    "late": Gauge("late_count"), "partial": Gauge("partial_days"), "first": Gauge("first_lesson_count"),
    "last": Gauge("last_lesson_count"), "edges": Gauge("monday_friday_days"),
    "days_10": Gauge("absence_days", Window(school_days=10)), "days_20": Gauge("absence_days", LAST_20),
    "trend": Gauge("trend_days"), "longest": Gauge("longest_streak"), "current": Gauge("current_streak"),
    "over_10": Gauge("subjects_over_limit"), "over_15": Gauge("subjects_over_discretion"),
}  # fmt: skip
IN_MINUTES = ("minutes", "undocumented")
RULES = ("since_rule", "since_over_10", "since_over_15")


def _rule(key: str, *conditions: Condition) -> Rule:
    return Rule(key, {}, {}, tuple((condition,) for condition in conditions))


PROGRAM = programs_of([
    _rule("rule", Condition(Gauge("absence_days", LAST_20), "at_least", 3),
          Condition(Gauge("single_hours", LAST_20), "at_least", 10)),
    _rule("over-10", Condition(Gauge("subjects_over_limit"), "at_least", 1)),
    _rule("over-15", Condition(Gauge("subjects_over_discretion"), "at_least", 1)),
], AS_OF.year - 1)  # fmt: skip


def fold_core(columns: Columns) -> Outcome:
    """The fold alone."""
    return fold(columns, AS_OF, list(GAUGES.values()), PROGRAM)


def results_of(columns: Columns, outcome: Outcome) -> Results:
    """The core set as whole numbers, pupils and groups by key, days counted from 1 August (−1: never)."""
    order = np.argsort(columns.pupils)
    seen, verdicts = outcome.values[order, SEEN], outcome.verdicts[order]
    found = {
        name: np.rint(seen[:, place] * (60 if name in IN_MINUTES else 1)).astype(np.int64)
        for place, name in enumerate(GAUGES)
    }
    found |= {name: verdicts["first_held"][:, place].astype(np.int64) for place, name in enumerate(RULES)}
    school = columns.school[order]
    for name in ("days", "minutes"):
        found[f"school_{name}"] = np.bincount(school, found[name]).astype(np.int64)
    found["school_pupils"] = np.bincount(school)
    return found | _completeness(columns)


def _completeness(columns: Columns) -> Results:
    rows, today = columns.raw["lessons"], columns.day(AS_OF)
    past = rows["day"] <= today
    return {
        "group_lessons": _by_group(columns, past),
        "group_missing": _by_group(columns, past & (rows["registered"] > today)),
    }


def _by_group(columns: Columns, is_counted: np.ndarray) -> np.ndarray:
    """How many of the lessons that count each group has; a group's lessons lie together."""
    group, begins, ends = columns.lesson_runs.T
    before = np.concatenate(([0], np.cumsum(is_counted)))
    found = np.zeros(len(columns.groups), np.int64)
    found[group] = before[ends] - before[begins]
    return found
