"""The fold and the plain reference give the same number and the same verdict, whatever a pupil's year looks like."""

import math
from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn_cases import YEAR, a_case, a_day, a_rule, some_gauges
from tests.indicator_cases import columns_of
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.programs import programs_of
from tettpaa.identify.indicators.reference.numbers import Pupil
from tettpaa.identify.indicators.reference.verdicts import verdict

SEEDS = st.integers(0, 2**32 - 1)


def is_same(one: float, other: float) -> bool:
    return (math.isnan(one) and math.isnan(other)) or one == other or abs(one - other) < 1e-9


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_every_indicator_over_every_window(seed: int) -> None:
    draw = Random(seed)
    case, as_of, gauges = a_case(draw), a_day(draw), some_gauges()
    found = fold(columns_of([case]), as_of, gauges).values[0]
    judge = Pupil(case, as_of)
    for place, gauge in enumerate(gauges):
        expected = judge.number(gauge, as_of)
        assert all(is_same(float(a), float(b)) for a, b in zip(expected, found[:, place], strict=True)), gauge


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_no_number_depends_on_the_order_of_the_sources_rows(seed: int) -> None:
    draw = Random(seed)
    case, as_of, gauges = a_case(draw), a_day(draw), some_gauges()
    shuffled = replace(case, absences=draw.sample(case.absences, len(case.absences)))
    one, other = (fold(columns_of([each]), as_of, gauges).values for each in (case, shuffled))
    assert np.allclose(one, other, equal_nan=True)


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_every_verdict_and_the_days_it_held(seed: int) -> None:
    draw = Random(seed)
    case, as_of = a_case(draw), a_day(draw)
    rules = [a_rule(draw, f"r{number}") for number in range(6)]
    columns = columns_of([case])
    found = fold(columns, as_of, [], programs_of(rules, YEAR)).verdicts[0]
    for place, rule in enumerate(rules):
        expected = verdict(case, rule, as_of)
        held = [
            None if found[place][name] < 0 else columns.date(found[place][name])
            for name in ("first_held", "held_since")
        ]
        assert (expected.state, expected.first_held, expected.held_since) == (int(found[place]["state"]), *held), rule
