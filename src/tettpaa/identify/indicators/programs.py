"""Rules as the arrays the fold runs. Pure."""

from collections.abc import Sequence

import numpy as np

from tettpaa.identify.indicators.fold.shapes import CLAUSE, CONDITION, RULE, Programs
from tettpaa.identify.indicators.gauges import Gauge, rows
from tettpaa.identify.indicators.rules import COMPARISONS, YEAR_LEVELS, Rule
from tettpaa.schools.places.school_year import day_number


def programs_of(rules: Sequence[Rule], school_year: int) -> Programs:
    """The rules for a school year, in their order; a gauge that several ask for is found once."""
    gauges: dict[Gauge, int] = {}
    conditions, clauses, listed = [], [], []
    for rule in rules:
        first = len(clauses)
        for clause in rule.clauses:
            begins = len(conditions)
            for condition in clause:
                number = gauges.setdefault(condition.gauge, len(gauges))
                threshold = condition.threshold * condition.gauge.raw_units
                conditions.append((number, COMPARISONS.index(condition.comparison), threshold))
            clauses.append((begins, len(conditions)))
        active_from = day_number(rule.active_from(school_year), school_year)
        listed.append((first, len(clauses), active_from, levels_as_bits(rule.year_levels)))
    return Programs(
        rows(list(gauges), school_year), np.array(conditions, CONDITION), np.array(clauses, CLAUSE), np.array(listed, RULE)
    )


def levels_as_bits(levels: Sequence[str]) -> int:
    """Year levels as bits; one that is not known has none, so only rules for all levels speak of it."""
    return sum(1 << YEAR_LEVELS.index(level) for level in levels if level in YEAR_LEVELS)
