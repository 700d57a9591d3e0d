"""The days a number is made of add up to the number, on any pupil's year."""

from math import isnan
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn_cases import a_case, a_day
from tests.indicator_cases import columns_of
from tettpaa.identify.indicators.behind import rows_behind
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold.codes import SUM
from tettpaa.identify.indicators.gauges import FOUND, Gauge, every_gauge
from tettpaa.identify.indicators.spells import spells

SUMS = [gauge for gauge in every_gauge() if FOUND[gauge.indicator][0] == SUM]
RUNS = [Gauge("longest_streak"), Gauge("current_streak"), Gauge("weekday_run")]
MARKED_WITHOUT_ROWS = ("unreported_days",)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_the_days_behind_add_up_to_the_number(seed: int) -> None:
    drawn = Random(seed)
    columns, as_of = columns_of([a_case(drawn)]), a_day(drawn)
    values = fold(columns, as_of, SUMS + RUNS).values[0, 0]
    for gauge, value in zip(SUMS + RUNS, values, strict=True):
        behind = rows_behind(columns, gauge, 1, as_of=as_of)
        assert sum(each.amount for each in behind) == pytest.approx(0 if isnan(value) else value), gauge
        if gauge.indicator not in MARKED_WITHOUT_ROWS:
            assert all(each.rows for each in behind), gauge


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 3))
def test_the_longest_spell_is_the_longest_streak(seed: int, least: int) -> None:
    drawn = Random(seed)
    columns, as_of = columns_of([a_case(drawn)]), a_day(drawn)
    value = fold(columns, as_of, [Gauge("longest_streak")]).values[0, 0, 0]
    found = spells(columns, as_of=as_of, least=least)
    assert max((each.days for each in found), default=0) == (value if value >= least else 0)
    assert {each.pupil for each in found} <= {1} and len({each.begins_on for each in found}) == len(found)
