"""Runs the fold over columns: values of gauges as of a day, and verdicts of rules."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.parts import in_parts
from tettpaa.identify.indicators.fold.shapes import CLAUSE, CONDITION, GAUGE, RULE, VERDICT, Facts, Programs
from tettpaa.identify.indicators.fold.year import fold_year
from tettpaa.identify.indicators.gauges import Gauge, rows
from tettpaa.schools.places.school_year import first_day

NO_RULES = Programs(*(np.zeros(0, kind) for kind in (GAUGE, CONDITION, CLAUSE, RULE)))


@dataclass(frozen=True)
class Outcome:
    """What one pass gives, in the order of `columns.pupils` or of the numbers asked for.

    `values[pupil, case, gauge]` are in the indicators' units, as seen, at least and at most (NaN: unknown; −inf: too
    early to say; inf: no limit); `verdicts[pupil, rule]` are VERDICT records with days as numbers
    (−1 for never) and weeks as bits.
    """

    values: np.ndarray
    verdicts: np.ndarray


def fold(
    columns: Columns, as_of: dt.date, gauges: Sequence[Gauge], programs: Programs = NO_RULES,
    pupils: Sequence[int] | None = None,
) -> Outcome:  # fmt: skip
    """One pass over all pupils of the columns, or the numbers given, in as many threads as there is work for."""
    facts = columns.facts(as_of)
    return fold_facts(facts, columns.school_year, columns.day(as_of), gauges, programs, pupils)


def fold_facts(
    facts: Facts, school_year: int, day: int, gauges: Sequence[Gauge], programs: Programs = NO_RULES,
    pupils: Sequence[int] | np.ndarray | None = None,
) -> Outcome:  # fmt: skip
    """The same over facts as they were known on a day number, wherever they have been kept since."""
    wanted = np.arange(len(facts.pupils)) if pupils is None else np.asarray(pupils, np.int64)
    count = len(wanted)
    values = np.full((count, 3, len(gauges)), np.nan)
    verdicts = np.zeros((count, len(programs.rules)), VERDICT)
    listed, weekday = rows(gauges, school_year), first_day(school_year).weekday()

    def fold_part(part: tuple[int, int]) -> None:
        fold_year(*part, wanted, facts, day, weekday, listed, programs, values, verdicts)

    in_parts(count, fold_part)
    values /= np.array([gauge.raw_units for gauge in gauges])
    return Outcome(values, verdicts)
