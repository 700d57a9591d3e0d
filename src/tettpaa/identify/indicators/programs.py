"""Rules as the arrays the fold runs. Pure."""

from collections.abc import Sequence

import numpy as np

from tettpaa.identify.indicators.fold.shapes import CLAUSE, CONDITION, RULE, Programs
from tettpaa.identify.indicators.gauges import Gauge, rows
from tettpaa.identify.indicators.rules import YEAR_LEVELS, Condition, Rule
from tettpaa.schools.places.school_year import day_number


def programs_of(rules: Sequence[Rule], school_year: int) -> Programs:
    """The rules for a school year, in their order; a gauge that several ask for is found once."""
    gauges: dict[Gauge, int] = {}
    conditions: list[tuple[int, int, float]] = []
    clauses: list[tuple[int, int]] = []
    listed = []
    for rule in rules:
        first = len(clauses)
        for clause in rule.clauses:
            begins = len(conditions)
            for condition in clause:
                number = gauges.setdefault(condition.gauge, len(gauges))
                conditions += [(number, sign, bound) for sign, bound in _bounds(condition)]
            clauses.append((begins, len(conditions)))
        active_from = day_number(rule.active_from(school_year), school_year)
        listed.append((first, len(clauses), active_from, levels_as_bits(rule.year_levels)))
    return Programs(
        rows(list(gauges), school_year),
        np.array(conditions, CONDITION),
        np.array(clauses, CLAUSE),
        np.array(listed, RULE),
    )


def _bounds(condition: Condition) -> list[tuple[int, float]]:
    """Each comparison as sign × gauge ≥ bound, in raw units: 'more than' is the next number up, 'equals' is two."""
    threshold = condition.threshold * condition.gauge.raw_units
    return {
        "at_least": [(1, threshold)],
        "more_than": [(1, np.nextafter(threshold, np.inf))],
        "at_most": [(-1, -threshold)],
        "less_than": [(-1, np.nextafter(-threshold, np.inf))],
        "equals": [(1, threshold), (-1, -threshold)],
    }[condition.comparison]


def levels_as_bits(levels: Sequence[str]) -> int:
    """Year levels as bits; one that is not known has none, so only rules for all levels speak of it."""
    return sum(1 << YEAR_LEVELS.index(level) for level in levels if level in YEAR_LEVELS)
